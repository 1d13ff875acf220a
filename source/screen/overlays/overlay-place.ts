import { type Overlay, overlayKinds } from '../state/overlay.ts';
import type { OverlayContent } from './content.ts';

/** Where an overlay stands: pages leave a margin where there is room, dialogs are as high as they must be. */
export function overlayPlace(
  size: { columns: number; rows: number },
  content: Pick<OverlayContent, 'page'>,
  lines: number,
) {
  const { columns, rows } = size;
  const width = outerWidth(columns, content.page);
  const most = rows - 2;
  const height = content.page
    ? Math.max(6, Math.min(most, Math.max(lines + 2, rows - 6)))
    : Math.min(most, lines + 2);
  return {
    width,
    height,
    left: Math.floor((columns - width) / 2),
    top: Math.max(1, Math.floor((rows - height) / 2)),
  };
}

export function overlayWidth(size: { columns: number }, overlay: Overlay): number {
  return outerWidth(size.columns, overlayKinds[overlay.kind] === 'reading') - 4;
}

/** A page leaves nothing of what is behind it at its sides where that would only be a cell or two. */
function outerWidth(columns: number, page: boolean): number {
  if (!page) return Math.min(columns - 4, 68);
  return columns < 100 ? columns : Math.min(columns - 4, 110);
}

import { windowTop } from '../look/window.ts';
import type { MenuCursor } from '../state/overlay.ts';
import { wrap } from '../text/wrap.ts';
import type { MenuContent } from './menu-content.ts';

/** Where a menu stands, which of its entries are in sight, and what stands below them. */
export interface MenuPlace {
  left: number;
  top: number;
  width: number;
  height: number;
  /** The first entry in sight, how many are, and the chosen one among all. */
  first: number;
  shown: number;
  index: number;
  /** What the chosen entry means, and then the keys. As many lines as the longest explanation of all takes: nothing jumps. */
  foot: string[];
}

/** So many entries of a menu are in sight before anything is said of one. */
const listed = 4;

export function menuPlace(
  { items, keys }: MenuContent,
  cursor: MenuCursor,
  { columns, rows }: { columns: number; rows: number },
): MenuPlace {
  const width = Math.min(columns - 4, 76);
  const explained = items.map((item) => (item.explained ? wrap(item.explained, width - 4) : []));
  const index = Math.max(0, Math.min(cursor.index, items.length - 1));
  // On a low terminal the list comes before what is said of it.
  const most = rows - 2;
  const keyLines = wrap(keys, width - 4);
  const mostExplained = Math.max(0, most - 4 - keyLines.length - 1 - Math.min(items.length, listed));
  const lines = Math.min(mostExplained, Math.max(0, ...explained.map(({ length }) => length)));
  const foot = [
    ...Array.from({ length: lines }, (_, line) => explained[index]?.[line] ?? ''),
    ...(lines > 0 ? [''] : []),
    ...keyLines,
  ];
  const shown = Math.min(items.length, Math.max(1, most - 4 - foot.length));
  const height = shown + foot.length + 4;
  return {
    left: Math.floor((columns - width) / 2),
    top: Math.max(1, Math.floor((rows - height) / 2)),
    width,
    height,
    first: windowTop(cursor.top, index, items.length, shown),
    shown,
    index,
    foot,
  };
}

import type { CommandContext } from '../input/command.ts';
import { menuContent } from '../menus/menu-content.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import { isMenu } from '../state/overlay.ts';
import { Menu } from './menu.tsx';
import { Rows } from './rows.tsx';

/** What lies over the panes. */
export function OverlayLayer({ context }: { context: CommandContext }) {
  const { state, drawing } = context;
  const { overlay } = state;
  if (!overlay) return null;
  if (isMenu(overlay)) {
    const content = menuContent(overlay, context);
    return content ? (
      <Menu content={content} cursor={overlay.cursor} drawing={drawing} size={state.size} />
    ) : null;
  }
  const { lines, place } = overlayLines(overlay, context);
  return <Rows lines={lines} color={drawing.color} place={place} />;
}

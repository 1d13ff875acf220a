import { layoutOf, placeOf } from '../layout.ts';
import { windowTop } from '../look/window.ts';
import { menuContent } from '../menus/menu-content.ts';
import { menuPlace } from '../menus/menu-place.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import type { PaneContent, PaneRow } from '../panes/content.ts';
import { logOptions } from '../panes/log-pane.ts';
import { logWindow, movedAnchor } from '../panes/log-window.ts';
import { paneContent, selectedIndex, type TablePaneId } from '../panes/pane-content.ts';
import { tableHeight } from '../panes/table-pane.ts';
import { isMenu, type MenuOverlay } from '../state/overlay.ts';
import type { CommandContext } from './command.ts';

const anywhere = { left: 0, top: 0, width: 60, height: 12 };

function contentAt(context: CommandContext, pane: TablePaneId): { content: PaneContent; height: number } {
  const { state, drawing } = context;
  const place = placeOf(pane, layoutOf(state)) ?? anywhere;
  const content = paneContent(pane, state, drawing, place.width - 2);
  return { content, height: tableHeight(content, place) };
}

/** The row that the keys mean in the pane that has them. */
export function selectedRow(context: CommandContext): PaneRow | undefined {
  const { focus } = context.state;
  return focus === 'log' ? undefined : selectedRowOf(context, focus);
}

/** The rows of a pane that its filter lets through. */
export const rowsOf = (context: CommandContext, pane: TablePaneId): readonly PaneRow[] =>
  contentAt(context, pane).content.rows;

export function selectedRowOf(context: CommandContext, pane: TablePaneId): PaneRow | undefined {
  const { content } = contentAt(context, pane);
  return content.rows[selectedIndex(content, context.state.cursors[pane])];
}

export type Motion = { rows: number } | { pages: number } | { to: 'top' | 'bottom' };

/** Asked for each key that moves, with each frame. */
const long = new WeakMap<CommandContext, boolean>();

/** Whether there is anything to move in: more rows than one, a line of a log, a page that is longer than its window. */
export function isLong(context: CommandContext): boolean {
  const known = long.get(context) ?? lookWhetherLong(context);
  long.set(context, known);
  return known;
}

function lookWhetherLong(context: CommandContext): boolean {
  const { overlay, focus } = context.state;
  if (overlay) {
    if (isMenu(overlay)) return (menuContent(overlay, context)?.items.length ?? 0) > 1;
    if (!('top' in overlay)) return false;
    const { scroll } = overlayLines(overlay, context);
    return scroll.count > scroll.height;
  }
  if (focus === 'log') return context.log.end > context.log.first;
  return contentAt(context, focus).content.rows.length > 1;
}

/** Moves the cursor of the pane, the place in the log, or the text of an overlay. */
export function move(context: CommandContext, motion: Motion): void {
  const { focus: pane, overlay } = context.state;
  if (overlay && isMenu(overlay)) moveInMenu(context, overlay, motion);
  else if (overlay) context.session.pages.scroll(motion);
  else if (pane === 'log') moveLog(context, motion);
  else moveCursor(context, pane, motion);
}

function moveInMenu(context: CommandContext, overlay: MenuOverlay, motion: Motion): void {
  const { state, dispatch } = context;
  const content = menuContent(overlay, context);
  if (!content) return;
  const { index: from, first, shown } = menuPlace(content, overlay.cursor, state.size);
  const count = content.items.length;
  const index = Math.max(0, Math.min(count - 1, target(motion, from, count, shown)));
  const cursor = { index, top: windowTop(first, index, count, shown) };
  dispatch({ type: 'overlay', overlay: { ...overlay, cursor } });
}

function moveCursor(context: CommandContext, pane: TablePaneId, motion: Motion): void {
  const { content, height } = contentAt(context, pane);
  const count = content.rows.length;
  if (count === 0) return;
  const from = selectedIndex(content, context.state.cursors[pane]);
  const index = Math.max(0, Math.min(count - 1, target(motion, from, count, height)));
  const row = content.rows[index];
  if (!row) return;
  const top = windowTop(context.state.cursors[pane]?.top ?? 0, index, count, height);
  context.dispatch({ type: 'select', pane, cursor: { id: row.id, index, top } });
}

/** To the next row or the one before; after the last comes the first. */
export function stepRound(context: CommandContext, by: number): void {
  const pane = context.state.focus;
  if (pane === 'log') return;
  const { content } = contentAt(context, pane);
  const at = selectedIndex(content, context.state.cursors[pane]);
  const past = at + by < 0 || at + by >= content.rows.length;
  moveCursor(context, pane, past ? { to: by > 0 ? 'top' : 'bottom' } : { rows: by });
}

/** What a row unfolds to comes below it: the row moves up into the upper third, so that there is something to see. */
export function makeRoom(context: CommandContext): void {
  const pane = context.state.focus;
  if (pane === 'log') return;
  const { content, height } = contentAt(context, pane);
  const index = selectedIndex(content, context.state.cursors[pane]);
  const row = content.rows[index];
  if (!row) return;
  const top = context.state.cursors[pane]?.top ?? 0;
  const above = Math.floor(height / 3);
  if (index - top > above)
    context.dispatch({ type: 'select', pane, cursor: { id: row.id, index, top: index - above } });
}

/** Where a motion leads from a place among so many. */
function target(motion: Motion, from: number, count: number, height: number): number {
  if ('to' in motion) return motion.to === 'top' ? 0 : count - 1;
  return (
    from + ('rows' in motion ? motion.rows : Math.round(motion.pages * height) || Math.sign(motion.pages))
  );
}

function moveLog(context: CommandContext, motion: Motion): void {
  const { state, drawing, log, dispatch } = context;
  if ('to' in motion) {
    if (motion.to === 'bottom') dispatch({ type: 'log', change: { follow: true, pausedAt: undefined } });
    else dispatch({ type: 'log', change: { follow: false, anchor: log.first } });
    return;
  }
  const place = placeOf('log', layoutOf(state)) ?? anywhere;
  const options = logOptions(state, log, place);
  const window = logWindow(log, options, drawing);
  if (window.first === undefined) return;
  const by =
    'rows' in motion ? motion.rows : Math.trunc(motion.pages * (place.height - 2)) || Math.sign(motion.pages);
  // Going down past the end is no reason to stop following.
  if (by > 0 && state.log.follow) return;
  const anchor = movedAnchor(log, window.first, by, options);
  dispatch({ type: 'log', change: { follow: false, anchor } });
}

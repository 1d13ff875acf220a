import type { TablePaneId } from './panes/pane-content.ts';
import type { PaneId } from './state/pane-id.ts';
import type { ScreenState } from './state/state.ts';

export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Layout {
  /** Panes with a frame. */
  panes: ({ pane: PaneId } & Place)[];
  /** Panes in one line each. */
  folded: ({ pane: TablePaneId } & Place)[];
  /** Where the guide stands beside them; undefined where there is no room or nobody wants it. */
  guide?: Place;
}

export const smallest = { columns: 60, rows: 15 };

/** From here on there is room for every pane at once. */
const roomy = { columns: 110, rows: 34 };

export function isTooSmall({ columns, rows }: ScreenState['size']): boolean {
  return columns < smallest.columns || rows < smallest.rows;
}

type LayoutState = Pick<ScreenState, 'size' | 'focus' | 'main' | 'zoomed' | 'view'> & {
  guide?: boolean;
  presenter?: boolean;
  run?: unknown;
};

/** Where everything stands between the header and the footer, each one line. */
export function layoutOf(state: LayoutState): Layout {
  const { columns, rows } = state.size;
  if (state.zoomed)
    return { panes: [{ pane: state.focus, left: 0, top: 1, width: columns, height: rows - 2 }], folded: [] };
  if (state.presenter) return presenterLayout(state);
  return columns >= roomy.columns && rows >= roomy.rows ? roomyLayout(state) : tightLayout(state);
}

/** One pane at a time, as wide as the screen, so that there is room between its rows; the log below it while something runs. */
function presenterLayout({ size: { columns, rows }, focus, main, run }: LayoutState): Layout {
  const body = rows - 2;
  const alone = { left: 0, top: 1, width: columns };
  if (rows < roomy.rows && (focus === 'log' || !run))
    return { panes: [{ pane: focus, ...alone, height: body }], folded: [] };
  const log = Math.max(8, Math.floor(body * 0.35));
  const pane = focus === 'log' ? main : focus;
  return {
    panes: [
      { pane, ...alone, height: body - log },
      { pane: 'log', ...alone, top: 1 + body - log, height: log },
    ],
    folded: [],
  };
}

/** Steps beside the large pane, the log below, and the other panes in a line each. */
function tightLayout({ size: { columns, rows }, main, focus }: LayoutState): Layout {
  const data = ['cluster', 'namespaces', 'components', 'proxies'] as const;
  // The sync table is wide, and on the smallest screens every table is: then one of the two is a line.
  const narrow = columns < 76;
  const alone = narrow || (main === 'proxies' && columns < 100);
  // Whatever has the keys is seen.
  const large = alone && focus === 'steps' ? 'steps' : main;
  const shown: TablePaneId[] = alone ? [large] : [main, 'steps'];
  const all: TablePaneId[] = [...data, 'steps'];
  const lines = rows < 20 ? [] : all.filter((pane) => !shown.includes(pane));
  const body = rows - 2 - lines.length;
  // All eight steps are seen wherever the log is left some lines.
  const wanted = large === 'steps' ? Math.min(11, body - 6) : 0;
  const upper = Math.max(
    6,
    wanted,
    Math.min(11 + Math.max(0, Math.floor((rows - 24) / 2)), Math.ceil(body * 0.55)),
  );
  const top = 1 + lines.length;
  const steps = alone ? 0 : columns < 100 ? 27 : 36;
  return {
    folded: lines.map((pane, index) => ({ pane, left: 0, top: 1 + index, width: columns, height: 1 })),
    panes: [
      ...(alone ? [] : [{ pane: 'steps' as const, left: 0, top, width: steps, height: upper }]),
      { pane: large, left: steps, top, width: columns - steps, height: upper },
      { pane: 'log', left: 0, top: top + upper, width: columns, height: body - upper },
    ],
  };
}

/** The cluster and the steps at the left, what runs in it at the right, the log below both. */
function roomyLayout({ size, view, guide }: LayoutState): Layout {
  const { rows } = size;
  // On a wide screen the guide is a column of its own; on a narrower one it shares the foot with the log.
  const column = guide && size.columns >= 170 ? Math.min(56, Math.floor(size.columns * 0.26)) : 0;
  const columns = size.columns - column;
  const foot = guide && !column ? Math.floor(columns * 0.46) : 0;
  const body = rows - 2;
  const log = Math.max(9, Math.floor(body * 0.32));
  const upper = body - log;
  const left = Math.min(66, Math.max(46, Math.floor(columns * 0.33)));
  const right = columns - left;
  const steps = upper >= 32 ? 12 : 11;
  // A frame, the verdict of the checks, a heading, and a row for each of the first nodes.
  const cluster = Math.min(4 + Math.max(2, view?.nodes.rows.length ?? 0), Math.floor((upper - steps) * 0.5));
  const components = Math.ceil(upper * 0.58);
  return {
    folded: [],
    panes: [
      { pane: 'cluster', left: 0, top: 1, width: left, height: cluster },
      { pane: 'namespaces', left: 0, top: 1 + cluster, width: left, height: upper - cluster - steps },
      { pane: 'steps', left: 0, top: 1 + upper - steps, width: left, height: steps },
      { pane: 'components', left, top: 1, width: right, height: components },
      { pane: 'proxies', left, top: 1 + components, width: right, height: upper - components },
      { pane: 'log', left: 0, top: 1 + upper, width: columns - foot, height: log },
    ],
    ...(column ? { guide: { left: columns, top: 1, width: column, height: body } } : {}),
    ...(foot ? { guide: { left: columns - foot, top: 1 + upper, width: foot, height: log } } : {}),
  };
}

/** The pane's place, also for one that is folded or hidden right now: keys need its size. */
export function placeOf(pane: PaneId, layout: Layout): Place | undefined {
  return layout.panes.find((place) => place.pane === pane);
}

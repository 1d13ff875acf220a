import { under } from '../state/overlay.ts';
import { type PaneId, paneIds } from '../state/pane-id.ts';
import type { Command, CommandContext } from './command.ts';
import { commandsWith } from './remap.ts';
import { isLong, type Motion, makeRoom, move, selectedRow } from './selection.ts';

const both = ['panes', 'reading'] as const;
const moving = [...both, 'menu'] as const;

function motion(id: string, keys: string[], does: Command['does'], by: Motion): Command {
  const palette = false;
  return {
    id,
    keys,
    section: 'panes',
    modes: moving,
    when: isLong,
    does,
    palette,
    run: (context) => move(context, by),
  };
}

/** What k9s and kubectl call what is in them. */
const paneWords: Record<PaneId, readonly string[]> = {
  cluster: ['nodes', 'no'],
  namespaces: ['ns'],
  components: ['pods', 'po', 'deployments', 'deploy', 'services', 'svc'],
  proxies: ['proxy-status', 'ps', 'sync'],
  steps: ['chapter'],
  log: ['logs'],
};

function neighbour(context: CommandContext, by: number): void {
  const place = paneIds.indexOf(context.state.focus) + by + paneIds.length;
  context.dispatch({ type: 'focus', pane: paneIds[place % paneIds.length] as PaneId });
}

export const paneCommands: readonly Command[] = [
  {
    id: 'pane',
    keys: ['1', '2', '3', '4', '5', '6'],
    section: 'panes',
    modes: ['panes'],
    does: 'screen.key.pane',
    variants: paneIds.map((pane, index) => ({
      name: pane,
      key: String(index + 1),
      does: { key: 'screen.key.pane-of', values: { pane: { key: `screen.pane.${pane}` } } },
      words: paneWords[pane],
    })),
    run: (context, key) => {
      // With other keys the place in the list counts.
      const keys = commandsWith(context.state.keymap).find(({ id }) => id === 'pane')?.keys ?? [];
      const place = keys.includes(key) ? keys.indexOf(key) : Number(key) - 1;
      const pane = paneIds[place];
      if (pane) context.dispatch({ type: 'focus', pane });
    },
  },
  {
    id: 'next-pane',
    keys: ['tab'],
    section: 'panes',
    modes: ['panes'],
    does: 'screen.key.next-pane',
    palette: false,
    run: (context) => neighbour(context, 1),
  },
  {
    id: 'previous-pane',
    keys: ['shift-tab'],
    section: 'panes',
    modes: ['panes'],
    does: 'screen.key.previous-pane',
    palette: false,
    run: (context) => neighbour(context, -1),
  },
  motion('down', ['j', 'down'], 'screen.key.down', { rows: 1 }),
  motion('up', ['k', 'up'], 'screen.key.up', { rows: -1 }),
  motion('half-down', ['ctrl-d'], 'screen.key.half-down', { pages: 0.5 }),
  motion('half-up', ['ctrl-u'], 'screen.key.half-up', { pages: -0.5 }),
  motion('page-down', ['pgdn'], 'screen.key.page-down', { pages: 1 }),
  motion('page-up', ['pgup'], 'screen.key.page-up', { pages: -1 }),
  motion('top', ['g', 'home'], 'screen.key.top', { to: 'top' }),
  motion('bottom', ['G', 'end'], 'screen.key.bottom', { to: 'bottom' }),
  {
    id: 'open',
    keys: ['enter', 'right'],
    section: 'panes',
    modes: ['panes'],
    does: 'screen.key.open',
    when: (context) => selectedRow(context) !== undefined,
    palette: false,
    hint: ({ state }) => (state.focus === 'steps' ? 'screen.hint.explain' : 'screen.hint.open'),
    offered: (context) => {
      const row = selectedRow(context);
      return context.state.focus === 'steps'
        ? Boolean(row)
        : Boolean(row?.foldable || row?.opens || row?.explained);
    },
    run: open,
  },
  {
    id: 'back',
    keys: ['esc', 'left'],
    section: 'panes',
    modes: both,
    does: 'screen.key.back',
    when: (context) => wayBack(context) !== undefined,
    palette: false,
    run: (context) => wayBack(context)?.(),
  },
];

function open(context: CommandContext): void {
  const { state, dispatch, session } = context;
  const row = selectedRow(context);
  if (!row) return;
  if (state.focus === 'steps') session.pages.step(row.id);
  else if (row.foldable) {
    dispatch({ type: 'toggle', id: row.id });
    if (!state.toggled.has(row.id)) makeRoom(context);
  } else if (row.explained && row.ref) session.sights.why(row.ref);
  else if (row.opens) session.logs.open(row.opens);
  else if (row.ref) session.pages.yaml(row.ref);
}

/** One step back: the overlay, then the filter, the zoom, the log of a pod, the open row. Undefined where there is nothing to go back from. */
function wayBack(context: CommandContext): (() => void) | undefined {
  const { state, dispatch, session } = context;
  const { overlay, filters, focus, zoomed, log } = state;
  if (overlay && filters.page) return () => dispatch({ type: 'filter-clear', pane: 'page' });
  if (overlay) return () => dispatch({ type: 'overlay', overlay: under(overlay) });
  if (filters[focus]) return () => dispatch({ type: 'filter-clear', pane: focus });
  if (zoomed) return () => dispatch({ type: 'zoom', zoomed: false });
  if (focus === 'log') return log.source.type === 'events' ? undefined : () => session.logs.showRuns();
  const row = selectedRow(context);
  return row?.foldable && state.toggled.has(row.id)
    ? () => dispatch({ type: 'toggle', id: row.id })
    : undefined;
}

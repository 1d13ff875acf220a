import { type PaneId, paneIds } from '../state/pane-id.ts';
import type { Command, CommandContext } from './command.ts';
import { type Motion, makeRoom, move, selectedRow } from './selection.ts';

const both = ['panes', 'reading'] as const;

function motion(id: string, keys: string[], does: Command['does'], by: Motion): Command {
  return { id, keys, section: 'panes', modes: both, does, run: (context) => move(context, by) };
}

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
    run: ({ dispatch }, key) => dispatch({ type: 'focus', pane: paneIds[Number(key) - 1] as PaneId }),
  },
  {
    id: 'next-pane',
    keys: ['tab'],
    section: 'panes',
    modes: ['panes'],
    does: 'screen.key.next-pane',
    run: (context) => neighbour(context, 1),
  },
  {
    id: 'previous-pane',
    keys: ['shift-tab'],
    section: 'panes',
    modes: ['panes'],
    does: 'screen.key.previous-pane',
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
    hint: ({ state }) => (state.focus === 'steps' ? 'screen.hint.explain' : 'screen.hint.open'),
    offered: (context) => {
      const row = selectedRow(context);
      return context.state.focus === 'steps' ? Boolean(row) : Boolean(row?.foldable || row?.opens);
    },
    run: open,
  },
  {
    id: 'back',
    keys: ['esc', 'left'],
    section: 'panes',
    modes: both,
    does: 'screen.key.back',
    run: back,
  },
];

function open(context: CommandContext): void {
  const { state, dispatch, session } = context;
  const row = selectedRow(context);
  if (!row) return;
  if (state.focus === 'steps') session.explainStep(row.id);
  else if (row.foldable) {
    dispatch({ type: 'toggle', id: row.id });
    if (!state.toggled.has(row.id)) makeRoom(context);
  } else if (row.opens) session.openLog(row.opens);
  else if (row.ref) session.openYaml(row.ref);
}

/** One step back: the overlay, then the filter, the zoom, the log of a pod, the open row. */
function back({ state, dispatch, session, ...rest }: CommandContext): void {
  if (state.overlay) dispatch({ type: 'overlay', overlay: undefined });
  else if (state.filters[state.focus]) dispatch({ type: 'filter-clear', pane: state.focus });
  else if (state.zoomed) dispatch({ type: 'zoom', zoomed: false });
  else if (state.focus === 'log') session.showRuns();
  else {
    const row = selectedRow({ state, dispatch, session, ...rest });
    if (row?.foldable && state.toggled.has(row.id)) dispatch({ type: 'toggle', id: row.id });
  }
}

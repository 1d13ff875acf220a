import type { StepId } from '../../chapter/step-id.ts';
import type { Message } from '../../language/message.ts';
import { conflictRows } from '../overlays/conflicts.ts';
import { selectedHanging } from '../session/hanging.ts';
import type { Command, CommandContext } from './command.ts';
import { selectedRowOf } from './selection.ts';

const looks: readonly string[] = ['check', 'proxies', 'uninstall'];

function refuse({ state }: CommandContext): Message | undefined {
  if (state.run) return { key: 'screen.refused.running' };
  if (!state.view || !state.about) return { key: 'screen.refused.connecting' };
  return state.about.readOnly ? { key: 'screen.refused.read-only' } : undefined;
}

const selected = (context: CommandContext): string | undefined =>
  context.state.focus === 'steps' ? selectedRowOf(context, 'steps')?.id : undefined;

const ofPage = { section: 'reading', modes: ['reading'], palette: false } as const;

/** What takes something away, each asked for the name of the context; and the pages that lead there. */
export const takingCommands: readonly Command[] = [
  {
    id: 'undo',
    keys: ['U'],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.undo',
    refuse: (context) => {
      const step = selected(context);
      if (step === undefined) return { key: 'screen.refused.no-step' };
      return (
        refuse(context) ?? (looks.includes(step) ? { key: 'screen.refused.nothing-to-undo' } : undefined)
      );
    },
    run: (context) => context.session.takings.ask({ what: 'undo', step: selected(context) as StepId }),
  },
  {
    id: 'rollback',
    keys: ['B'],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.rollback',
    refuse,
    run: ({ session }) => session.takings.ask({ what: 'rollback' }),
  },
  {
    id: 'hanging',
    keys: ['H'],
    section: 'look',
    modes: ['panes'],
    does: 'screen.key.hanging',
    palette: ['repair', 'terminating'],
    refuse: ({ state }) => (state.about ? undefined : { key: 'screen.refused.connecting' }),
    run: ({ session }) => session.hanging.show(),
  },
];

/** What only these pages and questions hear. They come before what every page hears. */
export const takingPageCommands: readonly Command[] = [
  {
    ...ofPage,
    id: 'hanging-down',
    keys: ['j', 'down'],
    overlays: ['hanging'],
    does: 'screen.key.down',
    run: ({ session }) => session.hanging.select(1),
  },
  {
    ...ofPage,
    id: 'hanging-up',
    keys: ['k', 'up'],
    overlays: ['hanging'],
    does: 'screen.key.up',
    run: ({ session }) => session.hanging.select(-1),
  },
  {
    ...ofPage,
    id: 'repair',
    keys: ['R'],
    overlays: ['hanging'],
    does: 'screen.key.repair',
    hint: 'screen.hint.repair',
    offered: (context) => Boolean(selectedHanging(context.state)?.writes.length) && !refuse(context),
    refuse: (context) =>
      refuse(context) ??
      (selectedHanging(context.state)?.writes.length ? undefined : { key: 'screen.refused.no-repair' }),
    run: ({ state, session }) => {
      const found = selectedHanging(state);
      if (found) session.takings.ask({ what: 'repair', found });
    },
  },
  {
    ...ofPage,
    id: 'conflict-down',
    keys: ['j', 'down'],
    overlays: ['conflicts'],
    does: 'screen.key.down',
    run: ({ session }) => session.conflicts.select(1),
  },
  {
    ...ofPage,
    id: 'conflict-up',
    keys: ['k', 'up'],
    overlays: ['conflicts'],
    does: 'screen.key.up',
    run: ({ session }) => session.conflicts.select(-1),
  },
  {
    ...ofPage,
    id: 'conflict-take',
    keys: ['t'],
    overlays: ['conflicts'],
    does: 'screen.key.conflict-take',
    hint: 'screen.hint.conflict-take',
    offered: () => true,
    run: ({ session }) => session.conflicts.decide('take'),
  },
  {
    ...ofPage,
    id: 'conflict-leave',
    keys: ['l'],
    overlays: ['conflicts'],
    does: 'screen.key.conflict-leave',
    hint: 'screen.hint.conflict-leave',
    offered: () => true,
    run: ({ session }) => session.conflicts.decide('leave'),
  },
  {
    ...ofPage,
    id: 'conflict-back',
    keys: ['r'],
    overlays: ['conflicts'],
    does: 'screen.key.conflict-back',
    hint: 'screen.hint.conflict-back',
    offered: () => true,
    run: ({ session }) => session.conflicts.back(),
  },
  {
    id: 'conflicts',
    keys: ['f'],
    section: 'question',
    modes: ['question'],
    overlays: ['ask-run'],
    when: ({ state }) => state.overlay?.kind === 'ask-run' && conflictRows(state.overlay.plan).length > 0,
    does: 'screen.key.conflicts',
    hint: 'screen.hint.conflicts',
    offered: () => true,
    palette: false,
    run: ({ session }) => session.conflicts.open(),
  },
  {
    id: 'sidecars-choice',
    keys: ['tab'],
    section: 'typing',
    modes: ['typing'],
    overlays: ['ask-down'],
    when: ({ state }) => state.overlay?.kind === 'ask-down' && state.overlay.sidecars !== undefined,
    does: 'screen.key.sidecars-choice',
    hint: 'screen.hint.sidecars-choice',
    offered: () => true,
    palette: false,
    run: ({ session }) => session.takings.turnSidecars(),
  },
];

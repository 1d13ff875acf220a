import type { RowId } from '../../chapter/step-id.ts';
import { nextStep } from '../panes/steps.ts';
import type { Command, CommandContext } from './command.ts';
import { askRun, refuseRun } from './refuse-run.ts';
import { selectedRowOf } from './selection.ts';

function selectedStep(context: CommandContext): RowId | undefined {
  return context.state.focus === 'steps' ? (selectedRowOf(context, 'steps')?.id as RowId) : undefined;
}

const idle = ({ state }: CommandContext) => !state.run && Boolean(state.view) && !state.about?.readOnly;
const installing = (context: CommandContext) => idle(context) && Boolean(context.state.about?.release);

export const chapterCommands: readonly Command[] = [
  {
    id: 'cancel',
    keys: ['x'],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.cancel',
    hint: 'screen.hint.cancel',
    offered: ({ state }) => Boolean(state.run && !state.run.cancelling),
    refuse: ({ state }) => (state.run ? undefined : { key: 'screen.refused.not-running' }),
    run: ({ dispatch }) => dispatch({ type: 'overlay', overlay: { kind: 'ask-cancel' } }),
  },
  {
    id: 'next',
    keys: ['n'],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.next',
    hint: 'screen.hint.next',
    offered: (context) => installing(context) && Boolean(nextStep(context.state)),
    refuse: (context) => {
      const next = nextStep(context.state);
      return refuseRun(context, next?.id) ?? (next ? undefined : { key: 'screen.refused.all-done' });
    },
    run: ({ state, session }) => {
      const next = nextStep(state);
      if (next) session.runs.ask(next.id);
    },
  },
  {
    id: 'run',
    keys: ['r'],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.run',
    hint: 'screen.hint.run',
    offered: (context) => installing(context) && context.state.focus === 'steps',
    refuse: (context) =>
      context.state.focus === 'steps'
        ? refuseRun(context, selectedStep(context))
        : { key: 'screen.refused.no-step' },
    run: (context) => {
      const run = selectedStep(context);
      if (run) askRun(run, context);
    },
  },
  {
    id: 'all',
    keys: ['a'],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.all',
    hint: 'screen.hint.all',
    offered: (context) =>
      installing(context) && context.state.focus === 'steps' && Boolean(nextStep(context.state)),
    refuse: (context) =>
      refuseRun(context, undefined) ??
      (nextStep(context.state) ? undefined : { key: 'screen.refused.all-done' }),
    run: ({ state, dispatch }) => {
      const steps = (state.view?.steps ?? [])
        .filter((row) => row.id !== 'uninstall' && row.state !== 'done')
        .map((row) => row.id);
      dispatch({ type: 'overlay', overlay: { kind: 'ask-up', steps } });
    },
  },
  {
    id: 'uninstall',
    keys: ['u'],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.uninstall',
    hint: 'screen.hint.uninstall',
    // Where nothing is there to take down, the footer has better things to offer.
    offered: (context) =>
      idle(context) &&
      context.state.focus === 'steps' &&
      context.state.view?.steps.some(
        ({ id, state }) => id === 'uninstall' && state !== 'done' && state !== 'unknown',
      ) === true,
    refuse: (context) => refuseRun(context, 'uninstall'),
    run: ({ session }) => session.takings.ask({ what: 'uninstall' }),
  },
  {
    id: 'choices',
    keys: ['C'],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.choices',
    hint: 'screen.hint.choices',
    offered: (context) => installing(context) && context.state.focus === 'steps',
    refuse: ({ state }) => {
      if (state.run) return { key: 'screen.refused.running' };
      return state.about?.choice ? undefined : { key: 'screen.refused.connecting' };
    },
    run: ({ session }) => session.choices.open(),
  },
  {
    id: 'checks',
    keys: ['c'],
    section: 'chapter',
    modes: ['panes', 'reading'],
    does: 'screen.key.checks',
    hint: ({ state }) => (state.overlay ? 'screen.hint.again' : 'screen.hint.checks'),
    offered: ({ state }) => (state.overlay ? state.overlay.kind === 'checks' : state.focus === 'cluster'),
    refuse: ({ state }) => (state.about ? undefined : { key: 'screen.refused.connecting' }),
    run: ({ session }) => session.checks.show(),
  },
  {
    id: 'events',
    keys: ['e'],
    section: 'chapter',
    modes: ['panes'],
    does: 'screen.key.events',
    hint: 'screen.hint.events',
    offered: ({ state }) => state.log.source.type !== 'events',
    refuse: ({ state }) =>
      state.log.source.type === 'events' ? { key: 'screen.refused.runs-shown' } : undefined,
    run: ({ session }) => session.logs.showRuns(),
  },
];

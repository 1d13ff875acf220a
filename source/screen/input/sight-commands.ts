import { answeringUrl, selectedSidecar } from '../session/sights.ts';
import type { Command, CommandContext } from './command.ts';
import { selectedRow } from './selection.ts';

const knows = ({ state }: CommandContext) =>
  state.about && state.view ? undefined : ({ key: 'screen.refused.connecting' } as const);

/** Why, the way in, sidecars and events: pages of their own, and what can be done from them. */
export const sightCommands: readonly Command[] = [
  {
    id: 'why',
    keys: ['d'],
    section: 'look',
    modes: ['panes'],
    does: 'screen.key.why',
    hint: 'screen.hint.why',
    palette: ['diagnose', 'describe', 'reason'],
    offered: (context) => Boolean(selectedRow(context)?.ref),
    refuse: (context) =>
      knows(context) ?? (selectedRow(context)?.ref ? undefined : { key: 'screen.refused.no-object' }),
    run: (context) => {
      const ref = selectedRow(context)?.ref;
      if (ref) context.session.sights.why(ref);
    },
  },
  {
    id: 'way-in',
    keys: ['o'],
    section: 'look',
    modes: ['panes'],
    does: 'screen.key.way-in',
    palette: ['url', 'browser', 'ingress', 'gateway'],
    refuse: knows,
    run: ({ session }) => session.sights.ways(),
  },
  {
    id: 'sidecars',
    keys: ['I'],
    section: 'look',
    modes: ['panes'],
    does: 'screen.key.sidecars',
    palette: ['injection', 'restart'],
    refuse: knows,
    run: ({ session }) => session.sights.injection(),
  },
  {
    id: 'recent',
    keys: ['E'],
    section: 'look',
    modes: ['panes'],
    does: 'screen.key.recent',
    palette: ['events', 'ev'],
    refuse: knows,
    run: ({ session }) => session.sights.events(),
  },
];

const ofPage = { section: 'reading', modes: ['reading'] } as const;

/** What only these pages hear. They come before what every page hears. */
export const sightPageCommands: readonly Command[] = [
  {
    ...ofPage,
    id: 'open-url',
    keys: ['o'],
    overlays: ['ways'],
    does: 'screen.key.open-url',
    hint: 'screen.hint.open-url',
    offered: ({ state }) => answeringUrl(state) !== undefined,
    refuse: ({ state }) => (answeringUrl(state) ? undefined : { key: 'screen.refused.no-url' }),
    run: ({ session }) => session.sights.openUrl(),
  },
  {
    ...ofPage,
    id: 'copy-url',
    keys: ['y'],
    overlays: ['ways'],
    does: 'screen.key.copy-url',
    hint: 'screen.hint.copy',
    offered: ({ state }) => answeringUrl(state) !== undefined,
    refuse: ({ state }) => (answeringUrl(state) ? undefined : { key: 'screen.refused.no-url' }),
    run: ({ session }) => session.copy(session.sights.url ?? ''),
  },
  {
    ...ofPage,
    id: 'ways-again',
    keys: ['r'],
    overlays: ['ways'],
    does: 'screen.key.ways-again',
    hint: 'screen.hint.again',
    offered: () => true,
    palette: false,
    run: ({ session }) => session.sights.ways(),
  },
  {
    ...ofPage,
    id: 'sidecar-down',
    keys: ['j', 'down'],
    overlays: ['injection'],
    does: 'screen.key.down',
    palette: false,
    run: ({ session }) => session.sights.select(1),
  },
  {
    ...ofPage,
    id: 'sidecar-up',
    keys: ['k', 'up'],
    overlays: ['injection'],
    does: 'screen.key.up',
    palette: false,
    run: ({ session }) => session.sights.select(-1),
  },
  {
    ...ofPage,
    id: 'restart',
    keys: ['R'],
    overlays: ['injection'],
    does: 'screen.key.restart',
    hint: 'screen.hint.restart',
    palette: false,
    offered: ({ state }) => Boolean(selectedSidecar(state)?.restart) && !state.run && !state.about?.readOnly,
    refuse: ({ state }) => {
      const row = selectedSidecar(state);
      if (state.about?.readOnly) return { key: 'screen.refused.read-only' };
      if (!row?.restart) return { key: 'screen.refused.nothing-to-restart' };
      if (state.run) return { key: 'screen.refused.running' };
      return row.workload ? undefined : { key: 'screen.refused.no-workload', values: { name: row.name } };
    },
    run: ({ session }) => session.sights.askRestart(),
  },
];

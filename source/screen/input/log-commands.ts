import { layoutOf, placeOf } from '../layout.ts';
import { logOptions } from '../panes/log-pane.ts';
import { logWindow } from '../panes/log-window.ts';
import type { Command, CommandContext } from './command.ts';

const inLog = ({ state }: CommandContext) => state.focus === 'log';

/** Nobody sees what becomes of a log behind another pane that has the whole screen. */
const inSight = ({ state }: CommandContext) => !state.zoomed || state.focus === 'log';

/** The first line that is in sight now, to stay there. */
function firstInSight({ state, log, drawing }: CommandContext): number {
  const place = placeOf('log', layoutOf(state)) ?? { width: 80, height: 10 };
  return logWindow(log, logOptions(state, log, place), drawing).first ?? log.first;
}

export const logCommands: readonly Command[] = [
  {
    id: 'follow',
    keys: ['f'],
    section: 'log',
    modes: ['panes'],
    when: inSight,
    does: 'screen.key.follow',
    hint: 'screen.hint.follow',
    offered: inLog,
    run: (context) => {
      const follow = !context.state.log.follow;
      context.dispatch({
        type: 'log',
        change: follow ? { follow, pausedAt: undefined } : { follow, anchor: firstInSight(context) },
      });
    },
  },
  {
    id: 'pause',
    keys: ['p'],
    section: 'log',
    modes: ['panes'],
    when: inSight,
    does: 'screen.key.pause',
    hint: 'screen.hint.pause',
    offered: inLog,
    run: ({ state, log, dispatch }) =>
      dispatch({
        type: 'log',
        change: { pausedAt: state.log.pausedAt === undefined ? log.end : undefined },
      }),
  },
  {
    id: 'previous',
    keys: ['P'],
    section: 'log',
    modes: ['panes'],
    when: inSight,
    does: 'screen.key.previous',
    hint: 'screen.hint.previous',
    offered: (context) => inLog(context) && context.state.log.source.type !== 'events',
    refuse: ({ state }) =>
      state.log.source.type === 'events' ? { key: 'screen.refused.no-log' } : undefined,
    run: ({ state, session }) => {
      const { source } = state.log;
      if (source.type === 'pod') session.logs.open({ ...source.target, previous: !source.target.previous });
      if (source.type === 'merged') session.logs.openMerged({ ...source, previous: !source.previous });
    },
  },
  {
    id: 'wrap',
    keys: ['w'],
    section: 'log',
    modes: ['panes'],
    when: inSight,
    does: 'screen.key.wrap',
    hint: 'screen.hint.wrap',
    offered: inLog,
    run: ({ state, dispatch }) => dispatch({ type: 'log', change: { wrap: !state.log.wrap } }),
  },
  {
    id: 'timestamps',
    keys: ['t'],
    section: 'log',
    modes: ['panes'],
    when: inSight,
    does: 'screen.key.timestamps',
    hint: 'screen.hint.timestamps',
    offered: inLog,
    run: ({ state, dispatch }) => dispatch({ type: 'log', change: { timestamps: !state.log.timestamps } }),
  },
  {
    id: 'json',
    keys: ['J'],
    section: 'log',
    modes: ['panes'],
    when: inSight,
    does: 'screen.key.json',
    offered: inLog,
    run: ({ state, dispatch }) => dispatch({ type: 'log', change: { json: !state.log.json } }),
  },
  {
    id: 'apps-only',
    keys: ['O'],
    section: 'log',
    modes: ['panes'],
    when: inSight,
    does: 'screen.key.apps-only',
    offered: (context) => inLog(context) && context.state.log.source.type === 'merged',
    refuse: ({ state }) =>
      state.log.source.type === 'merged' ? undefined : { key: 'screen.refused.not-merged' },
    run: ({ state, session }) => {
      const { source } = state.log;
      if (source.type === 'merged') session.logs.openMerged({ ...source, appsOnly: !source.appsOnly });
    },
  },
  {
    id: 'whole-log',
    keys: ['b'],
    section: 'log',
    modes: ['panes'],
    when: inSight,
    does: 'screen.key.whole-log',
    offered: (context) => inLog(context) && context.state.log.source.type === 'merged',
    refuse: ({ state }) =>
      state.log.source.type === 'merged' ? undefined : { key: 'screen.refused.not-merged' },
    run: ({ state, session }) => {
      const { source } = state.log;
      if (source.type === 'merged') session.logs.openMerged({ ...source, all: !source.all });
    },
  },
  {
    id: 'save-log',
    keys: ['s'],
    section: 'log',
    modes: ['panes'],
    when: inSight,
    does: 'screen.key.save-log',
    offered: inLog,
    run: ({ session }) => session.files.ask('log'),
  },
];

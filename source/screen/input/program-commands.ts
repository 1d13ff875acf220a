import type { Command } from './command.ts';

const anyMode = ['panes', 'reading', 'question', 'menu', 'typing'] as const;

export const programCommands: readonly Command[] = [
  {
    id: 'language',
    keys: ['L'],
    section: 'program',
    modes: ['panes', 'reading', 'question'],
    does: 'screen.key.language',
    run: ({ dispatch }) => dispatch({ type: 'language' }),
  },
  {
    id: 'help',
    keys: ['?'],
    section: 'program',
    modes: ['panes', 'reading'],
    does: 'screen.key.help',
    hint: 'screen.hint.help',
    offered: () => true,
    run: ({ state, dispatch }) =>
      dispatch({
        type: 'overlay',
        overlay: state.overlay?.kind === 'help' ? undefined : { kind: 'help', top: 0 },
      }),
  },
  {
    id: 'quit',
    keys: ['q'],
    section: 'program',
    modes: ['panes', 'reading'],
    does: 'screen.key.quit',
    hint: ({ state }) => (state.overlay ? 'screen.hint.close' : 'screen.hint.quit'),
    offered: () => true,
    run: ({ state, dispatch, session }) => {
      if (state.overlay) dispatch({ type: 'overlay', overlay: undefined });
      else if (state.run) dispatch({ type: 'overlay', overlay: { kind: 'ask-quit' } });
      else session.leave();
    },
  },
  {
    id: 'stop',
    keys: ['ctrl-c'],
    section: 'program',
    modes: anyMode,
    does: 'screen.key.stop',
    run: ({ session }) => session.stop(),
  },
  {
    id: 'suspend',
    keys: ['ctrl-z'],
    section: 'program',
    modes: anyMode,
    does: 'screen.key.suspend',
    run: ({ session }) => session.suspend(),
  },
];

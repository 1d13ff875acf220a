import { themeNames } from '../look/themes.ts';
import { under } from '../state/overlay.ts';
import type { Command } from './command.ts';

const anyMode = ['panes', 'reading', 'question', 'menu', 'typing', 'offer'] as const;

export const programCommands: readonly Command[] = [
  {
    id: 'language',
    keys: ['L'],
    section: 'program',
    modes: ['panes', 'reading', 'question', 'offer'],
    does: 'screen.key.language',
    run: ({ dispatch }) => dispatch({ type: 'language' }),
  },
  {
    id: 'faults',
    keys: ['F'],
    section: 'program',
    modes: ['panes'],
    does: 'screen.key.faults',
    palette: ['practice', 'sabotage'],
    hint: 'screen.hint.faults',
    offered: ({ state }) => Boolean(state.about?.simulated),
    refuse: ({ state }) => {
      if (!state.about) return { key: 'screen.refused.connecting' };
      return state.about.simulated ? undefined : { key: 'screen.refused.not-simulated' };
    },
    run: ({ session }) => session.practice.showFaults(),
  },
  {
    id: 'start-practice',
    keys: ['enter'],
    section: 'program',
    modes: ['offer'],
    does: 'screen.key.accept',
    palette: false,
    run: ({ session }) => session.practice.accept(),
  },
  {
    id: 'theme',
    keys: ['T'],
    section: 'program',
    modes: ['panes'],
    does: 'screen.key.theme',
    palette: ['colours', 'colors', 'dark', 'light', 'skin'],
    run: ({ state, dispatch }) => {
      const theme = themeNames[(themeNames.indexOf(state.theme) + 1) % themeNames.length] ?? 'dark';
      dispatch({ type: 'theme', theme });
      const message = { key: 'screen.notice.theme', values: { theme } } as const;
      dispatch({ type: 'notice', notice: { message, tone: 'quiet' } });
    },
  },
  {
    id: 'help',
    keys: ['?'],
    section: 'program',
    modes: ['panes', 'reading', 'question', 'menu'],
    does: 'screen.key.help',
    hint: 'screen.hint.help',
    offered: () => true,
    run: ({ state, dispatch }) =>
      dispatch({
        type: 'overlay',
        overlay:
          state.overlay?.kind === 'help'
            ? under(state.overlay)
            : { kind: 'help', top: 0, ...(state.overlay ? { over: state.overlay } : {}) },
      }),
  },
  {
    id: 'help-typing',
    keys: ['ctrl-g'],
    section: 'program',
    modes: ['typing'],
    does: 'screen.key.help-typing',
    palette: false,
    when: ({ state }) => !state.filtering,
    run: ({ state, dispatch }) =>
      dispatch({ type: 'overlay', overlay: { kind: 'help', top: 0, over: state.overlay } }),
  },
  {
    id: 'palette',
    keys: [':', 'ctrl-k'],
    section: 'program',
    modes: ['panes', 'reading'],
    does: 'screen.key.palette',
    hint: 'screen.hint.palette',
    offered: () => true,
    palette: false,
    run: ({ dispatch }) => dispatch({ type: 'overlay', overlay: { kind: 'palette', typed: '', index: 0 } }),
  },
  {
    id: 'close',
    keys: ['q'],
    section: 'reading',
    modes: ['reading'],
    does: 'screen.key.close',
    hint: 'screen.hint.close',
    offered: () => true,
    palette: false,
    run: ({ state, dispatch }) => dispatch({ type: 'overlay', overlay: under(state.overlay) }),
  },
  {
    id: 'quit',
    keys: ['q'],
    section: 'program',
    modes: ['panes', 'offer'],
    does: 'screen.key.quit',
    palette: ['exit', 'q!', 'qa', 'wq'],
    hint: 'screen.hint.quit',
    offered: () => true,
    run: ({ state, dispatch, session }) => {
      if (state.run) dispatch({ type: 'overlay', overlay: { kind: 'ask-quit' } });
      else session.leave();
    },
  },
  {
    id: 'stop',
    keys: ['ctrl-c'],
    section: 'program',
    modes: anyMode,
    does: 'screen.key.stop',
    palette: false,
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

import type { Command } from './command.ts';

export const questionCommands: readonly Command[] = [
  {
    id: 'yes',
    keys: ['y'],
    section: 'question',
    modes: ['question'],
    does: 'screen.key.yes',
    run: ({ session }) => session.answerYes(),
  },
  {
    id: 'no',
    keys: ['n', 'enter', 'esc', 'q'],
    section: 'question',
    modes: ['question'],
    does: 'screen.key.no',
    run: ({ dispatch }) => dispatch({ type: 'overlay', overlay: undefined }),
  },
];

import type { Command } from './command.ts';

export const questionCommands: readonly Command[] = [
  {
    id: 'yes',
    keys: ['y'],
    section: 'question',
    modes: ['question'],
    does: 'screen.key.yes',
    hint: 'screen.ask.yes',
    offered: () => true,
    run: ({ session }) => session.answerYes(),
  },
  {
    id: 'no',
    keys: ['n', 'enter', 'esc', 'q'],
    section: 'question',
    modes: ['question'],
    does: 'screen.key.no',
    hint: 'screen.ask.no-short',
    offered: () => true,
    run: ({ dispatch }) => dispatch({ type: 'overlay', overlay: undefined }),
  },
];

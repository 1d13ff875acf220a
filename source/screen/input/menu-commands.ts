import type { Command } from './command.ts';

/** In a menu. Its list moves and chooses by itself; these say so, and close it. */
export const menuCommands: readonly Command[] = [
  {
    id: 'menu-move',
    fixed: true,
    keys: ['j', 'down', 'k', 'up'],
    section: 'menu',
    modes: ['menu'],
    does: 'screen.key.menu-move',
    palette: false,
    run: () => {},
  },
  {
    id: 'menu-choose',
    fixed: true,
    keys: ['enter', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    section: 'menu',
    modes: ['menu'],
    does: 'screen.key.menu-choose',
    palette: false,
    run: () => {},
  },
  {
    id: 'menu-close',
    keys: ['esc', 'left', 'q'],
    section: 'menu',
    modes: ['menu'],
    does: 'screen.key.menu-close',
    hint: 'screen.hint.close',
    offered: () => true,
    palette: false,
    run: ({ dispatch }) => dispatch({ type: 'overlay', overlay: undefined }),
  },
];

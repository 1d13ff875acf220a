import { menuContent } from '../menus/menu-content.ts';
import { menuPlace } from '../menus/menu-place.ts';
import { isMenu } from '../state/overlay.ts';
import type { Command, CommandContext } from './command.ts';

/** In a menu, beside the keys that move. A digit is the entry that it stands before. */
export const menuCommands: readonly Command[] = [
  {
    id: 'menu-choose',
    keys: ['enter', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    section: 'menu',
    modes: ['menu'],
    does: 'screen.key.menu-choose',
    hint: 'screen.hint.choose',
    offered: () => true,
    palette: false,
    run: choose,
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

function choose(context: CommandContext, key: string): void {
  const { state, dispatch, session } = context;
  const { overlay } = state;
  const content = menuContent(overlay, context);
  if (!overlay || !isMenu(overlay) || !content) return;
  const { first, shown, index } = menuPlace(content, overlay.cursor, state.size);
  const at = /^[1-9]$/.test(key) ? first + Number(key) - 1 : index;
  if (at >= first + shown) return;
  // The list stays there, so that what was chosen is explained, and the next answer is a key away.
  dispatch({ type: 'overlay', overlay: { ...overlay, cursor: { index: at, top: first } } });
  content.items[at]?.choose(session);
}

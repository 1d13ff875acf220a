import { graphemesOf } from '../text/width.ts';
import type { Command, CommandContext } from './command.ts';
import { chooseInPalette, movePalette } from './palette-choice.ts';
import { setTyped, typedIn } from './typed.ts';

/** In a line that is being typed; all other keys are letters of it. */
export const typingCommands: readonly Command[] = [
  {
    id: 'palette-up',
    keys: ['up', 'ctrl-p'],
    section: 'typing',
    modes: ['typing'],
    overlays: ['palette'],
    does: 'screen.key.palette-up',
    palette: false,
    run: (context) => movePalette(context, -1),
  },
  {
    id: 'palette-down',
    keys: ['down', 'ctrl-n', 'tab'],
    section: 'typing',
    modes: ['typing'],
    overlays: ['palette'],
    does: 'screen.key.palette-down',
    palette: false,
    run: (context) => movePalette(context, 1),
  },
  {
    id: 'accept',
    keys: ['enter'],
    section: 'typing',
    modes: ['typing'],
    does: 'screen.key.accept',
    hint: 'screen.hint.accept',
    offered: () => true,
    palette: false,
    run: accept,
  },
  {
    id: 'give-up',
    keys: ['esc'],
    section: 'typing',
    modes: ['typing'],
    does: 'screen.key.give-up',
    hint: 'screen.hint.give-up',
    offered: () => true,
    palette: false,
    run: ({ state, dispatch }) =>
      dispatch(
        state.filtering ? { type: 'filter-close', keep: false } : { type: 'overlay', overlay: undefined },
      ),
  },
  {
    // As in a shell's line. Where something else is typed, it names the keys.
    id: 'leave-filter',
    keys: ['ctrl-g'],
    section: 'typing',
    modes: ['typing'],
    when: ({ state }) => state.filtering !== undefined,
    does: 'screen.key.leave-filter',
    palette: false,
    run: ({ dispatch }) => dispatch({ type: 'filter-close', keep: false }),
  },
  {
    id: 'erase',
    keys: ['backspace', 'delete'],
    section: 'typing',
    modes: ['typing'],
    does: 'screen.key.erase',
    palette: false,
    run: (context) => setTyped(graphemesOf(typedIn(context.state)).slice(0, -1).join(''), context),
  },
  {
    id: 'erase-all',
    keys: ['ctrl-u'],
    section: 'typing',
    modes: ['typing'],
    does: 'screen.key.erase-all',
    palette: false,
    run: (context) => setTyped('', context),
  },
];

function accept(context: CommandContext): void {
  const { state, session, dispatch } = context;
  if (state.filtering) dispatch({ type: 'filter-close', keep: true });
  else if (state.overlay?.kind === 'ask-down') session.takings.answer();
  else if (state.overlay?.kind === 'ask-file') void session.files.answer();
  else if (state.overlay?.kind === 'palette') chooseInPalette(context);
}

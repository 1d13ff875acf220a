import { modeOf } from '../state/overlay.ts';
import { graphemesOf } from '../text/width.ts';
import type { CommandContext } from './command.ts';
import { commands } from './commands.ts';
import { pastedText } from './keys.ts';

/** What one key does: it is looked up in the table, or it is a letter of a line that is being typed. */
export function press(key: string, context: CommandContext): void {
  const { state, dispatch } = context;
  const mode = modeOf(state.overlay, state.filtering !== undefined);
  if (state.notice) dispatch({ type: 'notice', notice: undefined });
  const command = commands.find(({ keys, modes }) => modes.includes(mode) && keys.includes(key));
  if (command) {
    const refusal = command.refuse?.(context);
    if (refusal) dispatch({ type: 'notice', notice: { message: refusal, tone: 'warn' } });
    else command.run(context, key);
  } else if (mode === 'typing') {
    type(key, context);
  } else if (mode === 'menu' && (key === 'esc' || key === 'q')) {
    dispatch({ type: 'overlay', overlay: undefined });
  }
}

/** Pasted text is never keys: it only goes where a line is being typed. */
export function paste(text: string, context: CommandContext): void {
  if (modeOf(context.state.overlay, context.state.filtering !== undefined) !== 'typing') return;
  setTyped(typedIn(context) + pastedText(text), context);
}

function typedIn({ state }: CommandContext): string {
  if (state.overlay?.kind === 'ask-down') return state.overlay.typed;
  return (state.filtering && state.filters[state.filtering]) ?? '';
}

function setTyped(text: string, { state, dispatch }: CommandContext): void {
  if (state.overlay?.kind === 'ask-down')
    dispatch({ type: 'overlay', overlay: { ...state.overlay, typed: text, differs: false } });
  else dispatch({ type: 'filter-type', text });
}

function type(key: string, context: CommandContext): void {
  const { state, dispatch, session } = context;
  const asking = state.overlay?.kind === 'ask-down';
  if (key === 'enter') {
    if (asking) session.answerTyped();
    else dispatch({ type: 'filter-close', keep: true });
  } else if (key === 'esc') {
    dispatch(asking ? { type: 'overlay', overlay: undefined } : { type: 'filter-close', keep: false });
  } else if (key === 'backspace' || key === 'delete') {
    setTyped(graphemesOf(typedIn(context)).slice(0, -1).join(''), context);
  } else if (key === 'ctrl-u') {
    setTyped('', context);
  } else if (graphemesOf(key).length === 1) {
    setTyped(typedIn(context) + key, context);
  }
}

import { modeOf } from '../state/overlay.ts';
import { graphemesOf } from '../text/width.ts';
import type { CommandContext } from './command.ts';
import { pastedText } from './keys.ts';
import { meaningOf, perform } from './meaning.ts';
import { strayed } from './stray.ts';
import { setTyped, typedIn } from './typed.ts';

/** What one key does: it is looked up in the table, or it is a letter of a line that is being typed. */
export function press(key: string, context: CommandContext): void {
  const { state, dispatch } = context;
  if (state.presenter) dispatch({ type: 'pressed', key });
  if (state.notice) dispatch({ type: 'notice', notice: undefined });
  const command = meaningOf(key, context);
  if (command) perform(command, key, context);
  else if (modeOf(state) === 'typing' && graphemesOf(key).length === 1)
    setTyped(typedIn(state) + key, context);
  else {
    const message = strayed(key, context);
    if (message) dispatch({ type: 'notice', notice: { message, tone: 'quiet' } });
  }
}

/** Pasted text is never keys: it only goes where a line is being typed. */
export function paste(text: string, context: CommandContext): void {
  if (modeOf(context.state) !== 'typing') return;
  setTyped(typedIn(context.state) + pastedText(text), context);
}

import type { Key } from 'ink';
import { graphemesOf } from '../text/width.ts';

const named: readonly [keyof Key, string][] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pgup'],
  ['pageDown', 'pgdn'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/**
 * The names of the keys in what the terminal sent. Printable text that arrives in one packet, as over a slow line, is several
 * keys: `jj` is two.
 */
export function keysOf(input: string, key: Key): string[] {
  if (key.eventType === 'release') return [];
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
  for (const [flag, name] of named) if (key[flag]) return [name];
  // Over a slow line Esc and the key after it arrive as one, which is what Alt sends too; Alt itself means nothing here.
  if (key.meta) return graphemesOf(input).length === 1 ? ['esc', input] : [];
  if (key.ctrl) return input ? [`ctrl-${input.toLowerCase()}`] : [];
  return graphemesOf(input).flatMap((grapheme) => {
    if (grapheme === '\r' || grapheme === '\n' || grapheme === '\r\n') return ['enter'];
    if (grapheme === '\t') return ['tab'];
    if (grapheme === '\u007f') return ['backspace'];
    if (grapheme > '\u0000' && grapheme < '\u001b')
      return [`ctrl-${String.fromCharCode(grapheme.charCodeAt(0) + 96)}`];
    return grapheme < ' ' ? [] : [grapheme];
  });
}

/** What a pasted text adds to a line that is being typed: one line, no controls. A newline in it confirms nothing. */
export function pastedText(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
}

import stringWidth from 'string-width';
import { isSimple, simpleWidth } from './simple.ts';

const colours = /\u001b\[[\d;]*m/g;

/**
 * What string-width says, in a part of the time for nearly every text. The bundle gives it to Ink and everybody else in the place of
 * string-width.
 */
export default function quickWidth(text: string, options: Parameters<typeof stringWidth>[1] = {}): number {
  const { ambiguousIsNarrow = true, countAnsiEscapeCodes = false } = options;
  if (!ambiguousIsNarrow || !isSimple(text)) return stringWidth(text, options);
  if (countAnsiEscapeCodes || !text.includes('\u001b')) return simpleWidth(text);
  const drawn = text.replace(colours, '');
  return drawn.includes('\u001b') ? stringWidth(drawn, options) : simpleWidth(drawn);
}

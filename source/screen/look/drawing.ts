import type { Language, Message, MessageValue } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import type { Glyphs } from './glyphs.ts';
import { asciiGlyphs, unicodeGlyphs } from './glyphs.ts';

/** What every row function needs to know about how to draw. */
export interface Drawing {
  language: Language;
  color: boolean;
  glyphs: Glyphs;
  /** The time that ages are counted to, in milliseconds. */
  now: number;
  say(message: Message | Exclude<MessageValue, string | number>): string;
}

export function makeDrawing(options: {
  language: Language;
  color: boolean;
  ascii: boolean;
  now: number;
}): Drawing {
  const { language, color, ascii, now } = options;
  return {
    language,
    color,
    now,
    glyphs: ascii ? asciiGlyphs : unicodeGlyphs,
    // The words have one mark that ASCII has not.
    say: (message) =>
      ascii ? translate(language, message).replaceAll('…', '...') : translate(language, message),
  };
}

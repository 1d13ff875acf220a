import type { Language, Message, MessageValue, Worded } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import type { Glyphs } from './glyphs.ts';
import { asciiGlyphs, unicodeGlyphs } from './glyphs.ts';
import { type Palette, type ThemeName, themes } from './themes.ts';

/** What every row function needs to know about how to draw. */
export interface Drawing {
  language: Language;
  /** Undefined where nothing is coloured. */
  color: Palette | undefined;
  glyphs: Glyphs;
  /** The time that ages are counted to, in milliseconds. */
  now: number;
  say(message: Message | Exclude<MessageValue, string | number | Worded>): string;
}

export function makeDrawing(options: {
  language: Language;
  color: boolean;
  ascii: boolean;
  theme?: ThemeName;
  /** What is ambiguous takes two cells in this terminal. */
  wide?: boolean;
  now: number;
}): Drawing {
  const { language, now } = options;
  // Frames and marks are ambiguous, nearly all of them.
  const ascii = options.ascii || options.wide === true;
  return {
    language,
    color: options.color ? themes[options.theme ?? 'dark'] : undefined,
    now,
    glyphs: ascii ? asciiGlyphs : unicodeGlyphs,
    // The words have one mark that ASCII has not.
    say: (message) =>
      ascii ? translate(language, message).replaceAll('…', '...') : translate(language, message),
  };
}

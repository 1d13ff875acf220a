import type { Language } from '../../language/message.ts';
import { type Glyphs, glyphsFor } from '../print/glyphs.ts';
import { makePaint, type Paint } from '../print/paint.ts';

/** How text is to look: everything that a formatter needs beside what it formats. */
export interface Manner {
  language: Language;
  paint: Paint;
  glyphs: Glyphs;
  ascii: boolean;
  /** How wide a line may be. */
  columns: number;
}

export interface MannerOptions {
  language: Language;
  ascii: boolean;
  coloured: boolean;
  columns: number;
}

export const makeManner = ({ language, ascii, coloured, columns }: MannerOptions): Manner => ({
  language,
  ascii,
  columns,
  glyphs: glyphsFor(ascii),
  paint: makePaint(coloured),
});

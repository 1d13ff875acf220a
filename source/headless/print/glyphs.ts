/** Marks at the start of a line. Each stands with a word or a sentence: neither colour nor shape says anything alone. */
export interface Glyphs {
  good: string;
  warn: string;
  bad: string;
  todo: string;
  note: string;
  rule: string;
  cut: string;
}

const drawn: Glyphs = { good: '✔', warn: '!', bad: '✘', todo: '○', note: '·', rule: '─', cut: '…' };
const typed: Glyphs = { good: '+', warn: '!', bad: 'x', todo: 'o', note: '-', rule: '-', cut: '~' };

export const glyphsFor = (ascii: boolean): Glyphs => (ascii ? typed : drawn);

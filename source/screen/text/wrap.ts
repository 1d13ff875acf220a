import { graphemesOf, takeStart, widthOf } from './width.ts';

/** What must not begin a line in Japanese. */
const clinging =
  /^[、。，．：；・」』）】〉》！？ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)\]}!?,.:;]/;
/** What must not end one. */
const opening = /[「『（【〈《([{]$/;

/** Pieces that may be parted from each other: words with the space after them, and single wide characters. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let word = '';
  const add = (piece: string) => {
    const last = pieces.at(-1);
    if (last !== undefined && !last.endsWith(' ') && (clinging.test(piece) || opening.test(last)))
      pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  };
  for (const grapheme of graphemesOf(text)) {
    if (grapheme === ' ') {
      add(`${word} `);
      word = '';
    } else if (widthOf(grapheme) < 2) {
      word += grapheme;
    } else {
      if (word) add(word);
      word = '';
      add(grapheme);
    }
  }
  if (word) add(word);
  return pieces;
}

/** Lines no wider than this, broken between words where that is possible. Newlines in the text are kept. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, Math.max(2, width)));
}

function wrapLine(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (widthOf(line) + widthOf(piece.trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line.trim()) lines.push(line.trimEnd());
    line = piece;
    while (widthOf(line.trimEnd()) > width) {
      const start = takeStart(line, width);
      lines.push(start);
      line = line.slice(start.length);
    }
  }
  if (line.trim() || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Rows of exactly this many cells, for what must not lose a space: log lines, YAML. */
export function fold(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  const rows: string[] = [];
  let rest = text;
  while (rest) {
    // One character may be wider than the room; it must not hold us up for ever.
    const row = takeStart(rest, width) || (graphemesOf(rest)[0] ?? rest);
    rows.push(row);
    rest = rest.slice(row.length);
  }
  return rows;
}

/** Not where a space is quoted. */
const words = (command: string): string[] => command.match(/(?:'[^']*'?|[^' ])+/g) ?? [];
const isQuoted = (part: string): boolean => part.split("'").length % 2 === 0;

/**
 * A line for the shell in rows no wider than this, so that the rows, selected as they stand, are the same line for the shell: parted
 * between words where that is possible, each but the last with a backslash at its end. Quotes are single ones, as `shellLine` writes them.
 */
export function foldCommand(command: string, width: number): string[] {
  if (widthOf(command) <= width) return [command];
  const rows: string[] = [];
  let row = '';
  for (const word of words(command)) {
    const longer = row === '' ? word : `${row} ${word}`;
    if (widthOf(longer) <= width - 2) {
      row = longer;
      continue;
    }
    if (row) rows.push(`${row} \\`);
    row = row ? `  ${word}` : word;
    // What is longer than a row goes on at the edge of the next: with spaces before it it would be two.
    while (widthOf(row) > width - 2) {
      const part = takeStart(row, width - 2) || row;
      const quote = isQuoted(part) ? "'" : '';
      rows.push(`${part}${quote}\\`);
      row = quote + row.slice(part.length);
    }
  }
  return row ? [...rows, row] : rows;
}

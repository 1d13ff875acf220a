import { fitLine, type Line, lineText, lineWidth, type Segment } from './line.ts';
import { wrap } from './wrap.ts';

/**
 * The rows of a sentence that does not fit, broken between its words; tones go along. All but the first are indented. What is longer than
 * so many rows ends with `mark`.
 */
export function foldProse(
  line: Line,
  { width, rows: most, indent, mark }: { width: number; rows: number; indent: number; mark: string },
): Line[] {
  if (lineWidth(line) <= width) return [line];
  const text = lineText(line);
  const rows: Line[] = [];
  let at = 0;
  for (const row of wrap(text, width - indent)) {
    const start = rows.length === 0 ? 0 : text.indexOf(row, at);
    at = text.indexOf(row, at) + row.length;
    // The last one there is room for has all that is left, and is cut.
    const last = rows.length === most - 1;
    const piece = slice(line, start, last ? text.length : at);
    rows.push(rows.length === 0 ? piece : [{ text: ' '.repeat(indent) }, ...piece]);
    if (last) break;
  }
  return rows.map((row) => fitLine(row, width, mark));
}

/** From one letter of it up to before another. */
function slice(line: Line, from: number, to: number): Segment[] {
  let at = 0;
  return line.flatMap((piece) => {
    const text = piece.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += piece.text.length;
    return text ? [{ ...piece, text }] : [];
  });
}

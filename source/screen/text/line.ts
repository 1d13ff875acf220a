import type { Tone } from '../look/tone.ts';
import { takeStart, widthOf } from './width.ts';

/** A piece of a line that is drawn in one tone. */
export interface Segment {
  text: string;
  tone?: Tone;
  bold?: boolean;
}

/** One row of the screen before it is painted: it can still be measured and cut. */
export type Line = readonly Segment[];

export function segment(text: string, tone?: Tone, bold?: boolean): Segment {
  return { text, ...(tone ? { tone } : {}), ...(bold ? { bold } : {}) };
}

export function lineWidth(line: Line): number {
  let width = 0;
  for (const { text } of line) width += widthOf(text);
  return width;
}

export function lineText(line: Line): string {
  return line.map(({ text }) => text).join('');
}

/** Exactly this wide: cut with the mark at its end, or filled up. */
export function fitLine(line: Line, width: number, mark = '…'): Line {
  const found = lineWidth(line);
  if (found === width) return line;
  if (found < width) return [...line, { text: ' '.repeat(width - found) }];
  const markWidth = Math.min(widthOf(mark), Math.max(0, width));
  const fitted: Segment[] = [];
  let room = width - markWidth;
  for (const piece of line) {
    const text = takeStart(piece.text, room);
    if (text) fitted.push({ ...piece, text });
    room -= widthOf(text);
    if (text.length < piece.text.length) break;
  }
  fitted.push({ text: mark.slice(0, markWidth), tone: 'quiet' });
  if (room > 0) fitted.push({ text: ' '.repeat(room) });
  return fitted;
}

/** One line with something at its left and something at its right; the left gives way where there is no room for both. */
export function spread(left: Line, right: Line, width: number, mark = '…'): Line {
  const rightWidth = lineWidth(right);
  if (rightWidth >= width) return fitLine(left, width, mark);
  return [...fitLine(left, width - rightWidth, mark), ...right];
}

/** The rows that a line takes when it is folded at this width; tones go along. */
export function foldLine(line: Line, width: number): Line[] {
  if (lineWidth(line) <= width) return [line];
  const rows: Line[] = [];
  let row: Segment[] = [];
  let room = width;
  for (const piece of line) {
    let rest = piece.text;
    while (rest) {
      let text = takeStart(rest, room);
      if (!text && row.length > 0) {
        rows.push(row);
        row = [];
        room = width;
        continue;
      }
      text ||= rest;
      row.push({ ...piece, text });
      room -= widthOf(text);
      rest = rest.slice(text.length);
    }
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

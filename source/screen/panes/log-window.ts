import { type LineFilter, marksIn, passes, typedFilter } from '../../chapter/logs/line-filter.ts';
import type { Drawing } from '../look/drawing.ts';
import { foldProse } from '../text/fold-prose.ts';
import { fitLine, foldLine, type Line, lineText, type Segment, segment } from '../text/line.ts';
import { clock, type LogLine, type LogSource } from './log-source.ts';

export interface LogWindowOptions {
  width: number;
  height: number;
  wrap: boolean;
  timestamps: boolean;
  filter: string;
  /** Shown up to here, where the log is paused. */
  end: number;
  /** The first line in sight; undefined follows the end. */
  anchor: number | undefined;
}

export interface LogWindow {
  rows: Line[];
  /** The numbers of the first and the last line in sight. */
  first: number | undefined;
  last: number | undefined;
}

/** The rows of a log that are in sight. Looks only at as many lines as it takes to fill them. */
export function logWindow(source: LogSource, options: LogWindowOptions, drawing: Drawing): LogWindow {
  const { height } = options;
  if (height <= 0) return { rows: [], first: undefined, last: undefined };
  if (options.anchor !== undefined) {
    const down = fillDown(source, options, drawing, options.anchor);
    if (down.rows.length >= height) return down;
  }
  // Following, or scrolled so near to the end that the window would not be full.
  return fillUp(source, options, drawing);
}

/** The first line at this number or after it that is shown at all; undefined where there is none. */
function shownFrom({ first, end, found }: LogSource, number: number): number | undefined {
  if (found) return found.next(number);
  return number < end ? Math.max(number, first) : undefined;
}

/** The last one at this number or before it. */
function shownUpTo({ first, end, found }: LogSource, number: number): number | undefined {
  if (found) return found.previous(number);
  return number >= first ? Math.min(number, end - 1) : undefined;
}

function fillDown(source: LogSource, options: LogWindowOptions, drawing: Drawing, from: number): LogWindow {
  const rows: Line[] = [];
  let first: number | undefined;
  let last: number | undefined;
  for (
    let number = shownFrom(source, from);
    number !== undefined && number < options.end;
    number = shownFrom(source, number + 1)
  ) {
    const made = rowsAt(source, number, options, drawing);
    if (!made) continue;
    first ??= number;
    last = number;
    rows.push(...made);
    if (rows.length >= options.height) break;
  }
  return { rows: rows.slice(0, options.height), first, last };
}

function fillUp(source: LogSource, options: LogWindowOptions, drawing: Drawing): LogWindow {
  const blocks: Line[][] = [];
  let count = 0;
  let first: number | undefined;
  let last: number | undefined;
  for (
    let number = shownUpTo(source, options.end - 1);
    number !== undefined;
    number = shownUpTo(source, number - 1)
  ) {
    const made = rowsAt(source, number, options, drawing);
    if (!made) continue;
    last ??= number;
    first = number;
    blocks.push(made);
    count += made.length;
    if (count >= options.height) break;
  }
  return { rows: blocks.reverse().flat().slice(-options.height), first, last };
}

function rowsAt(
  source: LogSource,
  number: number,
  options: LogWindowOptions,
  drawing: Drawing,
): Line[] | undefined {
  const line = source.at(number, drawing);
  if (!line) return undefined;
  const shown = marked(line.line, options.filter);
  const full: Line = options.timestamps
    ? [segment(`${clock(line.time) || '        '} `, 'quiet'), ...shown]
    : shown;
  const { width } = options;
  const mark = drawing.glyphs.more;
  if (options.wrap) return foldLine(full, width);
  return line.rows
    ? foldProse(full, { width, rows: line.rows, indent: 3, mark })
    : [fitLine(full, width, mark)];
}

export function matches(line: LogLine, filter: string): boolean {
  return filter === '' || passes(filterOf(filter), lineText(line.line));
}

let lastFilter = { typed: '', filter: typedFilter('') };

/** Read once for all the lines that are held to it. */
function filterOf(typed: string): LineFilter {
  if (lastFilter.typed !== typed) lastFilter = { typed, filter: typedFilter(typed) };
  return lastFilter.filter;
}

/** The line with what the filter found in it standing out. */
function marked(line: Line, typed: string): Line {
  if (typed === '') return line;
  const marks = marksIn(filterOf(typed), lineText(line));
  if (marks.length === 0) return line;
  const pieces: Segment[] = [];
  let at = 0;
  for (const piece of line) {
    const end = at + piece.text.length;
    let from = at;
    for (const [start, stop] of marks) {
      if (stop <= from || start >= end) continue;
      if (start > from) pieces.push({ ...piece, text: piece.text.slice(from - at, start - at) });
      const until = Math.min(stop, end);
      pieces.push({ text: piece.text.slice(Math.max(start, from) - at, until - at), tone: 'selected' });
      from = until;
    }
    if (from < end) pieces.push({ ...piece, text: piece.text.slice(from - at) });
    at = end;
  }
  return pieces;
}

/** The line to anchor at after going this many shown lines up (negative) or down. */
export function movedAnchor(
  source: LogSource,
  from: number,
  by: number,
  options: Pick<LogWindowOptions, 'end'>,
): number {
  let anchor = from;
  for (let left = Math.abs(by); left > 0; left -= 1) {
    const number = by < 0 ? shownUpTo(source, anchor - 1) : shownFrom(source, anchor + 1);
    if (number === undefined || number >= options.end) break;
    anchor = number;
  }
  return Math.max(anchor, source.first);
}

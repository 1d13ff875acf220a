import { cutMiddle, pad, padStart } from '../text/cut.ts';
import { fitLine, type Line, type Segment, segment } from '../text/line.ts';
import type { Drawing } from './drawing.ts';
import type { Tone } from './tone.ts';

export interface Cell {
  text: string;
  tone?: Tone;
}

/** A column keeps its width whatever its values do; one column takes what the others leave. */
export interface Column {
  title: string;
  /** Cells, or `rest`. */
  width: number | 'rest';
  align?: 'right';
  /** Where a value is too long: names lose their middle, words their end. */
  cut?: 'middle';
  /** Left out where the table has less room than this. */
  from?: number;
}

export interface Row {
  id: string;
  cells: readonly (Cell | string)[];
  /** Drawn in full at the foot of the pane while the row is selected. */
  detail?: string;
}

/** Columns that fit into this width, with their numbers filled in. */
export function placeColumns(columns: readonly Column[], width: number) {
  const shown = columns
    .map((column, index) => ({ ...column, index }))
    .filter(({ from }) => from === undefined || width >= from);
  const taken = shown.reduce((sum, column) => sum + (column.width === 'rest' ? 0 : column.width + 1), 0);
  // Two cells for the cursor at the left.
  const rest = Math.max(4, width - 2 - taken);
  return shown.map((column) => ({ ...column, width: column.width === 'rest' ? rest : column.width }));
}

type Placed = ReturnType<typeof placeColumns>;

function headingOf(placed: Placed, drawing: Drawing): Line {
  const cells = placed.map((column) =>
    column.align === 'right'
      ? padStart(column.title, column.width, drawing.glyphs.more)
      : pad(column.title, column.width, drawing.glyphs.more),
  );
  return [segment(`  ${cells.join(' ')}`, 'quiet')];
}

/** One row, cut to its columns. The cursor is a glyph as well as a colour. */
function rowLine(row: Row, placed: Placed, drawing: Drawing, mark: 'cursor' | 'kept' | undefined): Line {
  const { more, cursor } = drawing.glyphs;
  const pieces: Segment[] = [segment(mark === 'cursor' ? `${cursor} ` : '  ', 'accent')];
  placed.forEach((column, place) => {
    const value = row.cells[column.index] ?? '';
    const { text, tone } = typeof value === 'string' ? { text: value, tone: undefined } : value;
    const shown = column.cut === 'middle' ? cutMiddle(text, column.width, more) : text;
    const cell =
      column.align === 'right' ? padStart(shown, column.width, more) : pad(shown, column.width, more);
    pieces.push(segment(place === placed.length - 1 ? cell : `${cell} `, tone));
  });
  if (mark === 'cursor') return [segment(pieces.map(({ text }) => text).join(''), 'selected')];
  return mark === 'kept' ? pieces.map((piece) => ({ ...piece, bold: true })) : pieces;
}

export interface TableOptions {
  columns: readonly Column[];
  rows: readonly Row[];
  selected: number;
  top: number;
  width: number;
  height: number;
  focused: boolean;
}

/** The window of a table that is on the screen: only these rows are ever cut and painted. */
export function tableLines(options: TableOptions, drawing: Drawing): Line[] {
  const { rows, selected, top, width, height, focused } = options;
  const placed = placeColumns(options.columns, width);
  const lines: Line[] = [fitLine(headingOf(placed, drawing), width, drawing.glyphs.more)];
  for (let index = top; index < Math.min(rows.length, top + height - 1); index += 1) {
    const row = rows[index];
    if (!row) break;
    const mark = index === selected ? (focused ? 'cursor' : 'kept') : undefined;
    lines.push(fitLine(rowLine(row, placed, drawing, mark), width, drawing.glyphs.more));
  }
  return lines;
}

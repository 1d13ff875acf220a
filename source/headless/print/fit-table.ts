import stringWidth from 'string-width';

/** One column of a printed table. */
export interface Column {
  title: string;
  /** Left out when the table would be wider than the terminal: the last such column goes first. */
  optional?: boolean;
}

export interface Fitted {
  titles: string[];
  rows: string[][];
}

/** What the borders of a table take: one line before each column and one at the end, and a space on either side of each cell. */
const borders = (columns: number) => columns * 3 + 1;

/** Narrower than this, a cell says nothing any more. */
const narrowest = 4;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Text of at most `width` columns, its end replaced by `mark` if it was longer. Wide characters count as two. */
export function cut(text: string, width: number, mark: string): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let used = stringWidth(mark);
  for (const { segment } of graphemes.segment(text)) {
    used += stringWidth(segment);
    if (used > width) break;
    kept += segment;
  }
  return kept + mark;
}

/**
 * Makes a table fit: first optional columns go, from the last, then the widest columns are cut, a little each. ink-table itself has no
 * limit, and a line that is too long shatters the whole drawing. Titles stay whole: they are the keys of ink-table's rows, and two of
 * them cut to the same letters would be one column. Undefined where even that leaves no room.
 */
export function fitTable(
  columns: Column[],
  rows: string[][],
  width: number,
  mark: string,
): Fitted | undefined {
  let shown = columns.map((_, index) => index);
  const least = columns.map(({ title }) => Math.max(stringWidth(title), narrowest));
  const natural = columns.map(({ title }, index) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[index] ?? ''))),
  );
  const sum = (widths: number[]) =>
    shown.reduce((total, index) => total + (widths[index] as number), borders(shown.length));
  while (sum(natural) > width) {
    const dropped = shown.findLast((index) => columns[index]?.optional);
    if (dropped === undefined) break;
    shown = shown.filter((index) => index !== dropped);
  }
  const widths = [...natural];
  for (let over = sum(widths) - width; over > 0; over -= 1) {
    const room = shown.filter((index) => (widths[index] as number) > (least[index] as number));
    if (room.length === 0) return undefined;
    // From the widest, so that short cells (states, versions) stay whole.
    const widest = room.reduce((best, index) =>
      (widths[index] as number) > (widths[best] as number) ? index : best,
    );
    widths[widest] = (widths[widest] as number) - 1;
  }
  return {
    titles: shown.map((index) => columns[index]?.title ?? ''),
    rows: rows.map((row) => shown.map((index) => cut(row[index] ?? '', widths[index] as number, mark))),
  };
}

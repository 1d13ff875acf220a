import type { Manner } from '../line/manner.ts';
import type { Column } from './fit-table.ts';

/** A table of `status`, or of conflicts. Loads Ink when the first one is printed. */
export async function table(
  columns: Column[],
  rows: string[][],
  manner: Manner,
  indent = 0,
): Promise<string> {
  const { printTable } = await import('./table.tsx');
  const { ascii, glyphs, columns: width } = manner;
  const text = printTable(columns, rows, { columns: width - indent, ascii, cut: glyphs.cut });
  return indent === 0 ? text : text.replace(/^(?=.)/gm, ' '.repeat(indent));
}

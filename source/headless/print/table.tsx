import { renderToString, Text } from 'ink';
import InkTable from 'ink-table';
import stringWidth from 'string-width';
import type { Column } from './fit-table.ts';
import { fitTable } from './fit-table.ts';

/** Its types speak of a CommonJS module; source/build/ink-table.mjs makes it one that has a default export. */
const Table = InkTable as unknown as typeof InkTable.default;

/** How a table is drawn. */
export interface TableStyle {
  columns: number;
  ascii: boolean;
  cut: string;
}

/** Takes no room, so it makes up for characters that take two: ink-table counts characters, a terminal counts columns. */
const filler = '\u2060';

/** A cell as many characters long as it is columns wide. */
function counted(text: string): string {
  const whole = text.normalize('NFC');
  return whole + filler.repeat(Math.max(0, stringWidth(whole) - whole.length));
}

const typed: Record<string, string> = { '─': '-', '│': '|' };

const Lines = ({ children }: { children?: React.ReactNode }) => <Text dimColor>{children}</Text>;
const TypedLines = ({ children }: { children?: React.ReactNode }) => (
  <Text dimColor>{String(children).replace(/[─│┌┐└┘├┤┬┴┼]/g, (line) => typed[line] ?? '+')}</Text>
);
const Title = ({ children }: { children?: React.ReactNode }) => <Text bold>{children}</Text>;

/** Where the terminal is too narrow for a table: one line for each cell, an empty line after each row. */
const records = (columns: Column[], rows: string[][]) =>
  rows.map((row) => columns.map(({ title }, index) => `${title}: ${row[index] ?? ''}\n`).join('')).join('\n');

/**
 * A table as lines of text, no wider than `columns`. This is the only file that loads Ink for the headless face: import it when there
 * is a table to print, not before.
 */
export function printTable(columns: Column[], rows: string[][], style: TableStyle): string {
  const fitted = fitTable(columns, rows, style.columns, style.cut);
  if (!fitted) return records(columns, rows);
  const titles = fitted.titles.map(counted);
  const data = fitted.rows.map((row) =>
    Object.fromEntries(titles.map((title, index) => [title, counted(row[index] ?? '')])),
  );
  const table = renderToString(
    <Table data={data} columns={titles} header={Title} skeleton={style.ascii ? TypedLines : Lines} />,
    { columns: style.columns },
  );
  return `${table.replaceAll(filler, '')}\n`;
}

import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { printTable } from '../../source/headless/print/table.tsx';

const plain = { columns: 80, ascii: false, cut: '…' };
const columns = [{ title: 'NAME' }, { title: '状態' }];

test('every line of a table is equally wide, also with characters that take two columns', () => {
  const table = printTable(
    columns,
    [
      ['istio-pilot', '準備完了'],
      ['か\u3099', 'ok'],
    ],
    plain,
  );
  const lines = table.trimEnd().split('\n');
  expect(new Set(lines.map((line) => stringWidth(line)))).toEqual(new Set([stringWidth(lines[0] ?? '')]));
  expect(table).toContain('準備完了');
});

test('nothing but what is seen is printed', () => {
  const table = printTable(columns, [['a', '準備']], plain);
  expect(table).toBe('┌──────┬──────┐\n│ NAME │ 状態 │\n├──────┼──────┤\n│ a    │ 準備 │\n└──────┴──────┘\n');
});

test('--ascii draws with what every terminal has', () => {
  const table = printTable([{ title: 'NAME' }], [['a']], { ...plain, ascii: true });
  expect(table).toBe('+------+\n| NAME |\n+------+\n| a    |\n+------+\n');
});

test('where there is no room for a table, cells are printed line by line', () => {
  const table = printTable(
    columns,
    [
      ['istio-pilot', 'ok'],
      ['istio-galley', 'ok'],
    ],
    { ...plain, columns: 12 },
  );
  expect(table).toBe('NAME: istio-pilot\n状態: ok\n\nNAME: istio-galley\n状態: ok\n');
});

test('two rows that are alike are both there', () => {
  const table = printTable([{ title: 'NAME' }], [['a'], ['a']], plain);
  expect(table.match(/│ a {4}│/g)).toHaveLength(2);
});

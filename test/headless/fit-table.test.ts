import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { cut, fitTable } from '../../source/headless/print/fit-table.ts';

const columns = [{ title: 'NAME' }, { title: 'STATE' }, { title: 'NOTE', optional: true }];
const rows = [['productpage-v1-5f7d6c9b8-abcde.default', 'SYNCED', 'one of three']];

/** What a table of these cells takes, with its borders. */
const widthOf = (fitted: NonNullable<ReturnType<typeof fitTable>>) =>
  fitted.titles.reduce(
    (sum, title, index) =>
      sum + 3 + Math.max(stringWidth(title), ...fitted.rows.map((row) => stringWidth(row[index] ?? ''))),
    1,
  );

test('a table that fits is left as it is', () => {
  expect(fitTable(columns, rows, 80, '…')).toEqual({ titles: ['NAME', 'STATE', 'NOTE'], rows });
});

test('an optional column goes before any cell is cut', () => {
  expect(fitTable(columns, rows, 60, '…')).toEqual({
    titles: ['NAME', 'STATE'],
    rows: [['productpage-v1-5f7d6c9b8-abcde.default', 'SYNCED']],
  });
});

test('the widest cells are cut and short ones stay whole', () => {
  const fitted = fitTable(columns, rows, 40, '…');
  expect(fitted?.rows[0]?.[1]).toBe('SYNCED');
  expect(fitted?.rows[0]?.[0]).toMatch(/^productpage.*…$/);
});

test.each([120, 80, 60, 40, 25])('a table at %i columns is no wider', (width) => {
  const fitted = fitTable(columns, [...rows, ['日本語の名前のとても長いもの', '準備', '']], width, '…');
  expect(widthOf(fitted as NonNullable<typeof fitted>)).toBeLessThanOrEqual(width);
});

test('there is no table where even its titles have no room', () => {
  expect(fitTable(columns, rows, 14, '…')).toBeUndefined();
});

test('text is cut between characters, by the columns that they take', () => {
  expect(cut('日本語', 6, '…')).toBe('日本語');
  expect(cut('日本語', 5, '…')).toBe('日本…');
  expect(cut('日本語', 4, '…')).toBe('日…');
  expect(cut('e\u0301e\u0301e\u0301', 2, '~')).toBe('e\u0301~');
});

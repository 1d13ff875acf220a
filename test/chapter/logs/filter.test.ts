import { describe, expect, test } from 'vitest';
import {
  isFilter,
  lineFilter,
  marksIn,
  passes,
  typedFilter,
} from '../../../source/chapter/logs/line-filter.ts';
import { foldCase, isPattern, type Pattern, pattern } from '../../../source/chapter/logs/pattern.ts';

const read = (source: string) => pattern(source) as Pattern;

describe('a pattern', () => {
  test('takes both cases, unless a capital letter is typed', () => {
    expect(read('timeout').test('Read TIMEOUT')).toBe(true);
    expect(read('Timeout').test('timeout')).toBe(false);
    expect(read('\\Sx').test('aX')).toBe(true);
  });

  test.each([
    ['error', '[eE][rR][rR][oO][rR]'],
    ['[a-c]x', '[a-cA-C][xX]'],
    ['[^ab]', '[^aAbB]'],
    ['WARN[A-Z]', '[wW][aA][rR][nN][a-zA-Z]'],
    ['\\d+\\b', '\\d+\\b'],
    ['(?<name>a)', '(?<name>[aA])'],
    ['\\p{L}\\x41\\u0041', '\\p{L}\\x41\\u0041'],
    ['a-z', '[aA]-[zZ]'],
    ['日本', '日本'],
  ])('folds %s into %s', (source, folded) => {
    expect(foldCase(source)).toBe(folded);
  });

  test('that would freeze another program is matched all the same', () => {
    const bad = read('(a+)+$');
    expect(bad.test(`${'a'.repeat(5000)}b`)).toBe(false);
    expect(bad.test(`${'a'.repeat(5000)}`)).toBe(true);
    expect(read('(x+x+)+y').test('x'.repeat(8000))).toBe(false);
  });

  test.each(['(?=a)b', '(a)\\1', 'a{1,100}'])('that cannot be bounded is refused: %s', (source) => {
    expect(pattern(source)).toMatchObject({ problem: 'unbounded' });
  });

  test('that is none is refused with the reason', () => {
    expect(pattern('(')).toMatchObject({ problem: 'syntax', words: expect.stringContaining('(') });
  });

  test('says where it matches, also where it could match nothing', () => {
    expect(read('o').places('foo')).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(read('x*').places('axxb')).toEqual([[1, 3]]);
  });
});

describe('a filter', () => {
  test('shows lines that match all that is included and nothing that is excluded', () => {
    const filter = lineFilter({ include: ['get'], exclude: ['health'] });
    if (!isFilter(filter)) throw new Error('no filter');
    expect(['GET /a', 'GET /health', 'POST /a'].filter((text) => passes(filter, text))).toEqual(['GET /a']);
  });

  test('names the pattern that is none', () => {
    expect(lineFilter({ include: ['a'], exclude: ['['] })).toMatchObject({ problem: 'syntax', source: '[' });
  });

  test('is typed in one line: what must be there, what must not, and what is only marked', () => {
    const filter = typedFilter('error & !health & ~time');
    expect(passes(filter, 'Error: no time')).toBe(true);
    expect(passes(filter, 'error in health')).toBe(false);
    expect(passes(filter, 'no time')).toBe(false);
    expect(marksIn(filter, 'Error: no time')).toEqual([
      [0, 5],
      [10, 14],
    ]);
  });

  test('that is half typed is looked for as it stands', () => {
    expect(passes(typedFilter('(a'), 'f(a)')).toBe(true);
    expect(passes(typedFilter('(a'), 'fa')).toBe(false);
    expect(isPattern(pattern('(a'))).toBe(false);
    expect(passes(typedFilter('!'), 'anything')).toBe(true);
  });

  test('marks places that overlap once', () => {
    expect(marksIn(typedFilter('~abc & ~bcd'), 'xabcdx')).toEqual([[1, 5]]);
  });
});

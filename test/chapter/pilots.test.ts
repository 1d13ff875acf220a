import { expect, it } from 'vitest';
import { steadied } from '../../source/chapter/observe/pilots.ts';

const pilot = 'istio-pilot-a';
const good = { pilot, body: '[]' };
const bad = { pilot, problem: 'HTTP 503' };

it('makes nothing of one try without an answer, and tells the second beside what was known last', () => {
  const once = steadied([bad], [good]);
  expect(once).toEqual([{ ...good, missed: true }]);
  const twice = steadied([bad], once);
  expect(twice).toEqual([{ ...bad, body: '[]' }]);
  expect(steadied([bad], twice)).toEqual(twice);
  expect(steadied([good], twice)).toEqual([good]);
});

it('tells at once of a pilot that has never answered', () => {
  expect(steadied([bad], [])).toEqual([bad]);
});

import { describe, expect, test } from 'vitest';
import { isList, ListReader } from '../../source/kubernetes/watch/list-reader.ts';

const same = (item: unknown) => item;

/** Read in pieces of so many bytes. */
function read(text: string, size = 7, shape: (item: unknown) => unknown = same) {
  const reader = new ListReader(shape);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  return reader.end();
}

const items = [
  { metadata: { name: 'a', labels: { 'items[': '],[{}"\\', 日本: '日本語' } }, status: [[], [{}], {}] },
  { metadata: { name: 'b\\' }, items: [{ items: [] }] },
  { metadata: { name: '"' } },
];
const list = { kind: 'PodList', metadata: { resourceVersion: '7', continue: 'next' }, items };

describe('a list that is read as it comes', () => {
  test.each([1, 2, 3, 64, 100_000])('is what JSON.parse makes of it, in pieces of %i bytes', (size) => {
    for (const text of [JSON.stringify(list), JSON.stringify(list, null, 2)])
      expect(read(text, size)).toEqual(list);
  });

  test.each([
    { metadata: {}, items: [] },
    { kind: 'PodList', items: null },
    { kind: 'PodList' },
    { items: [1, 'two', null, [3], {}], metadata: { remainingItemCount: 4 } },
    { metadata: { items: [1] }, others: [[1], { items: [2] }], items: [3] },
    [{ items: [1] }],
    'items',
  ])('may be any other answer: %j', (answer) => {
    const whole = typeof answer === 'object' && !Array.isArray(answer);
    expect(read(JSON.stringify(answer))).toEqual(whole ? { ...answer } : answer);
  });

  test('has of each item what is kept of it', () => {
    const nameOf = (item: unknown) => (item as (typeof items)[number]).metadata.name;
    expect(read(JSON.stringify(list), 50, nameOf).items).toEqual(['a', 'b\\', '"']);
  });

  test.each([
    '',
    'no JSON',
    '{"items":[{"a":1}',
    '{"items":[{"a":1},]}',
    '{"items":[,{"a":1}]}',
    '{"items":[{"a":1} {"b":2}]}',
    '{"items":[{"a":1]}',
    '{"items":[{"a":1}}',
    '{"items":[]]}',
    '{"items":[],"metadata":{}',
    JSON.stringify(list).slice(0, -1),
  ])('is refused where it is none: %s', (text) => {
    expect(() => read(text)).toThrow(SyntaxError);
  });
});

test.each([
  ['a list', { kind: 'PodList', items: [] }, true],
  ['a list of a server that leaves out what is empty', { kind: 'PodList', items: null }, true],
  ['a list without a kind', { items: [] }, true],
  ['nothing', null, false],
  ['an object', {}, false],
  ['a Status', { kind: 'Status' }, false],
  ['items that are none', { kind: 'PodList', items: {} }, false],
])('%s is judged as what it is', (_, answer, is) =>
  expect(isList(answer as Parameters<typeof isList>[0])).toBe(is),
);

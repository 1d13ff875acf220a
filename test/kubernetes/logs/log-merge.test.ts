import { describe, expect, test } from 'vitest';
import { LogMerge, microsecondsOf } from '../../../source/kubernetes/logs/log-merge.ts';

const at = (second: number, nanos = 0) =>
  `2026-11-22T10:00:${String(second).padStart(2, '0')}.${String(nanos).padStart(9, '0')}Z`;
const words = (taken: { line: string; late: boolean }[]) =>
  taken.map(({ line, late }) => (late ? `${line} late` : line));

function merge(streams: number, options = {}) {
  const one = new LogMerge<string>(options);
  for (let stream = 0; stream < streams; stream += 1) one.open(stream);
  return one;
}

describe('merging logs', () => {
  test('hands out the lines of two streams in the order of their times, without a wait where both have shown one', () => {
    const two = merge(2);
    two.push(0, 'a1', at(1), 1, 0);
    two.push(0, 'a3', at(3), 1, 0);
    two.push(1, 'b2', at(2), 1, 0);
    expect(words(two.take(0))).toEqual(['a1', 'b2']);
    expect(two.waiting).toBe(1);
  });

  test('holds a line for a stream that is silent, and no longer than the hold', () => {
    const two = merge(2, { hold: 200 });
    two.push(0, 'a1', at(1), 1, 1000);
    expect(two.take(1199)).toEqual([]);
    expect(two.due(1199)).toBe(1);
    expect(words(two.take(1200))).toEqual(['a1']);
    expect(two.due(1200)).toBeUndefined();
  });

  test('holds nothing where there is one stream only', () => {
    const one = merge(1);
    one.push(0, 'a1', at(1), 1, 0);
    expect(words(one.take(0))).toEqual(['a1']);
  });

  test('marks a line whose place has gone by', () => {
    const two = merge(2, { hold: 200 });
    two.push(0, 'a5', at(5), 1, 0);
    two.take(200);
    two.push(1, 'b4', at(4), 1, 300);
    two.push(1, 'b6', at(6), 1, 300);
    expect(words(two.take(500))).toEqual(['b4 late', 'b6']);
  });

  test('never turns the lines of one stream around, whatever their times say', () => {
    const one = merge(1);
    one.push(0, 'first', at(5), 1, 0);
    one.push(0, 'second', at(4), 1, 0);
    one.push(0, 'the kubelet speaks', '', 1, 0);
    expect(words(one.take(0))).toEqual(['first', 'second', 'the kubelet speaks']);
  });

  test('waits for nobody that has closed, and hands out what was left of it', () => {
    const two = merge(2);
    two.push(0, 'a1', at(1), 1, 0);
    two.push(1, 'b2', at(2), 1, 0);
    two.close(1);
    expect(words(two.take(0))).toEqual(['a1']);
    two.close(0);
    expect(words(two.take(0))).toEqual(['b2']);
  });

  test('goes on in order where a stream is opened again before its end was handed out', () => {
    const two = merge(2);
    two.push(0, 'end', at(3), 1, 0);
    two.close(0);
    two.open(0);
    two.push(0, 'again', '', 1, 0);
    two.push(1, 'b1', at(1), 1, 0);
    two.push(1, 'b9', at(9), 1, 0);
    expect(words(two.take(0))).toEqual(['b1', 'end', 'again']);
  });

  test('is full beyond its share, and lets go rather than keep more than its limit', () => {
    const two = merge(2, { limit: 200_000 });
    for (let line = 0; line < 10; line += 1) two.push(0, `a${line}`, at(line), 10_000, 0);
    expect(two.isFull(0)).toBe(true);
    expect(two.isFull(1)).toBe(false);
    expect(two.take(0).length).toBeGreaterThan(0);
    expect(two.isFull(0)).toBe(false);
  });

  test('that is exact waits all the same, for its readers can be held back', () => {
    const two = merge(2, { limit: 200_000, exact: true });
    for (let line = 0; line < 30; line += 1) two.push(0, `a${line}`, at(line), 10_000, 0);
    expect(two.isFull(0)).toBe(true);
    expect(two.take(0)).toEqual([]);
    two.push(1, 'b', at(15), 1, 0);
    expect(two.take(0)).toHaveLength(17);
  });
});

test('times are read to the quarter of a microsecond, with or without a fraction', () => {
  const base = Date.parse('2026-11-22T10:00:01Z') * 1000;
  expect(microsecondsOf('2026-11-22T10:00:01Z')).toBe(base);
  expect(microsecondsOf('2026-11-22T10:00:01.5Z')).toBe(base + 500_000);
  expect(microsecondsOf('2026-11-22T10:00:01.000001250Z')).toBe(base + 1.25);
  expect(microsecondsOf('2026-11-22T12:00:01.000001+02:00')).toBe(base + 1);
  expect(microsecondsOf('')).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { eventually, settle } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import { timeAt } from '../fake-log.ts';
import {
  api,
  clock,
  events,
  follow,
  idle,
  log,
  logForEachTest,
  read,
  reading,
  second,
  texts,
  types,
} from './follower-bench.ts';

logForEachTest();

describe('a log whose connection is cut', () => {
  test('loses and repeats no line over fifty cuts, with many lines in a second and equal texts', async () => {
    const expected: string[] = [];
    for (let number = 0; number < 2000; number += 1) {
      // Eleven lines a second; every third says the same as others, some at the very same time.
      const text = number % 3 === 0 ? 'tick' : `line ${number}`;
      const time = timeAt(Math.floor(number / 11) * second + Math.floor((number % 11) / 4) * 1000);
      log.write(time, text);
      expected.push(text);
    }
    // A cut falls into the middle of lines as well as between them.
    log.cuts = Array.from({ length: 50 }, (_, number) => 1500 + 37 * (number % 13));
    read();
    await eventually(() => texts().length >= expected.length);
    await settle();
    expect(texts()).toEqual(expected);
    expect(types().filter((type) => type === 'reconnecting')).toHaveLength(50);
    expect(types()).not.toContain('gap');
    expect(api.logs).toHaveLength(51);
  });

  test('resumes by whole seconds and without the limits of the beginning', async () => {
    for (let number = 0; number < 30; number += 1) log.write(timeAt(number), `line ${number}`);
    read({ tailLines: 3, sinceSeconds: 60 });
    await eventually(() => texts().length === 3);
    api.cutAll();
    await eventually(() => api.logs.length === 2);
    expect(Object.fromEntries(api.logs[1]?.query ?? [])).toEqual({
      container: 'web',
      timestamps: 'true',
      follow: 'true',
      sinceTime: '2026-11-22T09:59:59Z',
    });
    log.write(timeAt(31), 'line 31');
    await eventually(() => texts().length > 3);
    expect(texts()).toEqual(['line 27', 'line 28', 'line 29', 'line 31']);
  });

  test('finds a line whose time lies before that of the line above it', async () => {
    log.write(timeAt(second + 10), 'from one stream');
    read();
    await eventually(() => texts().length === 1);
    log.cuts = [];
    api.next('log', answer.cut());
    api.cutAll();
    log.write(timeAt(second - 10), 'from the other stream');
    await eventually(() => texts().length === 2);
    expect(texts()).toEqual(['from one stream', 'from the other stream']);
    expect(types()).not.toContain('gap');
  });

  test('says between which lines some may be missing when the log was rotated meanwhile', async () => {
    log.write(timeAt(1), 'before');
    read();
    await eventually(() => texts().length === 1);
    api.cutAll();
    log.write(timeAt(5 * second), 'lost');
    log.rotate();
    log.write(timeAt(9 * second), 'after');
    await eventually(() => texts().length === 2);
    expect(events.find(({ type }) => type === 'gap')).toEqual({
      type: 'gap',
      from: timeAt(1),
      to: timeAt(9 * second),
    });
    expect(texts()).toEqual(['before', 'after']);
  });

  test('says why and when it tries again', async () => {
    log.write(timeAt(1), 'one');
    const lines = follow();
    await lines.next();
    const next = lines.next();
    api.cutAll();
    const { value } = await next;
    expect(value).toMatchObject({
      type: 'reconnecting',
      at: clock.now() + 750,
      reason: { name: 'UnreachableError' },
    });
    await lines.return();
  });

  test('waits longer and longer while nothing comes, and briefly again after a line has come', async () => {
    api.next('log', answer.cut(), answer.cut(), answer.cut());
    read();
    const at = () => events.flatMap((event) => (event.type === 'reconnecting' ? [event.at] : []));
    await eventually(() => at().length === 3);
    await eventually(() => api.logs.length === 4);
    const [first = 0, next = 0, third = 0] = at();
    expect([next - first, third - next]).toEqual([1500, 3000]);
    log.write(timeAt(1), 'one');
    await eventually(() => texts().length === 1);
    const now = clock.now();
    api.cutAll();
    await eventually(() => at().length === 4);
    expect((at()[3] ?? 0) - now).toBe(750);
  });

  test('reads what the container wrote before it ended, though it ended during the cut', async () => {
    log.write(timeAt(1), 'one');
    read();
    await eventually(() => texts().length === 1);
    log.ended = true;
    log.write(timeAt(2), 'last words');
    api.cutAll();
    await reading;
    expect(texts()).toEqual(['one', 'last words']);
    expect(events.at(-1)).toEqual({ type: 'end', reason: 'ended' });
  });

  test('does not take half a line for a whole one when a proxy ends the stream properly', async () => {
    api.next('log', answer.pieces([`${timeAt(1)} one\n${timeAt(2)} tw`], 'end'));
    log.write(timeAt(1), 'one');
    log.write(timeAt(2), 'two');
    read();
    await eventually(() => texts().length === 2);
    expect(texts()).toEqual(['one', 'two']);
  });

  test('opens a log that has been silent for long anew, and tells nobody', async () => {
    log.write(timeAt(1), 'one');
    read();
    await eventually(() => texts().length === 1);
    await eventually(() => clock.pending.includes(idle));
    clock.advance(idle);
    await eventually(() => api.logs.length === 2);
    await eventually(() => api.logs[0]?.open === false);
    log.write(timeAt(400 * second), 'two');
    await eventually(() => texts().length === 2);
    expect(types()).toEqual([]);
  });

  test('that had no line yet misses none that came meanwhile, whatever the tail', async () => {
    read({ tailLines: 1 });
    await eventually(() => api.logs[0]?.open === true);
    await settle();
    api.cutAll();
    log.write(timeAt(1), 'one');
    log.write(timeAt(2), 'two');
    await eventually(() => texts().length === 2);
    expect(api.logs[1]?.query.has('tailLines')).toBe(false);
    expect(api.logs[1]?.query.has('sinceSeconds')).toBe(true);
  });

  test('that is wanted whole is asked for whole until its first line has come', async () => {
    read();
    await eventually(() => api.logs[0]?.open === true);
    await settle();
    api.cutAll();
    log.write(timeAt(1), 'one');
    await eventually(() => texts().length === 1);
    expect(api.logs[1]?.query.has('sinceSeconds')).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { eventually, settle } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import { timeAt } from '../fake-log.ts';
import {
  api,
  events,
  follow,
  log,
  logForEachTest,
  read,
  reading,
  second,
  texts,
  types,
} from './follower-bench.ts';

logForEachTest();

describe('following a log', () => {
  test('tells every line with its time, and ends when the container has ended', async () => {
    log.write(timeAt(1), 'one');
    read();
    await eventually(() => texts().length === 1);
    log.write(timeAt(second), 'two');
    log.end();
    await reading;
    expect(events).toEqual([
      { type: 'line', time: '2026-11-22T10:00:00.000000001Z', text: 'one' },
      { type: 'line', time: '2026-11-22T10:00:01.000000000Z', text: 'two' },
      { type: 'end', reason: 'ended' },
    ]);
  });

  test('asks for the container, with times, from the tail', async () => {
    for (let number = 0; number < 5; number += 1) log.write(timeAt(number), `line ${number}`);
    read({ tailLines: 2 });
    await eventually(() => texts().length === 2);
    expect(texts()).toEqual(['line 3', 'line 4']);
    expect(Object.fromEntries(api.logs[0]?.query ?? [])).toEqual({
      container: 'web',
      timestamps: 'true',
      follow: 'true',
      tailLines: '2',
    });
    expect(api.logs[0]?.path).toBe('/api/v1/namespaces/shop/pods/web-1/log');
  });

  test('without following is complete at the end of what there is', async () => {
    log.write(timeAt(1), 'one');
    read({ follow: false });
    await reading;
    expect(events.at(-1)).toEqual({ type: 'end', reason: 'complete' });
    expect(api.logs).toHaveLength(1);
    expect(api.logs[0]?.query.has('follow')).toBe(false);
  });

  test('of the previous run asks for it and does not follow', async () => {
    log.write(timeAt(1), 'one');
    read({ previous: true });
    await reading;
    expect(api.logs[0]?.query.get('previous')).toBe('true');
    expect(types()).toEqual(['end']);
  });

  test('tells the last line though its newline is missing', async () => {
    api.always('log', answer.pieces([`${timeAt(1)} one\n${timeAt(2)} tw`, 'o'], 'end'));
    log.ended = true;
    read();
    await reading;
    expect(texts()).toEqual(['one', 'two']);
  });

  test('makes lines safe to draw', async () => {
    log.write(timeAt(1), 'red \u001b[31mword\u001b[0m, \u001b]52;c;c3RvbGVu\u0007clipboard, \u0007bell\r');
    read();
    await eventually(() => texts().length === 1);
    expect(texts()[0]).toBe('red word, clipboard, bell');
  });

  test('cuts a line that is too long and marks the cut', async () => {
    log.write(timeAt(1), '帆'.repeat(100_000));
    log.write(timeAt(2), 'next');
    read({ longestLine: 1000 });
    await eventually(() => texts().length === 2);
    expect(texts()[0]).toMatch(/^帆{300,333}…$/);
    expect(texts()[1]).toBe('next');
  });

  test('shows what the kubelet says without a time, and does not stumble over it', async () => {
    api.next('log', answer.text('unable to retrieve container logs for containerd://1\n'));
    log.ended = true;
    read();
    await reading;
    expect(events[0]).toEqual({
      type: 'line',
      time: '',
      text: 'unable to retrieve container logs for containerd://1',
    });
  });

  test('reads no further than its consumer pulls', async () => {
    const long = 'x'.repeat(1000);
    for (let number = 0; number < 20_000; number += 1) log.write(timeAt(number), `${number} ${long}`);
    let waiting = () => 0;
    api.next('log', (response, request, server) => {
      waiting = () => response.writableLength;
      log.serve(response, request, server);
    });
    const lines = follow();
    await lines.next();
    await settle();
    // The kernel's buffers hold some; most of the twenty megabytes still wait at the server.
    expect(waiting()).toBeGreaterThan(5_000_000);
    for (let number = 1; number < 20_000; number += 1) await lines.next();
    await eventually(() => waiting() === 0);
    await lines.return();
  });
});

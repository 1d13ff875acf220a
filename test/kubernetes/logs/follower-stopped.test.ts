import { describe, expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import { timeAt } from '../fake-log.ts';
import {
  api,
  clock,
  events,
  follow,
  log,
  logForEachTest,
  read,
  reading,
  stop,
  texts,
  types,
  waits,
} from './follower-bench.ts';

logForEachTest();

describe('a follower that is stopped', () => {
  test('ends without an event and without an error, and the connection is closed', async () => {
    log.write(timeAt(1), 'one');
    read();
    await eventually(() => texts().length === 1);
    stop.abort();
    await reading;
    await eventually(() => api.openRequests.length === 0 && api.openConnections === 0);
    expect(types()).toEqual([]);
    expect(clock.pending).toEqual([]);
  });

  test('by leaving the loop closes the connection too', async () => {
    log.write(timeAt(1), 'one');
    for await (const event of follow()) if (event.type === 'line') break;
    await eventually(() => api.openConnections === 0);
    expect(clock.pending).toEqual([]);
  });

  test('before the server has answered leaves nothing open', async () => {
    api.next('log', answer.hang());
    read();
    await eventually(() => api.logs.length === 1);
    stop.abort();
    await reading;
    await eventually(() => api.openConnections === 0);
    expect(events).toEqual([]);
  });

  test('during a wait leaves no timer', async () => {
    api.next('log', answer.cut());
    const lines = follow();
    await lines.next();
    const next = lines.next();
    await eventually(() => waits().length === 1);
    stop.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(clock.pending).toEqual([]);
  });

  test('between two lines of one chunk tells none of the rest', async () => {
    for (let number = 0; number < 10; number += 1) log.write(timeAt(number), `line ${number}`);
    for await (const event of follow()) {
      events.push(event);
      stop.abort();
    }
    expect(events).toHaveLength(1);
  });

  test('before it began asks nothing', async () => {
    stop.abort();
    read();
    await reading;
    expect(api.requests).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { eventually, settle } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import {
  api,
  clock,
  events,
  live,
  prepare,
  reflector,
  reflectorForEachTest,
  retry,
  start,
  told,
} from './reflector-bench.ts';

reflectorForEachTest();

describe('a reflector that is stopped', () => {
  const nothingOpen = async () => {
    await eventually(() => api.openRequests.length === 0, 'no request is open');
    await settle();
    expect(api.openRequests).toEqual([]);
    expect(clock.pending).toEqual([]);
  };

  test('during the first list leaves nothing open and never watches', async () => {
    api.next('list', answer.hang());
    start();
    await eventually(() => api.lists.length === 1);
    const { synced } = reflector;
    reflector.stop();
    await nothingOpen();
    expect(await synced).toBe(false);
    expect(api.watches).toEqual([]);
    expect(events).toEqual([]);
  });

  test('between the list and the watch leaves nothing open', async () => {
    api.put('a');
    start();
    reflector.subscribe(() => reflector.stop());
    await eventually(() => events.length > 0);
    await nothingOpen();
    expect(api.watches).toEqual([]);
    expect(told()).toEqual(['added a']);
  });

  test('during the watch closes it and tells nothing any more, no error either', async () => {
    start();
    await live();
    events.length = 0;
    reflector.stop();
    api.put('a');
    await nothingOpen();
    expect(events).toEqual([]);
  });

  test('while the watch is being opened leaves nothing open', async () => {
    api.next('watch', answer.hang());
    start();
    await eventually(() => api.watches.length === 1);
    reflector.stop();
    await nothingOpen();
    expect(events).toEqual([]);
  });

  test('during a wait leaves no timer', async () => {
    api.always('list', answer.cut());
    start();
    await retry();
    reflector.stop();
    await nothingOpen();
  });

  test('in the middle of a batch of events hands out none of the rest', async () => {
    start();
    await live();
    reflector.subscribe((event) => {
      if (event.type === 'added') reflector.stop();
    });
    api.put('a');
    api.put('b');
    await eventually(() => told().includes('added a'));
    await nothingOpen();
    expect(told()).toEqual(['live', 'added a']);
  });

  test('by one listener is not heard of by the next', async () => {
    api.put('a');
    prepare();
    reflector.subscribe(() => reflector.stop());
    reflector.subscribe((event) => events.push(event));
    const { synced } = reflector;
    reflector.start();
    expect(await synced).toBe(false);
    await nothingOpen();
    expect(events).toEqual([]);
  });

  test('can be started again, lists anew and tells only the difference', async () => {
    api.put('a');
    api.put('b');
    start();
    await live();
    reflector.stop();
    api.remove('b');
    api.put('c');
    events.length = 0;
    reflector.start();
    await live();
    expect(told()).toEqual(['connecting', 'deleted b', 'added c', 'live']);
  });

  test('and started at once is not disturbed by what the first start had under way', async () => {
    api.next('list', answer.hang());
    start();
    await eventually(() => api.lists.length === 1);
    reflector.stop();
    reflector.start();
    await live();
    api.put('later');
    await eventually(() => told().includes('added later'));
    expect(api.watches).toHaveLength(1);
    expect(told()).toEqual(['live', 'added later']);
  });
});

import { describe, expect, test } from 'vitest';
import { eventually, settle } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import {
  api,
  clock,
  events,
  idle,
  live,
  reflector,
  reflectorForEachTest,
  retry,
  start,
  told,
  tryAgain,
} from './reflector-bench.ts';

reflectorForEachTest();

describe('a reflector whose watch ends badly', () => {
  test('waits longer and longer, and never in a hot loop, when the server closes every watch at once', async () => {
    api.always('watch', answer.close());
    start();
    const waited: number[] = [];
    for (let number = 0; number < 8; number += 1) {
      const wait = await retry();
      expect(api.watches).toHaveLength(number + 1);
      waited.push(wait);
      clock.advance(wait);
    }
    expect(waited).toEqual([750, 1500, 3000, 6000, 12_000, 22_500, 22_500, 22_500]);
    expect(api.lists).toHaveLength(1);
  });

  test('lists again after a 410 in the stream, with a wait that grows', async () => {
    api.always('watch', answer.errorInStream(410, 'Expired'));
    start();
    const waited: number[] = [];
    for (let number = 0; number < 4; number += 1) {
      waited.push(await retry());
      expect(api.lists).toHaveLength(number + 1);
      clock.advance(waited.at(-1) as number);
    }
    expect(waited).toEqual([750, 1500, 3000, 6000]);
  });

  test('lists again after a 410 as the status of the watch', async () => {
    api.next('watch', answer.gone());
    start();
    await tryAgain();
    await live();
    expect(api.lists).toHaveLength(2);
  });

  test('begins the list again after a 410 between its pages, with a wait', async () => {
    for (let number = 0; number < 3; number += 1) api.put(`object-${number}`);
    const first = { kind: 'ConfigMapList', metadata: { resourceVersion: '7', continue: 'x' }, items: [] };
    api.next('list', answer.json(first), answer.gone());
    start();
    expect(await tryAgain()).toBe(750);
    await live();
    expect(api.lists.map(({ query }) => query.get('continue'))).toEqual([null, 'x', null]);
    expect(reflector.snapshot.size).toBe(3);
  });

  test('tells after a new list what was added, changed and deleted meanwhile, and nothing else', async () => {
    api.put('same');
    api.put('changed');
    api.put('gone');
    start();
    await live();
    api.cutAll();
    api.next('watch', answer.gone());
    await retry();
    api.put('changed', { data: {} });
    api.remove('gone');
    api.put('new');
    events.length = 0;
    await tryAgain();
    await tryAgain();
    await live();
    expect(
      told()
        .filter((word) => word.includes(' '))
        .sort(),
    ).toEqual(['added new', 'deleted gone', 'modified changed']);
  });

  test('is stale since the last sign of life when the connection is reset, says when it tries again, and recovers', async () => {
    api.put('a');
    start();
    await live();
    clock.advance(5000);
    api.bookmark();
    const heard = clock.now();
    api.put('b');
    await eventually(() => told().includes('added b'));
    clock.advance(3000);
    api.cutAll();
    const wait = await retry();
    expect(reflector.state).toMatchObject({
      kind: 'stale',
      since: heard,
      retryAt: clock.now() + wait,
      reason: { name: 'UnreachableError' },
    });
    expect(reflector.snapshot.size).toBe(2);
    const { version } = api;
    api.put('c');
    clock.advance(wait);
    await live();
    await eventually(() => told().includes('added c'));
    expect(api.watches[1]?.query.get('resourceVersion')).toBe(version);
    expect(api.lists).toHaveLength(1);
  });

  test('begins with the shortest wait again after a watch that held', async () => {
    api.next('watch', answer.close(), answer.close(), answer.close());
    start();
    for (let number = 0; number < 3; number += 1) await tryAgain();
    await live();
    await settle();
    clock.advance(20_000);
    api.cutAll();
    expect(await retry()).toBe(750);
  });

  test('opens a watch that has fallen silent anew', async () => {
    api.next('watch', answer.silent());
    start();
    await live();
    await eventually(() => clock.pending.includes(idle));
    clock.advance(idle);
    await eventually(() => api.watches.length === 2);
    await eventually(() => api.watches[0]?.open === false);
    expect(told()).toEqual(['live']);
    api.put('a');
    await eventually(() => told().includes('added a'));
  });

  test('goes stale when a silent watch cannot be opened anew', async () => {
    api.next('watch', answer.silent(), answer.cut());
    start();
    await live();
    const heard = clock.now();
    await eventually(() => clock.pending.includes(idle));
    clock.advance(idle);
    await retry();
    expect(reflector.state).toMatchObject({ kind: 'stale', since: heard });
  });

  test('lists again after a line that is no event, and reports it', async () => {
    const problems: string[] = [];
    start({ onProblem: ({ kind }) => problems.push(kind) });
    await live();
    api.send('<html>502 Bad Gateway</html>\n');
    await tryAgain();
    await eventually(() => api.watches.length === 2);
    expect(api.lists).toHaveLength(2);
    expect(problems).toEqual(['garbage']);
  });

  test('takes events that arrive in pieces, cut inside characters', async () => {
    const line = Buffer.from(
      `${JSON.stringify({
        type: 'ADDED',
        object: { metadata: { name: 'a', uid: '1', resourceVersion: '500' }, data: { word: '帆船⛵' } },
      })}\n`,
    );
    const pieces = [...line].map((byte) => Uint8Array.of(byte));
    api.next('watch', answer.pieces(pieces));
    start();
    await eventually(() => reflector.snapshot.size === 1);
    expect(reflector.snapshot.get('a')?.data.word).toBe('帆船⛵');
  });

  test('loses nothing when an event is cut in the middle: the next watch brings it', async () => {
    start();
    await live();
    api.cutAll();
    const object = api.put('a');
    const line = JSON.stringify({ type: 'ADDED', object });
    api.next('watch', answer.pieces([line.slice(0, 30)], 'cut'));
    await tryAgain();
    await tryAgain();
    await eventually(() => told().includes('added a'));
    expect(told().filter((word) => word === 'added a')).toHaveLength(1);
  });
});

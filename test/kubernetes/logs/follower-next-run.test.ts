import { describe, expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import { FakeLog, timeAt } from '../fake-log.ts';
import { api, events, log, logForEachTest, read, reading, second, texts, types } from './follower-bench.ts';

logForEachTest();

describe('a container that runs again', () => {
  const gone = { state: { running: {} }, containerID: 'containerd://two' };
  const pod = (lastState?: object) =>
    answer.json({ status: { phase: 'Running', containerStatuses: [{ name: 'web', ...gone, lastState }] } });

  test('is read to the end of the run that was asked for, from the previous log', async () => {
    const first = new FakeLog();
    first.write(timeAt(1), 'one');
    log.write(timeAt(9 * second), 'of the next run');
    first.write(timeAt(2), 'last words');
    first.ended = true;
    api.next('log', answer.pieces([`${timeAt(1)} one\n`], 'cut'));
    api.always('log', (response, request, server) =>
      (request.query.get('previous') ? first : log).serve(response, request, server),
    );
    api.always('other', pod({ terminated: { containerID: 'containerd://one' } }));
    read({ containerId: 'containerd://one', inspect: undefined });
    await reading;
    expect(texts()).toEqual(['one', 'last words']);
    expect(types()).toEqual(['end']);
    expect(events.at(-1)).toEqual({ type: 'end', reason: 'ended' });
  });

  test('is not read under the name of another run when it is replaced just before the log is opened again', async () => {
    log.write(timeAt(1), 'one');
    let run: 'running' | 'replaced' = 'running';
    read({ containerId: 'containerd://one', inspect: async () => run });
    await eventually(() => texts().length === 1);
    const own = new FakeLog();
    own.lines = [...log.lines, { time: timeAt(2), text: 'last words' }];
    log.rotate();
    log.write(timeAt(9 * second), 'of the next run');
    api.always('log', (response, request, server) => {
      run = 'replaced';
      (request.query.get('previous') ? own : log).serve(response, request, server);
    });
    api.cutAll();
    await reading;
    expect(texts()).toEqual(['one', 'last words']);
    expect(types()).not.toContain('gap');
  });

  test('before its first byte came is read whole, with the limits that were asked for', async () => {
    const own = new FakeLog();
    for (let number = 0; number < 3; number += 1) own.write(timeAt(number), `line ${number}`);
    log.write(timeAt(9 * second), 'of the next run');
    api.always('log', (response, request, server) =>
      (request.query.get('previous') ? own : log).serve(response, request, server),
    );
    read({ containerId: 'containerd://one', inspect: async () => 'replaced', tailLines: 2 });
    await reading;
    expect(texts()).toEqual(['line 1', 'line 2']);
    expect(api.logs.at(-1)?.query.has('sinceSeconds')).toBe(false);
  });

  test('more than once has no log of the run that was asked for any more', async () => {
    api.next('log', answer.pieces([`${timeAt(1)} one\n`], 'cut'));
    api.always('other', pod({ terminated: { containerID: 'containerd://another' } }));
    read({ containerId: 'containerd://one', inspect: undefined });
    await reading;
    expect(events.at(-1)).toEqual({ type: 'end', reason: 'gone' });
  });
});

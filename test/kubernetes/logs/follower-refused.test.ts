import { describe, expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import { timeAt } from '../fake-log.ts';
import { api, clock, events, log, logForEachTest, read, reading, texts } from './follower-bench.ts';

logForEachTest();

describe('a log that is refused', () => {
  test('because the pod is gone ends so', async () => {
    api.always('log', answer.refuse(404, 'NotFound', 'pods "web-1" not found'));
    read();
    await reading;
    expect(events).toMatchObject([
      { type: 'end', reason: 'gone', error: { message: 'pods "web-1" not found' } },
    ]);
  });

  test('because of missing rights ends with the words of the server', async () => {
    api.always('log', answer.refuse(403, 'Forbidden', 'cannot get resource "pods/log"'));
    read();
    await reading;
    expect(events).toMatchObject([
      { type: 'end', reason: 'refused', error: { message: 'cannot get resource "pods/log"' } },
    ]);
  });

  test('because the container is not started yet is asked for again', async () => {
    const words = 'container "web" in pod "web-1" is waiting to start: ContainerCreating';
    api.next('log', answer.refuse(400, 'BadRequest', words));
    log.write(timeAt(1), 'one');
    read({ tailLines: 7 });
    await eventually(() => texts().length === 1);
    expect(events[0]).toMatchObject({ type: 'reconnecting', reason: { message: words } });
    expect(api.logs[1]?.query.get('tailLines')).toBe('7');
  });

  test('because the container has no such name ends at once', async () => {
    api.always('log', answer.refuse(400, 'BadRequest', 'container wep is not valid for pod web-1'));
    read();
    await reading;
    expect(events).toMatchObject([{ type: 'end', reason: 'refused' }]);
    expect(api.logs).toHaveLength(1);
  });

  test('because there was no previous run ends so', async () => {
    const words = 'previous terminated container "web" in pod "web-1" not found';
    api.always('log', answer.refuse(400, 'BadRequest', words));
    read({ previous: true });
    await reading;
    expect(events).toMatchObject([{ type: 'end', reason: 'gone' }]);
  });

  test('with a 429 is asked for again no sooner than that says', async () => {
    api.next('log', answer.tooMany(9));
    const before = clock.now();
    log.write(timeAt(1), 'one');
    read();
    await eventually(() => texts().length === 1);
    expect(clock.now() - before).toBeGreaterThanOrEqual(9000);
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HttpsTransport } from '../../source/kubernetes/connect/https-transport.ts';
import {
  type FollowLogOptions,
  followLog,
  type LogEvent,
} from '../../source/kubernetes/logs/log-follower.ts';
import { anonymous } from './anonymous.ts';
import { eventually, settle } from './eventually.ts';
import { answer, FakeApiServer } from './fake-api-server.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeLog, timeAt } from './fake-log.ts';

const second = 1_000_000_000;
const idle = 300_000;

let api: FakeApiServer;
let log: FakeLog;
let clock: FakeClock;
let transport: HttpsTransport;
let stop: AbortController;
let events: LogEvent[];
let reading: Promise<void>;

beforeEach(async () => {
  api = await FakeApiServer.start();
  log = new FakeLog();
  api.always('log', log.serve);
  clock = new FakeClock();
  transport = new HttpsTransport(api.url, anonymous);
  stop = new AbortController();
  events = [];
  reading = Promise.resolve();
});

afterEach(async () => {
  stop.abort();
  await reading;
  transport.close();
  await api.close();
});

const running = async () => (log.ended ? 'ended' : 'running') as 'ended' | 'running';

function follow(options: Partial<FollowLogOptions> = {}): AsyncGenerator<LogEvent, void> {
  const where = { namespace: 'shop', pod: 'web-1', container: 'web' };
  return followLog({ transport, ...where, clock, signal: stop.signal, inspect: running, ...options });
}

/** Reads everything, and lets every wait pass at once. */
function read(options: Partial<FollowLogOptions> = {}): void {
  reading = (async () => {
    for await (const event of follow(options)) {
      events.push(event);
      if (event.type === 'reconnecting')
        void eventually(() => waits().length > 0).then(() => clock.advance(waits()[0] ?? 0));
    }
  })();
}

const waits = () => clock.pending.filter((milliseconds) => milliseconds !== idle);
const texts = () => events.flatMap((event) => (event.type === 'line' ? [event.text] : []));
const types = () => events.map(({ type }) => type).filter((type) => type !== 'line');

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

import { afterEach, beforeEach } from 'vitest';
import { HttpsTransport } from '../../../source/kubernetes/connect/https-transport.ts';
import {
  type FollowLogOptions,
  followLog,
  type LogEvent,
} from '../../../source/kubernetes/logs/log-follower.ts';
import { anonymous } from '../anonymous.ts';
import { eventually } from '../eventually.ts';
import { FakeApiServer } from '../fake-api-server.ts';
import { FakeClock } from '../fake-clock.ts';
import { FakeLog } from '../fake-log.ts';

/** In nanoseconds, as the times of lines. */
export const second = 1_000_000_000;
/** Milliseconds of silence after which a log is opened anew. */
export const idle = 300_000;

export let api: FakeApiServer;
export let log: FakeLog;
export let clock: FakeClock;
export let transport: HttpsTransport;
export let stop: AbortController;
export let events: LogEvent[];
export let reading: Promise<void>;

/** A log, its server and a clock of its own for each test of the file; reading ends with it. */
export function logForEachTest(): void {
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
}

export const running = async () => (log.ended ? 'ended' : 'running') as 'ended' | 'running';

export function follow(options: Partial<FollowLogOptions> = {}): AsyncGenerator<LogEvent, void> {
  const where = { namespace: 'shop', pod: 'web-1', container: 'web' };
  return followLog({ transport, ...where, clock, signal: stop.signal, inspect: running, ...options });
}

/** Reads everything, and lets every wait pass at once. */
export function read(options: Partial<FollowLogOptions> = {}): void {
  reading = (async () => {
    for await (const event of follow(options)) {
      events.push(event);
      if (event.type === 'reconnecting')
        void eventually(() => waits().length > 0).then(() => clock.advance(waits()[0] ?? 0));
    }
  })();
}

export const waits = () => clock.pending.filter((milliseconds) => milliseconds !== idle);
export const texts = () => events.flatMap((event) => (event.type === 'line' ? [event.text] : []));
export const types = () => events.map(({ type }) => type).filter((type) => type !== 'line');

import { setTimeout as sleep } from 'node:timers/promises';
import type { LogEvent, LogOptions } from '../../source/chapter/chapter.ts';
import type { LogsEvent } from '../../source/chapter/logs/logs-event.ts';

/** How much there is to read. */
interface LogShape {
  logLines?: number;
  logEvery?: number;
}

/** Two pods, line by line in turn; one of them runs again after some lines. */
export async function* fakeMergedLogs(
  now: number,
  { logLines = 40 }: LogShape,
  signal: AbortSignal,
): AsyncIterable<LogsEvent[]> {
  const origins = ['details-v1', 'ratings-v1'].map((pod, index) => ({
    namespace: 'default',
    pod,
    container: pod.split('-')[0] ?? pod,
    role: 'app' as const,
    containerId: `containerd://${index}`,
    node: 'docker-desktop',
  }));
  yield origins.map((origin) => ({ type: 'joined', origin, missed: 0 }));
  yield Array.from({ length: logLines }, (_, number) => ({
    type: 'line' as const,
    origin: origins[number % 2] as (typeof origins)[number],
    time: new Date(now + number * 1000).toISOString(),
    text: number % 7 === 3 ? `{"level":"error","msg":"said ${number}","user":"日本"}` : `info said ${number}`,
    late: number === 5,
  }));
  await aborted(signal);
}

/** One container's log; it stays open, as a log that is followed does. */
export async function* fakeLog(
  now: number,
  { logLines = 40, logEvery }: LogShape,
  { container, previous, signal }: LogOptions,
): AsyncIterable<LogEvent> {
  if (previous) {
    yield {
      type: 'line',
      time: new Date(now).toISOString(),
      text: 'before it was started anew',
    };
    yield { type: 'end', reason: 'Completed' };
    return;
  }
  const line = (number: number): LogEvent => ({
    type: 'line',
    time: new Date(now + number * 1000).toISOString(),
    text:
      number % 9 === 4
        ? `warn\tads\tline ${number} of ${container}: push of 日本語 took longer than it should, and this line is long enough to be cut in any pane`
        : `info\tads\tline ${number} of ${container}: Pushing reviews.default.svc.cluster.local`,
  });
  for (let number = 0; number < logLines; number += 1) yield clean(line(number));
  for (let number = logLines; logEvery !== undefined && !signal.aborted; number += 1) {
    await sleep(logEvery);
    yield clean(line(number));
  }
  await aborted(signal);
}

function clean(event: LogEvent): LogEvent {
  return event.type === 'line' ? { ...event, text: event.text.replaceAll('\t', ' ') } : event;
}

export async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

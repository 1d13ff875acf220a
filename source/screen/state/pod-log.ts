import type { LogEvent } from '../../chapter/chapter.ts';
import type { LogsEvent } from '../../chapter/logs/logs-event.ts';
import { SpillRing } from './spill-ring.ts';

/** What is read of one container, or of many at once: then it says of which. */
export type PodLogEntry = LogEvent | LogsEvent;
export type PodLog = SpillRing<PodLogEntry>;

/** Eight MiB in memory, and a quarter of a GiB on disk: more than a million lines. */
const limits = { memory: 8 * 2 ** 20, disk: 256 * 2 ** 20 };
/** What a line costs beside its text. */
const perLine = 64;

export function newPodLog(given: Partial<typeof limits> = {}): PodLog {
  return new SpillRing<PodLogEntry>({
    ...limits,
    ...given,
    sizeOf: (event) => perLine + (event.type === 'line' ? event.text.length * 2 : 0),
  });
}

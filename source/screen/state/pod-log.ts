import type { LogEvent } from '../../chapter/chapter.ts';
import { Ring } from './ring.ts';

/** Eight MiB of text: some hundred thousand lines, and never more. */
const limit = 8 * 2 ** 20;
/** What a line costs beside its text. */
const perLine = 64;

export type PodLog = Ring<LogEvent>;

export function newPodLog(bytes = limit): PodLog {
  return new Ring<LogEvent>(bytes, (event) => perLine + (event.type === 'line' ? event.text.length * 2 : 0));
}

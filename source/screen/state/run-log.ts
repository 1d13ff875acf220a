import type { ChapterEvent } from '../../chapter/event.ts';
import { Ring } from './ring.ts';

/** One row of the runs' log: an event, or one of the several rows that it takes. Words are made when it is drawn. */
export interface RunLogEntry {
  event: ChapterEvent | TypedCommand;
  part: number;
}

/** A line that does the same as what was just looked at or done outside of a run. */
export interface TypedCommand {
  type: 'typed';
  at: string;
  command: string;
}

export type RunLog = Ring<RunLogEntry>;

const limit = 4 * 2 ** 20;

export function newRunLog(bytes = limit): RunLog {
  return new Ring<RunLogEntry>(bytes, () => 256);
}

/** How many rows an event takes: a failing container's lines and a conflict's fields have one each. */
export function partsOf(event: RunLogEntry['event']): number {
  if (event.type === 'log' || event.type === 'shown' || event.type === 'events')
    return 1 + event.lines.length;
  if (event.type === 'certificate') return 2 + event.certificate.differences.length;
  if (event.type === 'object') return 1 + (event.conflicts?.length ?? 0);
  if (event.type === 'resumed') return event.unsure.length > 0 ? 3 : 2;
  // A run of one step has said its name already.
  if (event.type === 'step-started') return event.of === 1 ? 0 : 1;
  return 1;
}

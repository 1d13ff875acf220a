import type { Drawing } from '../look/drawing.ts';
import type { PodLog } from '../state/pod-log.ts';
import type { RunLog, RunLogEntry } from '../state/run-log.ts';
import type { Line } from '../text/line.ts';
import { type PodLogLook, podLogLine } from './pod-log-line.ts';
import { runLogLine } from './run-log-line.ts';

export interface LogLine {
  /** ISO; empty where the line has no time of its own. */
  time: string;
  line: Line;
  /** The command that the line is. */
  command?: string;
  /** So many rows it may take where it does not fit, though others are cut: it says why. */
  rows?: number;
}

/** The lines of a log that its filter lets through, as far as they are known: by their numbers. */
export interface FoundLines {
  /** The share of the log that is searched, from 0 to 1; undefined once that is all of it. */
  readonly progress: number | undefined;
  /** The first one at this line or after it. */
  next(number: number): number | undefined;
  /** The last one at this line or before it. */
  previous(number: number): number | undefined;
}

/** What the log pane shows, whoever it comes from: numbered lines, of which only those in sight are made. */
export interface LogSource {
  first: number;
  end: number;
  /** Bytes that it may take before the oldest go; absent where that is of no interest. */
  limit?: number;
  /** Absent where every line is shown. */
  found?: FoundLines | undefined;
  at(number: number, drawing: Drawing): LogLine | undefined;
}

export function podLogSource(ring: PodLog, look: PodLogLook = { json: false }): LogSource {
  return {
    first: ring.first,
    end: ring.end,
    limit: ring.limit,
    at(number, drawing) {
      const event = ring.at(number);
      return event && podLogLine(event, drawing, look);
    },
  };
}

/** What a run says in sentences: above all why something failed. */
const rowsFor: Partial<Record<RunLogEntry['event']['type'], number>> = { note: 3, 'step-finished': 2 };

export function runLogSource(ring: RunLog): LogSource {
  return {
    first: ring.first,
    end: ring.end,
    at(number, drawing) {
      const entry = ring.at(number);
      if (!entry) return undefined;
      const { event, part } = entry;
      const command = event.type === 'command' || event.type === 'typed' ? { command: event.command } : {};
      const rows = rowsFor[event.type];
      const line = runLogLine(entry, drawing);
      return { time: part === 0 ? event.at : '', line, ...command, ...(rows ? { rows } : {}) };
    },
  };
}

export function clock(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

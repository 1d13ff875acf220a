import type { RunId } from '../step-id.ts';
import type { Aside, Intent, JournalRecord, Outcome, RunKind, Worker, WriteEnd } from './record.ts';
import { contentHash } from './write-end.ts';

/** One write of a run. Without `end` nobody knows whether it was done. */
export interface JournalWrite extends Intent {
  step: RunId;
  at: string;
  end?: WriteEnd;
}

/** One run, as far as the journal knows of it. */
export interface JournalRun extends Worker {
  id: string;
  what: RunKind;
  release: string;
  context: string;
  began: string;
  /** The last that was heard of it. */
  until: string;
  steps: RunId[];
  done: RunId[];
  /** The step that it was in, or ended in, without having finished it. */
  broken?: { step: RunId; way: 'act' | 'undo' };
  /** Absent: it was broken off without a word. */
  result?: Outcome;
  writes: JournalWrite[];
}

/** The runs in the order in which they began. Records of a run whose beginning is missing are left out. */
export function runsOf(records: readonly JournalRecord[]): JournalRun[] {
  const runs = new Map<string, JournalRun>();
  const open = new Map<string, Map<number, JournalWrite>>();
  for (const record of records) {
    if (record.type === 'begin') {
      const { v: _, type: __, run: id, at, server: ___, uid: ____, ...rest } = record;
      runs.set(id, { ...rest, id, began: at, until: at, done: [], writes: [] });
      open.set(id, new Map());
      continue;
    }
    const run = runs.get(record.run);
    if (!run) continue;
    run.until = record.at;
    switch (record.type) {
      case 'step':
        run.broken = { step: record.step, way: record.way };
        break;
      case 'will': {
        const { v: _, type: __, run: ___, n, ...write } = record;
        run.writes.push(write);
        open.get(record.run)?.set(n, write);
        break;
      }
      case 'did': {
        const { v: _, type: __, run: ___, at: ____, n, ...end } = record;
        const write = open.get(record.run)?.get(n);
        if (write) write.end = end;
        break;
      }
      case 'step-end':
        if (record.result !== 'done') break;
        run.done.push(record.step);
        delete run.broken;
        break;
      case 'end':
        run.result = record.result;
        break;
    }
  }
  return [...runs.values()];
}

/** What has changed something in the cluster. */
export const hasWritten = ({ end }: Pick<JournalWrite, 'end'>): boolean =>
  end !== undefined && ['created', 'configured', 'deleted'].includes(end.result);

/** Whether a run is none of the chapter's. */
export const isAside = (what: RunKind): what is Aside => what === 'repair' || what === 'restart';

/** Whether a run leaves open what another before it has left open: one beside the steps, or one that has given back what it took. */
export const isBeside = ({ what, result, writes }: JournalRun): boolean =>
  isAside(what) || (what === 'proxies' && (result === 'done' || isGivenBack(writes)));

/** Scaled, and scaled back to what it was. */
function isGivenBack(writes: readonly JournalWrite[]): boolean {
  const [first] = writes;
  const last = writes.at(-1)?.end?.content;
  return first?.before !== undefined && last !== undefined && last === contentHash(first.before);
}

/** What may have changed something, and nobody knows. */
export const isUnsure = ({ end }: JournalWrite): boolean => end === undefined;

/**
 * The experiment that took pilot away and was broken off before it gave it back, as long as no run has changed anything since: one that
 * failed with nothing written, perhaps for that very reason, does not hide it.
 */
export function openExperiment(runs: readonly JournalRun[]): JournalRun | undefined {
  const last = runs.findLast(
    (run) =>
      !isBeside(run) && (run.result === 'done' || run.writes.some((one) => hasWritten(one) || isUnsure(one))),
  );
  return last?.what === 'proxies' ? last : undefined;
}

/**
 * The run that is to be gone on with: the last one, if it was broken off or did not get to its end. Undefined where there is nothing
 * to go on with.
 */
export function unfinished(runs: readonly JournalRun[]): JournalRun | undefined {
  const last = openExperiment(runs) ?? runs.findLast((run) => !isBeside(run));
  return last && last.result !== 'done' ? last : undefined;
}

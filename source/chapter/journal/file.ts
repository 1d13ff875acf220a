import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { replaceFile } from '../write/replace-file.ts';
import { type JournalRecord, journalVersion } from './record.ts';
import { isAside } from './runs.ts';

/** Bytes. Past this, a journal whose runs are all over begins anew: what is done is in the cluster. */
const largest = 1024 * 1024;

export interface JournalText {
  records: JournalRecord[];
  /** A line at the end that was never finished: the program, or the machine, ended in the middle of it. */
  torn: boolean;
  /** Lines of a later hoist, or of nobody. */
  foreign: number;
}

/** Reads what is there, however its writer ended. A journal that is not there is empty; other errors are the system's. */
export function readJournal(path: string): JournalText {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { records: [], torn: false, foreign: 0 };
    throw error;
  }
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const records: JournalRecord[] = [];
  let foreign = 0;
  for (const line of lines) {
    const record = recordOf(line);
    if (record) records.push(record);
    else if (line) foreign += 1;
  }
  // Cut off between a record and the end of its line, it is whole all the same.
  const whole = recordOf(last);
  if (whole) records.push(whole);
  return { records, torn: last !== '' && !whole, foreign };
}

function recordOf(line: string): JournalRecord | undefined {
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record !== 'object' || record === null || !('v' in record)) return undefined;
    return record.v === journalVersion && 'type' in record ? (record as JournalRecord) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Appends records, each as one line, so that whatever ends this program leaves whole lines and at most one torn one. What the system
 * has taken survives a SIGKILL; `durable` records are on the disk as well before the call returns, for a machine that loses power.
 */
export class JournalFile {
  readonly #path: string;
  readonly #descriptor: number;

  /** Makes the directory (0700) and the file (0600). Throws the system's errors. */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#path = path;
    this.#descriptor = openSync(path, 'a+', 0o600);
    // After a torn line the next record must have a line of its own.
    if (!endsWithLine(this.#descriptor)) this.#write('\n');
  }

  append(record: JournalRecord, { durable = false } = {}): void {
    this.#write(`${JSON.stringify(record)}\n`);
    if (durable) fdatasyncSync(this.#descriptor);
  }

  /** Whether another file is at its path by now, or none: what is appended here would be read by nobody. */
  get isReplaced(): boolean {
    const there = statSync(this.#path, { throwIfNoEntry: false });
    const { ino, dev } = fstatSync(this.#descriptor);
    return there?.ino !== ino || there.dev !== dev;
  }

  /** The system may take a part of it only; then the rest is written too, or the system says why it cannot be. */
  #write(text: string): void {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#descriptor, bytes, done);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

function endsWithLine(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(descriptor, last, 0, 1, size - 1);
  return last.toString() === '\n';
}

/**
 * Makes a large journal begin anew: what stays is the last run that got to its end, and every run that was heard of after it, for
 * broken runs are what a journal is for. A repair or a restart ends nothing: what was broken off before it is still to be gone on with. With lines of a
 * later hoist in it the journal stays as it is. For who has the cluster's lease: nobody else writes then. Throws the system's errors.
 */
export function shortenJournal(path: string): void {
  const { records, foreign } = readJournal(path);
  if (sizeOf(records) < largest || foreign > 0) return;
  const asides = new Set(
    records.flatMap((record) =>
      record.type === 'begin' && (isAside(record.what) || record.what === 'proxies') ? [record.run] : [],
    ),
  );
  const end = records.findLastIndex(
    (record) => record.type === 'end' && record.result === 'done' && !asides.has(record.run),
  );
  if (end < 0) return;
  const after = new Set(records.slice(end + 1).map(({ run }) => run));
  const broken = records.filter(({ run }) => after.has(run));
  const kept = records.filter(({ run }) => after.has(run) || run === records[end]?.run);
  const left = sizeOf(kept) < largest ? kept : broken;
  if (left.length === records.length) return;
  const text = left.map((record) => `${JSON.stringify(record)}\n`).join('');
  replaceFile(path, text);
}

const sizeOf = (records: readonly JournalRecord[]) =>
  records.reduce((sum, record) => sum + JSON.stringify(record).length, 0);

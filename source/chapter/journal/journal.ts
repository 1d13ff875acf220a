import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { JournalFile, readJournal, shortenJournal } from './file.ts';
import { clusterName } from './place.ts';
import type { Intent, JournalEntry, JournalRecord, WriteEnd } from './record.ts';
import { journalVersion } from './record.ts';
import { type JournalRun, runsOf } from './runs.ts';

/** Larger than this, an object as it was before is not kept. */
const largestBefore = 256 * 1024;

/** The journal of one cluster: what earlier runs wrote, and the run of this program. */
export class Journal {
  readonly path: string;
  #file: JournalFile | undefined;
  #run = '';
  #beginning: JournalRecord | undefined;
  #count = 0;
  #problem: Error | undefined;

  constructor(directory: string, cluster: { server: string; uid: string }) {
    this.path = join(directory, `${clusterName(cluster)}.jsonl`);
  }

  /** Why it cannot be written any more: a run goes on without it, and says so. */
  get problem(): Error | undefined {
    return this.#problem;
  }

  /** Earlier runs, the last of them last; none where the journal cannot be read. */
  runs(): JournalRun[] {
    try {
      return runsOf(readJournal(this.path).records);
    } catch (error) {
      this.#problem ??= error as Error;
      return [];
    }
  }

  begin(entry: Omit<Extract<JournalEntry, { type: 'begin' }>, 'type'>): string {
    this.#run = randomBytes(6).toString('hex');
    this.#trying(() => {
      this.#file = new JournalFile(this.path);
    });
    this.#beginning = this.#recordOf({ type: 'begin', ...entry });
    this.#trying(() => this.#file?.append(this.#beginning as JournalRecord, { durable: true }));
    return this.#run;
  }

  /** Once this run has the lease: a large journal begins anew. */
  shorten(): void {
    try {
      if (this.#file) shortenJournal(this.path);
    } catch {
      // It stays as long as it is.
    }
  }

  /** Before a write; the answer is called with how it ended, and not at all where nobody knows. */
  will(step: Extract<JournalEntry, { type: 'will' }>['step'], { before, ...intent }: Intent) {
    this.#count += 1;
    const n = this.#count;
    // A Secret's values are in no file of ours, also not those that were there before.
    const kept = before && before.kind !== 'Secret' && JSON.stringify(before).length <= largestBefore;
    this.#append({ type: 'will', n, step, ...intent, ...(kept ? { before } : {}) });
    return (end: WriteEnd) => this.#append({ type: 'did', n, ...end });
  }

  note(entry: Extract<JournalEntry, { type: 'step' | 'step-end' }>): void {
    this.#append(entry, true);
  }

  end(result: Extract<JournalEntry, { type: 'end' }>['result']): void {
    this.#append({ type: 'end', result }, true);
    this.#trying(() => this.#file?.close());
    this.#file = undefined;
  }

  #append(entry: JournalEntry, durable = false): void {
    this.#trying(() => {
      if (this.#file?.isReplaced) this.#reopen(this.#file);
      this.#file?.append(this.#recordOf(entry), { durable });
    });
  }

  /** Another run has made the journal begin anew, perhaps without this one, which had only begun. */
  #reopen(old: JournalFile): void {
    this.#file = new JournalFile(this.path);
    old.close();
    const isKnown = readJournal(this.path).records.some(
      ({ type, run }) => type === 'begin' && run === this.#run,
    );
    if (!isKnown && this.#beginning) this.#file.append(this.#beginning, { durable: true });
  }

  #recordOf(entry: JournalEntry): JournalRecord {
    return { v: journalVersion, at: new Date().toISOString(), run: this.#run, ...entry } as JournalRecord;
  }

  #trying(work: () => void): void {
    if (this.#problem) return;
    try {
      work();
    } catch (error) {
      this.#problem = error as Error;
    }
  }
}

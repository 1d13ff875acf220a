import type { KubernetesObject, ObjectRef } from '../../kubernetes/object.ts';
import type { RunId } from '../step-id.ts';

/** Told apart by it: a later hoist may write what this one cannot read. */
export const journalVersion = 1;

export type RunKind = 'up' | 'down' | 'undo' | 'rollback' | Aside | RunId;
/** What is done beside the steps: it finishes nothing that another run has begun, and begins nothing that is to be gone on with. */
export type Aside = 'repair' | 'restart';
export type Outcome = 'done' | 'failed' | 'cancelled';

/** Who is at work, for whoever else comes to the same cluster. */
export interface Worker {
  user: string;
  host: string;
  pid: number;
}

/** What is about to be written. `before` is the object as it was, where a change of it could be taken back. */
export interface Intent {
  verb: 'apply' | 'delete' | 'label' | 'nudge' | 'restore' | 'restart' | 'scale' | 'unhold';
  object: ObjectRef;
  /** Whether it was there when it was looked at, and as which; `before` says nothing of that, for it is not kept of everything. */
  existed?: boolean;
  uid?: string;
  before?: KubernetesObject;
}

/** How a write ended. `refused`: the server said no, and nothing was changed. */
export interface WriteEnd {
  result: 'created' | 'configured' | 'unchanged' | 'deleted' | 'absent' | 'refused';
  uid?: string;
  resourceVersion?: string;
  /** SHA-256 of what the object then said, without its status. */
  content?: string;
}

/** One line of the journal. Values of Secrets are in none of them. */
export type JournalRecord = { v: typeof journalVersion; at: string; run: string } & (
  | ({
      type: 'begin';
      what: RunKind;
      release: string;
      context: string;
      server: string;
      uid: string;
      steps: RunId[];
    } & Worker)
  | { type: 'step'; step: RunId; way: 'act' | 'undo' }
  | ({ type: 'will'; n: number; step: RunId } & Intent)
  | ({ type: 'did'; n: number } & WriteEnd)
  | { type: 'step-end'; step: RunId; way: 'act' | 'undo'; result: Outcome }
  | { type: 'end'; result: Outcome }
);

/** A record without what the journal itself adds. */
export type JournalEntry = JournalRecord extends infer One
  ? One extends JournalRecord
    ? Omit<One, 'v' | 'at' | 'run'>
    : never
  : never;

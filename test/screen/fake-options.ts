import type { Freshness } from '../../source/chapter/observe/view.ts';
import type { RowId } from '../../source/chapter/step-id.ts';

/** How the chapter plays. */
export interface FakeOptions {
  /** Nothing is ever heard from the cluster, or nothing before so many milliseconds. */
  silent?: boolean;
  answersAfter?: number;
  now?: number;
  done?: RowId[];
  readOnly?: boolean;
  /** There is a workshop's lesson. */
  lesson?: boolean;
  /** It is a practice cluster, in which faults can be had. */
  simulated?: boolean;
  /** 'later': the server has not said its version yet. */
  release?: boolean | 'later';
  /** Between two events of a run, in milliseconds. */
  delay?: number;
  /** A run of this step goes on until it is cancelled. */
  holds?: RowId;
  freshness?: Freshness;
  /** A restart of a workload fails. */
  refusesRestart?: boolean;
  /** How many lines a pod's log has; it then stays open, as a log that is followed does. */
  logLines?: number;
  /** Lines arrive for ever, one in this many milliseconds. */
  logEvery?: number;
  /** Others' pods that run with a sidecar. */
  sidecars?: string[];
  /** Two namespaces hang; the second of them can be repaired. */
  hangs?: boolean;
  /** A step was begun and not finished. */
  unfinished?: boolean;
  /** The first two objects of each plan have a field that somebody else owns. */
  contested?: boolean;
  /** A file that tells when a cancelled run has come to its end, and when the chapter was closed. */
  diary?: string;
}

import type { FaultName } from '../../chapter/fault-names.ts';

export const profiles = ['chapter', 'current'] as const;

/** Which practice cluster is wanted. */
export interface PracticeSpec {
  profile: (typeof profiles)[number];
  /** How many seconds of its time pass in one of ours. */
  speed: number;
  /** The same seed gives the same names and addresses in the same order. */
  seed?: number;
  /** What goes wrong from the start. */
  faults?: readonly FaultName[];
  /** A file that the cluster is read from, if it is there, and written to at the end. */
  state?: string;
  /** With `state`: a file of another profile is refused, and not taken as it is. */
  profileIsSaid?: boolean;
  /** How many pods of others are there already. */
  pods?: number;
  /** Lines of log that all containers together write in a second. */
  logRate?: number;
}

/** What is offered to whoever has no cluster. */
export const usualPractice: PracticeSpec = { profile: 'chapter', speed: 1 };

export interface RunningPractice {
  /** The path of a kubeconfig that reaches it. */
  kubeconfig: string;
  server: string;
  /** As it runs, which a state may have decided. */
  profile: string;
  close(): Promise<void>;
}

/** Given to this room by whoever may load the practice cluster. */
export type StartPractice = (spec: PracticeSpec) => Promise<RunningPractice>;

/** A whole number from 0 up to `most`; undefined for anything else. */
export function readCount(text: string, most: number): number | undefined {
  const count = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  return count <= most ? count : undefined;
}

/** Faster than this the timers of the machine cannot follow. */
const fastest = 1_000;

/** Undefined for what is no speed. */
export function readSpeed(text: string): number | undefined {
  const speed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return speed > 0 && speed <= fastest ? speed : undefined;
}

import type { Api } from '../api.ts';
import type { Clock } from '../clock.ts';
import type { ReflectorState } from '../watch/reflector-state.ts';
import type { ContainerRole, EndedRun } from './container-runs.ts';
import type { LogEnd } from './log-follower.ts';
import type { LogQuery } from './log-query.ts';

/** The run of a container that a line is from. The same object for all of its lines. */
export interface LogOrigin {
  namespace: string;
  pod: string;
  container: string;
  role: ContainerRole;
  containerId: string;
  node: string;
}

export type MergedLogEvent =
  /** `late`: a line with a later time was handed out before it. `text` is safe to draw. */
  | { type: 'line'; origin: LogOrigin; time: string; text: string; late: boolean }
  /** Its log is being read from here on. `after`: the run before it, with how it ended. `missed`: runs in between that nobody can read. */
  | { type: 'joined'; origin: LogOrigin; after?: EndedRun; missed: number }
  | { type: 'gap'; origin: LogOrigin; from: string; to: string }
  | { type: 'reconnecting'; origin: LogOrigin; reason: Error; at: number }
  | { type: 'left'; origin: LogOrigin; reason: LogEnd; error?: Error; ended?: EndedRun }
  /** How the watch of the pods is; told when it changes. */
  | { type: 'pods'; state: ReflectorState }
  /** So many logs are not read, since that many are already. */
  | { type: 'limited'; reading: number; waiting: number };

export interface MergedLogOptions {
  api: Api;
  query: LogQuery;
  tailLines?: number;
  sinceSeconds?: number;
  /** The run before the present one of each container; never follows. */
  previous?: boolean;
  /** Stay for what is still to come, new pods too; default true. */
  follow?: boolean;
  /** Milliseconds that a line waits at most for those of other pods. */
  hold?: number;
  /** Logs that are read at a time; each has a connection of its own. Default 200. */
  mostStreams?: number;
  longestLine?: number;
  /** Milliseconds of silence after which a log, and the watch of the pods, is opened anew. */
  idleDeadline?: number;
  /** Go on trying where the pods cannot be watched from the beginning; absent: throw what was the matter. */
  patient?: boolean;
  /** Ends the iteration, without an event and without an error. */
  signal: AbortSignal;
  clock?: Clock;
}

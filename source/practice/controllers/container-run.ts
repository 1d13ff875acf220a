import type { Json } from '../object.ts';
import type { ContainerLog } from './container-log.ts';
import type { Program } from './program.ts';
import type { Timers } from './timers.ts';

export type ContainerState =
  | { kind: 'waiting'; reason: string; message?: string }
  | { kind: 'running'; startedAt: number }
  | { kind: 'terminated'; startedAt: number; finishedAt: number; exitCode: number; reason: string };

/** A container as the kubelet keeps it: across restarts one object, with the run of the moment in it. */
export interface ContainerRun {
  spec: Json;
  state: ContainerState;
  last?: { state: ContainerState; containerId: string };
  /** Its turn has come: its image is being pulled, or more. */
  begun: boolean;
  restarts: number;
  ready: boolean;
  containerId: string;
  program?: Program;
  timers?: Timers;
  log?: ContainerLog;
  previousLog?: ContainerLog;
  /** Milliseconds to wait before the next restart. */
  backoff: number;
}

/** A container whose turn has not come. */
export const waitingRun = (spec: Json, hasInits: boolean): ContainerRun => ({
  spec,
  state: { kind: 'waiting', reason: hasInits ? 'PodInitializing' : 'ContainerCreating' },
  begun: false,
  restarts: 0,
  ready: false,
  containerId: '',
  backoff: 0,
});

/** Ends the run of the moment, if there is one. */
export function endRun(run: ContainerRun, finishedAt: number, exitCode = 0): void {
  if (run.state.kind !== 'running') return;
  run.timers?.clear();
  const reason = exitCode === 0 ? 'Completed' : 'Error';
  run.state = { kind: 'terminated', startedAt: run.state.startedAt, finishedAt, exitCode, reason };
  run.ready = false;
  run.program?.stop?.();
  run.program = undefined;
  run.log?.end();
}

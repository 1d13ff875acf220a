import { timestamp } from '../clock.ts';
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

function stateJson(state: ContainerState, containerId: string): Json {
  if (state.kind === 'waiting')
    return {
      waiting: { reason: state.reason, ...(state.message ? { message: state.message } : {}) },
    };
  if (state.kind === 'running') return { running: { startedAt: timestamp(state.startedAt) } };
  const { startedAt, finishedAt, exitCode, reason } = state;
  return {
    terminated: {
      exitCode,
      reason,
      startedAt: timestamp(startedAt),
      finishedAt: timestamp(finishedAt),
      containerID: containerId,
    },
  };
}

/** Docker knows short names; the kubelet shows where they were found. */
const canonical = (image: string): string => {
  const first = image.split('/')[0] ?? '';
  return image.includes('/') && /[.:]|^localhost$/.test(first) ? image.replace(/^docker\.io\//, '') : image;
};

export function containerStatus(run: ContainerRun, imageId: string, isCurrent: boolean): Json {
  const { spec, state, last, restarts, ready, containerId } = run;
  const hasRun = state.kind !== 'waiting' || restarts > 0;
  return {
    name: spec.name,
    state: stateJson(state, containerId),
    lastState: last ? stateJson(last.state, last.containerId) : {},
    ready,
    restartCount: restarts,
    image: hasRun ? canonical(spec.image) : spec.image,
    imageID: hasRun ? imageId : '',
    ...(containerId && hasRun ? { containerID: containerId } : {}),
    ...(isCurrent ? { started: state.kind === 'running' } : {}),
  };
}

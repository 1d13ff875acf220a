import { timestamp } from '../clock.ts';
import type { Json } from '../object.ts';
import type { ContainerRun, ContainerState } from './container-run.ts';

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

/** One of a pod's `containerStatuses`. */
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

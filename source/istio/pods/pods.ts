import { type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import type { ContainerRow, Health, PodRow } from '../proxies/rows.ts';
import type { PodSpec } from '../sidecar/pod-template.ts';
import { isInjected } from '../sidecar/sidecar.ts';
import { podColumns } from './pod-status.ts';
import { whyPod } from './why.ts';

export function podRow(pod: KubernetesObject, events: readonly KubernetesObject[] = []): PodRow {
  const { ready, status, restarts } = podColumns(pod);
  const why = whyPod(pod, events);
  const health: Health = why?.health ?? 'good';
  return {
    ref: refOf(pod),
    name: pod.metadata.name,
    namespace: pod.metadata.namespace ?? '',
    health,
    ready,
    status,
    restarts,
    node: pod.spec?.nodeName ?? '',
    created: pod.metadata.creationTimestamp ?? '',
    containers: containerRows(pod),
    injected: isInjected(pod),
    ...(why ? { why: why.message } : {}),
  };
}

/** Containers first, since their logs are what one looks for; then the init containers, in their order. */
function containerRows(pod: KubernetesObject): ContainerRow[] {
  const { spec = {}, status = {} } = pod;
  const rowsOf = (containers: PodSpec[] = [], statuses: PodSpec[] = [], init: boolean) =>
    containers.map(({ name, image }): ContainerRow => {
      const one = statuses.find((candidate) => candidate.name === name);
      return {
        name,
        image: image ?? '',
        init,
        ready: one?.ready ?? false,
        restarts: one?.restartCount ?? 0,
        state: stateOf(one?.state),
      };
    });
  return [
    ...rowsOf(spec.containers, status.containerStatuses, false),
    ...rowsOf(spec.initContainers, status.initContainerStatuses, true),
  ];
}

function stateOf(state: PodSpec | undefined): string {
  if (state?.running) return 'Running';
  if (state?.terminated)
    return state.terminated.reason || (state.terminated.exitCode === 0 ? 'Completed' : 'Error');
  return state?.waiting?.reason || 'Waiting';
}

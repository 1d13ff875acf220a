import type { Json, KubernetesObject } from '../object.ts';

const condition = (pod: KubernetesObject, type: string): Json =>
  (pod.status?.conditions ?? []).find((one: Json) => one.type === type);

export const isReady = (pod: KubernetesObject): boolean => condition(pod, 'Ready')?.status === 'True';

export const isFinished = (pod: KubernetesObject): boolean =>
  ['Succeeded', 'Failed'].includes(pod.status?.phase);

export const isActive = (pod: KubernetesObject): boolean =>
  !isFinished(pod) && !pod.metadata.deletionTimestamp;

/** Since when a pod is ready, in milliseconds; undefined while it is not. */
export function readySince(pod: KubernetesObject): number | undefined {
  const ready = condition(pod, 'Ready');
  return ready?.status === 'True' ? Date.parse(ready.lastTransitionTime) : undefined;
}

/** Ready for so long that it counts (IsPodAvailable). */
export function isAvailable(pod: KubernetesObject, minReadySeconds: number, now: number): boolean {
  const since = readySince(pod);
  return since !== undefined && since + minReadySeconds * 1_000 <= now;
}

import type { Json, KubernetesObject } from '../object.ts';

/** A pod with a condition of a type in the place of the one that it had. */
export const withPodCondition = (conditions: Json[] | undefined, condition: Json): Json[] => [
  ...(conditions ?? []).filter(({ type }) => type !== condition.type),
  condition,
];

/** A pod that a node has been given to. `time` as objects write it. */
export function assigned(pod: KubernetesObject, nodeName: string, time: string): KubernetesObject {
  const scheduled = { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: time };
  return {
    ...pod,
    spec: { ...pod.spec, nodeName },
    status: { ...pod.status, conditions: withPodCondition(pod.status?.conditions, scheduled) },
  };
}

import type { KubernetesObject, ObjectRef } from '../../kubernetes/object.ts';

/**
 * Whether a pod is of this Deployment or Job: by the controller that made it, the Job itself or a ReplicaSet of the Deployment.
 * Without ReplicaSets, names and the hash label tell.
 */
export function belongsTo(
  pod: KubernetesObject,
  workload: KubernetesObject,
  replicaSets: readonly KubernetesObject[] = [],
): boolean {
  if (pod.metadata.namespace !== workload.metadata.namespace) return false;
  const owner =
    pod.metadata.ownerReferences?.find((one) => one.controller) ?? pod.metadata.ownerReferences?.[0];
  if (!owner) return false;
  if (workload.kind === 'Job') return owner.kind === 'Job' && owner.name === workload.metadata.name;
  if (owner.kind !== 'ReplicaSet') return false;
  const set = replicaSets.find((one) => one.metadata.uid === owner.uid);
  const above = set?.metadata.ownerReferences?.find((one) => one.kind === 'Deployment');
  if (above) return above.name === workload.metadata.name;
  // The Deployment's controller names its ReplicaSets after it and the hash that it labels their pods with.
  return owner.name === `${workload.metadata.name}-${pod.metadata.labels?.['pod-template-hash']}`;
}

/** Kinds of apps/v1 that make their pods anew when their template changes. */
const restartable = new Set(['StatefulSet', 'DaemonSet']);

/** What `kubectl rollout restart` would have to name so that this pod is made anew; undefined where nothing would make it again. */
export function restartableOf(pod: KubernetesObject): ObjectRef | undefined {
  const owner = pod.metadata.ownerReferences?.find((one) => one.controller);
  const namespace = pod.metadata.namespace;
  if (!owner || !namespace) return undefined;
  const ref = { apiVersion: 'apps/v1', namespace };
  if (restartable.has(owner.kind)) return { ...ref, kind: owner.kind, name: owner.name };
  const hash = pod.metadata.labels?.['pod-template-hash'];
  return owner.kind === 'ReplicaSet' && hash && owner.name.endsWith(`-${hash}`)
    ? { ...ref, kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) }
    : undefined;
}

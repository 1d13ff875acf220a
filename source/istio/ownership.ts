import type { KubernetesObject } from '../kubernetes/object.ts';

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

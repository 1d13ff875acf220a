import type { Resource } from '../kinds/resource.ts';
import type { Json, KubernetesObject } from '../object.ts';
import type { DeleteOptions, Target } from './options.ts';
import { orphansByDefault } from './strategy.ts';

/** What keeps a definition until all that it defines is gone. */
export const cleanupFinalizer = 'customresourcecleanup.apiextensions.k8s.io';

/** Which finalizers an object has once it is to go: those of its own, and the collector's for what becomes of its dependents. */
export function deletionFinalizers(
  target: Target,
  object: KubernetesObject,
  { propagationPolicy }: DeleteOptions,
): string[] {
  const others = (object.metadata.finalizers ?? []).filter(
    (one) => one !== 'orphan' && one !== 'foregroundDeletion',
  );
  const had = (object.metadata.finalizers ?? []).filter((one) => !others.includes(one));
  if (propagationPolicy === 'Orphan') return [...others, 'orphan'];
  if (propagationPolicy === 'Foreground') return [...others, 'foregroundDeletion'];
  if (propagationPolicy === 'Background') return others;
  if (had.length) return [...others, ...had];
  return orphansByDefault(target.resource, target.apiVersion) ? [...others, 'orphan'] : others;
}

/** Only pods that a kubelet has get time to go (registry/core/pod/strategy.go CheckGracefulDelete). */
export function graceOf(resource: Resource, object: KubernetesObject, options: DeleteOptions): number {
  if (resource.key !== 'pods' || !object.spec?.nodeName) return 0;
  if (['Succeeded', 'Failed'].includes(object.status?.phase)) return 0;
  const wanted = options.gracePeriodSeconds ?? object.spec.terminationGracePeriodSeconds ?? 30;
  const left = object.metadata.deletionGracePeriodSeconds;
  return left === undefined ? wanted : Math.min(wanted, left);
}

/** The status of a definition that goes. */
export function terminatingStatus(status: Json, lastTransitionTime: string): Json {
  const condition = {
    type: 'Terminating',
    status: 'True',
    lastTransitionTime,
    reason: 'InstanceDeletionPending',
    message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
  };
  return { ...status, conditions: [...(status?.conditions ?? []), condition] };
}

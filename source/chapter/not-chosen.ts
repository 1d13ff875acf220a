import { systemNamespace } from '../istio/names.ts';
import { fieldManager } from '../kubernetes/api.ts';
import { type KubernetesObject, keyOf } from '../kubernetes/object.ts';
import type { Ground } from './ground.ts';
import { liveObjects } from './live-objects.ts';
import { prepare } from './prepare.ts';

/**
 * What an installation with other choices has left in the cluster: objects that the release has, this choice does not, and hoist wrote.
 * Servers before 1.16 do not say who wrote what; there the name has to do, and only in Istio's own namespace.
 */
export async function notChosen(ground: Ground, signal: AbortSignal): Promise<KubernetesObject[]> {
  const beyond = ground.release?.leftOut() ?? [];
  if (beyond.length === 0) return [];
  const objects = await prepare(ground, beyond, signal);
  const live = await liveObjects(ground.connection.api, objects, signal);
  return objects.filter((object) => {
    const there = live.get(keyOf(object));
    return there !== undefined && !there.metadata.deletionTimestamp && isOurs(there);
  });
}

function isOurs({ metadata: { managedFields, namespace } }: KubernetesObject): boolean {
  if (!managedFields?.length) return namespace === systemNamespace;
  return managedFields.some(({ manager }) => manager === fieldManager);
}

import { systemNamespace } from '../../istio/names.ts';
import { type KubernetesObject, keyOf } from '../../kubernetes/object.ts';
import { unlessForbidden } from '../../kubernetes/unless-forbidden.ts';
import type { Ground } from '../ground.ts';
import type { RunId } from '../step-id.ts';
import { liveObjects } from '../write/live-objects.ts';
import { saysOurs } from '../write/says-ours.ts';
import { objectOf, readInventory } from './inventory.ts';

/** Kinds whose deletion takes other people's objects along: they are deleted by rules of their own. */
const holdsMore = new Set(['Namespace', 'CustomResourceDefinition']);

/**
 * What hoist brought in a step, by its list in the cluster, and is there and hoist's still: also where the files that it came from are
 * gone or changed by now. As references without content, each with the UID by which it was seen to be hoist's. With `version`, only of
 * an installation of that version; namespaces and CRDs only with `holders`. Empty where nothing is kept or the list may not be read.
 */
export async function broughtBefore(
  ground: Ground,
  step: RunId,
  signal: AbortSignal,
  { version, holders = false }: { version?: string; holders?: boolean } = {},
): Promise<KubernetesObject[]> {
  if (!ground.state) return [];
  const { api } = ground.connection;
  const inventory = await unlessForbidden(readInventory(api, signal));
  if (!inventory || (version !== undefined && inventory.release !== version)) return [];
  const objects = inventory.items
    .filter((item) => item.step === step && (holders || !holdsMore.has(item.kind)))
    .map(objectOf);
  const live = await liveObjects(api, objects, signal);
  return objects.flatMap((object) => {
    const there = live.get(keyOf(object));
    if (!there || !isOursStill(there)) return [];
    return [{ ...object, metadata: { ...object.metadata, uid: there.metadata.uid } }];
  });
}

/**
 * Whether the live object was written by hoist. The inventory alone is no proof, since it names objects before they are written; only for
 * a Secret of Istio's own namespace it has to do.
 */
export function isOursStill(live: KubernetesObject | undefined): boolean {
  if (!live || live.metadata.deletionTimestamp) return false;
  const { managedFields, namespace } = live.metadata;
  // hoist leaves no annotation on a Secret, which would repeat its values.
  const isUnsigned = live.kind === 'Secret' && !managedFields?.length && namespace === systemNamespace;
  return isUnsigned || saysOurs(live);
}

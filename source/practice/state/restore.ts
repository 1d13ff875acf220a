import type { Cluster } from '../cluster.ts';
import type { Kubelet } from '../controllers/kubelet.ts';
import type { SavedFault } from '../faults/faults.ts';
import { apiVersionOf, type KubernetesObject } from '../object.ts';
import { type State, stateKind, stateVersion } from './state.ts';

/** The cluster as it is now. */
export function stateOf(
  { profile, clock, store, random, registry }: Cluster,
  { images }: Kubelet,
  faults: readonly SavedFault[] = [],
): State {
  return {
    kind: stateKind,
    version: stateVersion,
    profile,
    now: clock.now(),
    revision: store.revision,
    chance: random.state,
    images: [...images].sort(),
    faults: [...faults],
    objects: store.kinds().flatMap((key) => {
      const resource = registry.byKey(key);
      if (!resource) return [];
      const apiVersion = apiVersionOf(resource.group, resource.version);
      return store.list(key).map((object) => ({ ...object, apiVersion, kind: resource.kind }));
    }),
  };
}

/**
 * Puts the objects of a state into a cluster whose controllers run, in one go, so that they see all of it when they look. Its pods
 * start anew, as after a reboot of the node. Answers what could not be taken: objects of kinds that are not served.
 */
export function restore(
  { store, registry, random }: Cluster,
  { images }: Kubelet,
  state: State,
): KubernetesObject[] {
  for (const image of state.images) images.add(image);
  random.state = state.chance;
  // Whatever was being ended has ended by the time a node is back.
  const isEnding = ({ kind, metadata }: KubernetesObject) => kind === 'Pod' && metadata.deletionTimestamp;
  const isDefinition = ({ kind }: KubernetesObject) => kind === 'CustomResourceDefinition';
  const unknown: KubernetesObject[] = [];
  const kept = new Set<string>();
  const keyOf = (resource: string, { metadata }: KubernetesObject) =>
    `${resource}/${metadata.namespace ?? ''}/${metadata.name}`;
  const put = (objects: KubernetesObject[]) =>
    store.together(() => {
      for (const object of objects) {
        const resource = registry.byKind(object.apiVersion, object.kind);
        if (!resource) unknown.push(object);
        else kept.add(keyOf(resource.key, store.put(resource.key, object)));
      }
    });
  // What they define is served from here on.
  put(state.objects.filter(isDefinition));
  put(state.objects.filter((one) => !isDefinition(one) && !isEnding(one)));
  // What a fresh cluster brings and this one no longer had.
  for (const key of store.kinds())
    for (const object of store.list(key))
      if (!kept.has(keyOf(key, object))) store.remove(key, object.metadata.namespace, object.metadata.name);
  store.compact();
  return unknown;
}

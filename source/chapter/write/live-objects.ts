import type { Api } from '../../kubernetes/api.ts';
import { limit } from '../../kubernetes/limit.ts';
import { type KubernetesObject, keyOf, refOf } from '../../kubernetes/object.ts';

/** From this many objects of one kind and namespace on, one list costs less than a call for each. */
const worthAList = 3;

/** What the cluster holds of these objects now, by key; what is not there, or of a kind not served yet, is absent. */
export async function liveObjects(
  api: Api,
  objects: readonly KubernetesObject[],
  signal: AbortSignal,
): Promise<Map<string, KubernetesObject>> {
  const groups = Map.groupBy(objects, ({ apiVersion, kind, metadata }) =>
    [apiVersion, kind, metadata.namespace ?? ''].join(' '),
  );
  const found = new Map<string, KubernetesObject>();
  const turn = limit(8);
  const look = async (group: KubernetesObject[]) => {
    const [first] = group;
    if (!first) return;
    const type = await api.discovery.find(first.apiVersion, first.kind, signal);
    if (!type) return;
    const { namespace } = first.metadata;
    // A list would bring the values of everybody's Secrets.
    const list =
      group.length >= worthAList && first.kind !== 'Secret'
        ? await api.list(type, { namespace, signal })
        : await Promise.all(group.map((object) => api.get(refOf(object), signal)));
    for (const live of list) if (live) found.set(keyOf(live), live);
  };
  await Promise.all([...groups.values()].map((group) => turn(() => look(group))));
  return found;
}

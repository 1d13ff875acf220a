import { leftoverQueries, leftoversIn } from '../istio/leftovers.ts';
import { limit } from '../kubernetes/limit.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import type { Ground } from './ground.ts';
import type { Leftover } from './leftover.ts';

/** Everything of Istio that this cluster still has. Reads names, labels and annotations; of Secrets never the data. */
export async function audit(ground: Ground, signal: AbortSignal): Promise<Leftover[]> {
  const { api } = ground.connection;
  const turn = limit(8);
  api.discovery.forget();
  const lists = await Promise.all(
    leftoverQueries(ground.namespace).map(({ versions, kind, ...options }) =>
      turn(async (): Promise<KubernetesObject[]> => {
        for (const apiVersion of versions) {
          const type = await api.discovery.find(apiVersion, kind, signal);
          if (type) return api.list(type, { ...options, signal });
        }
        return [];
      }),
    ),
  );
  return leftoversIn(lists.flat(), ground.namespace);
}

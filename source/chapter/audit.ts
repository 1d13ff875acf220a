import { leftoverQueries, leftoversIn } from '../istio/leftovers.ts';
import { isNotFound } from '../kubernetes/errors.ts';
import { limit } from '../kubernetes/limit.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { sanitizeObject } from '../kubernetes/sanitize-object.ts';
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
          if (type) return unlessGone(api.list(type, { ...options, signal }));
        }
        return [];
      }),
    ),
  );
  return sanitizeObject(leftoversIn(lists.flat(), ground.namespace));
}

/** Discovery goes on naming the kinds of a CRD for a moment after it was deleted. */
async function unlessGone(list: Promise<KubernetesObject[]>): Promise<KubernetesObject[]> {
  try {
    return await list;
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

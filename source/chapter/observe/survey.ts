import { type LeftoverQuery, leftoverQueries, leftoversIn } from '../../istio/clean-up/leftovers.ts';
import { isForbidden, isNotFound } from '../../kubernetes/errors.ts';
import { limit } from '../../kubernetes/limit.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { sanitizeObject } from '../../kubernetes/sanitize-object.ts';
import { wordsOf } from '../../kubernetes/words-of.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import type { Leftover } from '../uninstall/leftover.ts';

/** One kind that was looked at, in all namespaces or in one. */
export interface Checked {
  kind: string;
  namespace?: string;
  /** How many objects of it there are, whoever's. */
  count: number;
}

/** A kind that could not be looked at: nothing is known about it. */
export interface Unread {
  kind: string;
  words: string | Message;
}

export interface Survey {
  objects: KubernetesObject[];
  leftovers: Leftover[];
  checked: Checked[];
  unread: Unread[];
}

/**
 * Everything of Istio that this cluster still has, and what was looked at to find it. Reads names, labels and annotations; of Secrets
 * never the data. A kind that may not be listed is told, and the others are looked at all the same; errors but 403 are thrown.
 */
export async function survey(ground: Ground, signal: AbortSignal): Promise<Survey> {
  const { api } = ground.connection;
  const turn = limit(8);
  api.discovery.forget();
  const unread: Unread[] = [];
  const checked = new Map<string, Checked>();
  const look = async ({ versions, kind, ...options }: LeftoverQuery): Promise<KubernetesObject[]> => {
    for (const apiVersion of versions) {
      const type = await api.discovery.find(apiVersion, kind, signal);
      if (!type) continue;
      const found = await unlessGone(api.list(type, { ...options, signal }));
      count(checked, kind, options, found.length);
      return found;
    }
    count(checked, kind, options, 0);
    return [];
  };
  const lists = await Promise.all(
    leftoverQueries(ground.namespace).map((query) =>
      turn(async () => {
        try {
          return await look(query);
        } catch (error) {
          if (!isForbidden(error)) throw error;
          const words = wordsOf(error, 200);
          if (!unread.some(({ kind }) => kind === query.kind)) unread.push({ kind: query.kind, words });
          return [];
        }
      }),
    ),
  );
  const objects = lists.flat();
  const leftovers = sanitizeObject(leftoversIn(objects, ground.namespace));
  return { objects, leftovers, checked: [...checked.values()], unread };
}

/** A kind that is asked for twice, as Secrets are by their types, counts once. */
function count(
  checked: Map<string, Checked>,
  kind: string,
  { namespace }: Pick<LeftoverQuery, 'namespace'>,
  found: number,
): void {
  const key = `${kind}/${namespace ?? ''}`;
  const before = checked.get(key)?.count ?? 0;
  checked.set(key, { kind, ...(namespace ? { namespace } : {}), count: before + found });
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

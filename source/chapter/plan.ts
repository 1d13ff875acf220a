import { removalOrder } from '../istio/order.ts';
import type { Api } from '../kubernetes/api.ts';
import { limit } from '../kubernetes/limit.ts';
import { type KubernetesObject, keyOf, refOf } from '../kubernetes/object.ts';
import type { PlanItem } from './chapter.ts';
import { liveObjects } from './live-objects.ts';
import { differs } from './write-object.ts';

/** What applying these objects would do, found without writing anything. */
export async function planApply(
  api: Api,
  objects: readonly KubernetesObject[],
  signal: AbortSignal,
): Promise<PlanItem[]> {
  const live = await liveObjects(api, objects, signal);
  const turn = limit(8);
  const planOne = async (object: KubernetesObject): Promise<PlanItem> => {
    const now = live.get(keyOf(object));
    if (!now) return { object: refOf(object), action: 'create' };
    if (now.metadata.deletionTimestamp)
      return { object: refOf(object), action: 'create', why: { key: 'status.terminating' } };
    const action = (await isDifferent(object, now)) ? 'change' : 'keep';
    return { object: refOf(object), action, resourceVersion: now.metadata.resourceVersion };
  };
  const isDifferent = async (object: KubernetesObject, now: KubernetesObject): Promise<boolean> => {
    try {
      return await differs(api, object, now, signal);
    } catch {
      signal.throwIfAborted();
      // A conflict or a refusal: the run will meet it and explain it, field by field.
      return true;
    }
  };
  return Promise.all(objects.map((object) => turn(() => planOne(object))));
}

/** What would be deleted of these objects, in the order in which it would go. */
export async function planRemove(
  api: Api,
  objects: readonly KubernetesObject[],
  signal: AbortSignal,
): Promise<PlanItem[]> {
  const live = await liveObjects(api, objects, signal);
  return removalOrder(objects)
    .flat()
    .filter((object) => live.has(keyOf(object)))
    .map((object) => ({ object: refOf(object), action: 'delete' }));
}

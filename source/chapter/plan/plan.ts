import { removalOrder } from '../../istio/release/order.ts';
import type { Api } from '../../kubernetes/api.ts';
import { limit } from '../../kubernetes/limit.ts';
import { type KubernetesObject, keyOf, refOf } from '../../kubernetes/object.ts';
import type { PlanItem } from '../chapter.ts';
import { liveObjects } from '../write/live-objects.ts';
import { planChange } from './plan-change.ts';

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
    const change = await planChange(api, object, now, signal);
    return { object: refOf(object), ...change, resourceVersion: now.metadata.resourceVersion };
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

import { keyOf } from '../../kubernetes/object.ts';
import type { PlanItem } from '../chapter.ts';
import type { Ground } from '../ground.ts';
import { lessonTrace } from '../lesson/trace.ts';
import { undoTasks } from '../run/tasks.ts';
import type { StepId } from '../step-id.ts';
import { steps } from '../steps/all.ts';

/** What taking all of it down would delete, in its order. */
export async function planDown(ground: Ground, signal: AbortSignal): Promise<PlanItem[]> {
  const undone = [lessonTrace, ...steps.toReversed()];
  const plans = await Promise.all(undone.map((step) => step.planUndo(ground, signal)));
  // What goes with its CRD may go by itself before that; it is told where it goes first.
  const told = new Set<string>();
  const isNew = (key: string) => !told.has(key) && told.add(key);
  return withNamespaces(plans.flat().filter(({ object }) => isNew(keyOf(object))));
}

/** What taking back one step would delete, and before it what stands on it. */
export async function planUndo(ground: Ground, step: StepId, signal: AbortSignal): Promise<PlanItem[]> {
  const plans = await Promise.all(undoTasks(step).map((task) => task.step.planUndo(ground, signal)));
  return withNamespaces(plans.flat());
}

/** Says of what stands after its own namespace that it goes with it: so a plan counts what a run will count. */
export function withNamespaces(plan: readonly PlanItem[]): PlanItem[] {
  const gone = new Set<string>();
  return plan.map((item) => {
    const { object, action } = item;
    if (action !== 'delete') return item;
    if (object.kind === 'Namespace') gone.add(object.name);
    return object.namespace && gone.has(object.namespace) ? { ...item, goesWith: object.namespace } : item;
  });
}

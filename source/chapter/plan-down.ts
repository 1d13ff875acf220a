import { keyOf } from '../kubernetes/object.ts';
import type { PlanItem } from './chapter.ts';
import type { Ground } from './ground.ts';
import type { StepId } from './step-id.ts';
import { steps } from './steps/all.ts';
import { undoTasks } from './tasks.ts';

/** What taking all of it down would delete, in its order. */
export async function planDown(ground: Ground, signal: AbortSignal): Promise<PlanItem[]> {
  const plans = await Promise.all(steps.toReversed().map((step) => step.planUndo(ground, signal)));
  // What goes with its CRD may go by itself before that; it is told where it goes first.
  const told = new Set<string>();
  const isNew = (key: string) => !told.has(key) && told.add(key);
  return plans.flat().filter(({ object }) => isNew(keyOf(object)));
}

/** What taking back one step would delete, and before it what stands on it. */
export async function planUndo(ground: Ground, step: StepId, signal: AbortSignal): Promise<PlanItem[]> {
  const plans = await Promise.all(undoTasks(step).map((task) => task.step.planUndo(ground, signal)));
  return plans.flat();
}

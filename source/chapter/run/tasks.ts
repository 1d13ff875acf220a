import { stepsLeftOut } from '../choose/choices.ts';
import type { Ground } from '../ground.ts';
import { broughtBefore } from '../keeping/brought-before.ts';
import { lessonTrace } from '../lesson/trace.ts';
import type { RepairWrite } from '../repair/hanging.ts';
import { repair } from '../repair/repair.ts';
import type { Step } from '../step.ts';
import type { RunId, StepId } from '../step-id.ts';
import { stepOf, steps } from '../steps/all.ts';
import { halfway, rollBack } from './rollback.ts';
import type { Task } from './runner.ts';

const looksOnly = ({ id }: Step): boolean => id === 'check' || id === 'proxies';

/** Every step up to `to` that this choice has. */
export function upTasks({ release }: Ground, to?: StepId): Task[] {
  const end = to ? steps.findIndex((step) => step.id === to) + 1 : steps.length;
  const leftOut = stepsLeftOut(release);
  const taken = steps.slice(0, end).filter(({ id }) => !leftOut.has(id as StepId));
  return taken.map((step) => ({ step, way: 'act' }));
}

/** What lessons brought, then the steps undone from the last to the first, then a look for what is left. */
export async function downTasks(ground: Ground, signal: AbortSignal): Promise<Task[]> {
  const undone = steps.toReversed().filter((step) => !looksOnly(step));
  let hasLessons = false;
  try {
    hasLessons = (await broughtBefore(ground, 'lesson', signal, { holders: true })).length > 0;
  } catch {
    // The run asks for itself, and says what is the matter.
  }
  return [
    ...(hasLessons ? [{ step: lessonTrace, way: 'undo' } as const] : []),
    ...undone.map((step): Task => ({ step, way: 'undo' })),
    { step: { ...stepOf('uninstall'), title: stepOf('uninstall').undoTitle }, way: 'act' },
  ];
}

/** What stands on a step is taken back before it; the label alone carries nothing that is there already. */
export function undoTasks(id: StepId): Task[] {
  const from = steps.findIndex((step) => step.id === id);
  const undone = id === 'injection' ? [stepOf(id)] : steps.slice(from).toReversed();
  return undone.filter((step) => !looksOnly(step)).map((step): Task => ({ step, way: 'undo' }));
}

/** Taking back the step that the last run did not finish, under that step's name. */
export async function rollbackTask(ground: Ground, signal: AbortSignal): Promise<Task> {
  let id: RunId = 'control-plane';
  try {
    id = (await halfway(ground, signal))?.step ?? id;
  } catch {
    // The run asks again, and says what is the matter.
  }
  const step: Step = {
    ...stepOf(id === 'lesson' ? 'control-plane' : id),
    id,
    title: { key: 'rollback.title' },
    writes: true,
    act: rollBack,
    commands: () => [],
  };
  return { step, way: 'act' };
}

/** Repairing one thing that hangs. */
export function repairTask(id: string, confirmed?: readonly RepairWrite[]): Task {
  const step: Step = {
    ...stepOf('uninstall'),
    title: { key: 'repair.title' },
    writes: true,
    act: (ground, run) => repair(ground, { id, confirmed }, run),
    commands: () => [],
  };
  return { step, way: 'act' };
}

import { removalOrder } from '../../istio/release/order.ts';
import { kubectlName, refOf } from '../../kubernetes/object.ts';
import type { PlanItem } from '../chapter.ts';
import type { Ground } from '../ground.ts';
import { planRemove } from '../plan/plan.ts';
import { shellLine } from '../shell-line.ts';
import type { Step, StepRun } from '../step.ts';
import { withReadiness } from '../wait/readiness.ts';
import { removeObjects } from '../write/remove-objects.ts';
import { broughtByLessons } from './brought.ts';

/** Taking back what hoist applied for lessons, by its list in the cluster: the first step of an uninstall, where there is something. */
export const lessonTrace: Step = {
  id: 'lesson',
  writes: true,
  title: { key: 'lesson.trace.title' },
  undoTitle: { key: 'lesson.trace.title' },
  explain: { key: 'lesson.trace.explain' },
  hint: { key: 'lesson.trace.hint' },
  commands: () => [],
  undoCommands: () => [],
  plan: async () => [],
  planUndo,
  act: async () => ({ key: 'lesson.trace.title' }),
  undo,
  reads: [],
  verify: () => ({ state: 'unknown', message: { key: 'lesson.trace.title' } }),
};

async function planUndo(ground: Ground, signal: AbortSignal): Promise<PlanItem[]> {
  const { goes, stays } = await broughtByLessons(ground, signal);
  const plan = await planRemove(ground.connection.api, goes, signal);
  return [
    ...plan.map((item): PlanItem => ({ ...item, why: { key: 'lesson.trace.title' } })),
    ...stays.map(({ object, why }): PlanItem => ({ object: refOf(object), action: 'keep', why })),
  ];
}

async function undo(ground: Ground, run: StepRun) {
  const { goes, stays } = await broughtByLessons(ground, run.signal);
  for (const { object, why } of stays) {
    const values = { name: kubectlName(refOf(object)), why };
    run.emit({ type: 'note', level: 'warn', message: { key: 'lesson.trace.stays', values } });
  }
  for (const object of removalOrder(goes).flat()) {
    const { namespace } = object.metadata;
    const place = namespace ? ['-n', namespace] : [];
    const words = ['kubectl', ...place, 'delete', '--ignore-not-found', kubectlName(refOf(object))];
    run.emit({ type: 'command', command: shellLine(words) });
  }
  const { api } = ground.connection;
  const count = await withReadiness(ground, run, (readiness) => removeObjects(api, goes, readiness, run));
  return { key: 'step.removed', values: { count } } as const;
}

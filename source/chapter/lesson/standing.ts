import type { LessonStepView } from './lesson.ts';

/**
 * How a step of a lesson stands. `early`: all of its checks are met already, and it counts once the step with that index is done, the
 * last before it that is open: steps count one after the other.
 */
export type Standing = { state: 'reached' } | { state: 'todo' } | { state: 'early'; after: number };

export function standingOf(
  steps: readonly Pick<LessonStepView, 'checks' | 'reached'>[],
  index: number,
): Standing {
  const step = steps[index];
  if (!step || step.reached !== undefined) return { state: step ? 'reached' : 'todo' };
  const after = steps.slice(0, index).findLastIndex(({ reached }) => reached === undefined);
  const isMet = step.checks.length > 0 && step.checks.every(({ state }) => state === 'good');
  return isMet && after >= 0 ? { state: 'early', after } : { state: 'todo' };
}

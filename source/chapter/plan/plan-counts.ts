import type { Message } from '../../language/message.ts';
import type { PlanItem } from '../chapter.ts';

/** How many objects a run of this plan will say that it wrote: what only goes with its namespace is not deleted by itself. */
export function planCounts(plan: readonly PlanItem[]): Record<PlanItem['action'], number> {
  const counts = { create: 0, change: 0, keep: 0, delete: 0 };
  for (const { action, goesWith } of plan) if (!goesWith) counts[action] += 1;
  return counts;
}

/** How many more go with which namespace; undefined where none do. */
export function goingAlong(plan: readonly PlanItem[]): Message | undefined {
  const namespaces = plan.flatMap(({ goesWith }) => goesWith ?? []);
  if (namespaces.length === 0) return undefined;
  const namespace = [...new Set(namespaces)].join(', ');
  return { key: 'plan.goes-with', values: { count: namespaces.length, namespace } };
}

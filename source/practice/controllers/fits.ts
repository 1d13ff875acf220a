import type { Json, KubernetesObject } from '../object.ts';
import { isFinished } from './pod-facts.ts';
import { parseQuantity } from './quantity.ts';

const counted = ['cpu', 'memory', 'ephemeral-storage'] as const;
type Resource = (typeof counted)[number];
export type Requests = Record<Resource, number>;

const requestsOf = (container: Json): Requests =>
  Object.fromEntries(
    counted.map((name) => [name, parseQuantity(container.resources?.requests?.[name])]),
  ) as Requests;

const runsOn = (container: Json): boolean => container.restartPolicy === 'Always';

/** What a pod takes: all containers together, or its hungriest init container if that is more. */
function podRequests({ spec }: KubernetesObject): Requests {
  const total: Requests = { cpu: 0, memory: 0, 'ephemeral-storage': 0 };
  const inits: Json[] = spec.initContainers ?? [];
  for (const container of [...spec.containers, ...inits.filter(runsOn)]) {
    const one = requestsOf(container);
    for (const name of counted) total[name] += one[name];
  }
  for (const container of inits.filter((one) => !runsOn(one))) {
    const one = requestsOf(container);
    for (const name of counted) total[name] = Math.max(total[name], one[name]);
  }
  return total;
}

function meets({ key, operator, values = [] }: Json, labels: Record<string, string>): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(values[0]);
    case 'Lt':
      return Number(value) < Number(values[0]);
    default:
      return false;
  }
}

function matchesNode({ spec }: KubernetesObject, { metadata }: KubernetesObject): boolean {
  const labels = metadata.labels ?? {};
  const selector = Object.entries(spec.nodeSelector ?? {});
  if (!selector.every(([key, value]) => labels[key] === value)) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (!required) return true;
  const fields = { 'metadata.name': metadata.name };
  return (required.nodeSelectorTerms ?? []).some(
    ({ matchExpressions = [], matchFields = [] }: Json) =>
      matchExpressions.length + matchFields.length > 0 &&
      matchExpressions.every((one: Json) => meets(one, labels)) &&
      matchFields.every((one: Json) => meets(one, fields)),
  );
}

const tolerates = (toleration: Json, taint: Json): boolean =>
  (!toleration.effect || toleration.effect === taint.effect) &&
  (toleration.operator === 'Exists'
    ? !toleration.key || toleration.key === taint.key
    : toleration.key === taint.key && (toleration.value ?? '') === (taint.value ?? ''));

/** Why a pod cannot go to a node, in the scheduler's words; empty when it can (pkg/scheduler/algorithm/predicates). */
export function whyNot(pod: KubernetesObject, node: KubernetesObject, others: KubernetesObject[]): string[] {
  if (node.spec.unschedulable) return ['node(s) were unschedulable'];
  if (!matchesNode(pod, node)) return ["node(s) didn't match node selector"];
  const taints: Json[] = (node.spec.taints ?? []).filter(({ effect }: Json) => effect !== 'PreferNoSchedule');
  const intolerable = taints.some(
    (taint) => !(pod.spec.tolerations ?? []).some((one: Json) => tolerates(one, taint)),
  );
  if (intolerable) return ["node(s) had taints that the pod didn't tolerate"];
  const there = others.filter((one) => !isFinished(one));
  const allocatable = node.status?.allocatable ?? {};
  const wanted = podRequests(pod);
  const problems = counted.filter((name) => {
    const used = there.reduce((total, one) => total + podRequests(one)[name], 0);
    // Floating point must not refuse what fits exactly.
    return wanted[name] > 0 && used + wanted[name] > parseQuantity(allocatable[name]) + 1e-9;
  });
  const tooMany = there.length + 1 > parseQuantity(allocatable.pods ?? '110') ? ['Insufficient pods'] : [];
  return [...tooMany, ...problems.map((name) => `Insufficient ${name}`)];
}

/** The scheduler's sentence when no node will do (core.FitError). */
export function unschedulableSentence(reasons: string[][], preemption: boolean): string {
  const counts = new Map<string, number>();
  for (const reason of reasons.flat()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const parts = [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
  const total = reasons.length;
  const sentence = `0/${total} nodes are available: ${parts.join(', ')}.`;
  if (!preemption) return sentence;
  return `${sentence} preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
}

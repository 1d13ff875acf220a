import type { ContainerRole } from './container-runs.ts';

/** Something that a name is held to: a RegExp, or what else can test a text. */
export interface NameTest {
  test(text: string): boolean;
}

/** Which logs are meant. Everything that is said must hold. */
export interface LogQuery {
  /** Absent: all namespaces. */
  namespace?: string;
  /** One workload or pod, by its kind's plural and its name. */
  workload?: { resource: WorkloadResource; name: string };
  /** In the pod's name, anywhere. */
  pod?: NameTest;
  labelSelector?: string;
  container?: NameTest;
  excludeContainer?: NameTest;
  /** Absent: all of them. */
  roles?: readonly ContainerRole[];
  /** Containers that count as sidecars though the API knows them as any other. */
  sidecars?: readonly string[];
}

/** Kinds that have pods, by what people call them; how each says which pods are its own. */
export const workloadKinds = {
  pods: { apiVersion: 'v1', names: ['pod', 'pods', 'po'] },
  services: { apiVersion: 'v1', names: ['service', 'services', 'svc'] },
  replicationcontrollers: { apiVersion: 'v1', names: ['replicationcontroller', 'rc'] },
  deployments: { apiVersion: 'apps/v1', names: ['deployment', 'deployments', 'deploy'] },
  statefulsets: { apiVersion: 'apps/v1', names: ['statefulset', 'statefulsets', 'sts'] },
  daemonsets: { apiVersion: 'apps/v1', names: ['daemonset', 'daemonsets', 'ds'] },
  replicasets: { apiVersion: 'apps/v1', names: ['replicaset', 'replicasets', 'rs'] },
  jobs: { apiVersion: 'batch/v1', names: ['job', 'jobs'] },
} as const;

export type WorkloadResource = keyof typeof workloadKinds;

/** `deployments` for `deploy`; undefined for what has no pods, or is not known. */
export function workloadResource(name: string): WorkloadResource | undefined {
  const all = Object.entries(workloadKinds) as [WorkloadResource, { names: readonly string[] }][];
  // `deployment.apps` as kubectl prints it.
  const bare = name.toLowerCase().split('.')[0] ?? '';
  return all.find(([, { names }]) => names.includes(bare))?.[0];
}

interface Requirement {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

/**
 * A workload's `spec.selector` as the API takes it in a query. Services and replication controllers have a plain map, the others
 * a LabelSelector (k8s.io/apimachinery meta/v1). Undefined where nothing is selected.
 */
export function selectorText(selector: unknown): string | undefined {
  if (typeof selector !== 'object' || selector === null) return undefined;
  const isNew = 'matchLabels' in selector || 'matchExpressions' in selector;
  const { matchLabels = {}, matchExpressions = [] } = (isNew ? selector : { matchLabels: selector }) as {
    matchLabels?: Record<string, string>;
    matchExpressions?: Requirement[];
  };
  const terms = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  for (const { key, operator, values = [] } of matchExpressions) {
    if (operator === 'Exists') terms.push(key);
    else if (operator === 'DoesNotExist') terms.push(`!${key}`);
    else terms.push(`${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`);
  }
  return terms.length > 0 ? terms.join(',') : undefined;
}

/** Whether a container's log is meant. */
export function takesContainer(
  { container, excludeContainer, roles, sidecars }: LogQuery,
  run: { container: string; role: ContainerRole },
): boolean {
  const role = run.role === 'app' && sidecars?.includes(run.container) ? 'sidecar' : run.role;
  if (roles && !roles.includes(role)) return false;
  if (container && !container.test(run.container)) return false;
  return !excludeContainer?.test(run.container);
}

import { type KubernetesObject, refOf } from '../../kubernetes/object.ts';
import { belongsTo } from '../clean-up/ownership.ts';
import { serviceRow } from '../gateway/services.ts';
import { podRow } from '../pods/pods.ts';
import { type Why, whyPod, whyWorkload } from '../pods/why.ts';
import type { ComponentRow, Health } from '../proxies/rows.ts';
import { podTemplateOf, selects } from '../sidecar/pod-template.ts';

export interface ComponentFacts {
  deployments: readonly KubernetesObject[];
  jobs?: readonly KubernetesObject[];
  pods: readonly KubernetesObject[];
  services?: readonly KubernetesObject[];
  /** Tell whose a pod is for certain; without them its labels and its owner's name do. */
  replicaSets?: readonly KubernetesObject[];
  /** Warnings, for reasons that no status holds. */
  events?: readonly KubernetesObject[];
}

/**
 * One row for each Deployment and Job with its pods and its Service, by namespace and name. Pods that belong to neither have rows of
 * their own: while a Deployment that is deleted winds down they are all there is to see.
 */
export function componentRows(facts: ComponentFacts): ComponentRow[] {
  const workloads = [...facts.deployments, ...(facts.jobs ?? [])];
  const owned = new Set<KubernetesObject>();
  const rows = workloads.map((workload) => {
    const pods = facts.pods.filter((pod) => belongsTo(pod, workload, facts.replicaSets));
    for (const pod of pods) owned.add(pod);
    return workloadRow(workload, pods, facts);
  });
  const strays = facts.pods.filter((pod) => !owned.has(pod)).map((pod) => strayRow(pod, facts.events));
  return [...rows, ...strays].sort(
    (one, other) => compare(one.namespace, other.namespace) || compare(one.name, other.name),
  );
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

function workloadRow(
  workload: KubernetesObject,
  pods: KubernetesObject[],
  { services = [], events = [] }: ComponentFacts,
): ComponentRow {
  const isJob = workload.kind === 'Job';
  const wanted = isJob ? (workload.spec?.completions ?? 1) : (workload.spec?.replicas ?? 1);
  const done = (isJob ? workload.status?.succeeded : workload.status?.readyReplicas) ?? 0;
  const why: Why | undefined = workload.metadata.deletionTimestamp
    ? { message: { key: 'why.terminating' }, health: 'busy' }
    : whyWorkload(workload, pods, events);
  const health: Health = why?.health ?? (wanted === 0 ? 'off' : 'good');
  const service = serviceOf(workload, services);
  return {
    ref: refOf(workload),
    name: workload.metadata.name,
    namespace: workload.metadata.namespace ?? '',
    kind: workload.kind,
    health,
    ready: `${done}/${wanted}`,
    singleReplica: !isJob && wanted === 1,
    created: workload.metadata.creationTimestamp ?? '',
    pods: pods.map((pod) => podRow(pod, events)).sort((one, other) => compare(one.name, other.name)),
    ...(service ? { service: serviceRow(service) } : {}),
    ...(why ? { why: why.message } : {}),
  };
}

/** The Service that selects the workload's pods; if several do, the one of the same name, else the first by name. */
function serviceOf(
  workload: KubernetesObject,
  services: readonly KubernetesObject[],
): KubernetesObject | undefined {
  const labels = podTemplateOf(workload)?.metadata.labels;
  const candidates = services
    .filter(
      (one) => one.metadata.namespace === workload.metadata.namespace && selects(one.spec?.selector, labels),
    )
    .sort((one, other) => compare(one.metadata.name, other.metadata.name));
  return candidates.find((one) => one.metadata.name === workload.metadata.name) ?? candidates[0];
}

function strayRow(pod: KubernetesObject, events: readonly KubernetesObject[] = []): ComponentRow {
  const row = podRow(pod, events);
  const why = whyPod(pod, events);
  return {
    ref: row.ref,
    name: row.name,
    namespace: row.namespace,
    kind: 'Pod',
    health: row.health,
    ready: row.ready,
    singleReplica: false,
    created: row.created,
    pods: [row],
    ...(why ? { why: why.message } : {}),
  };
}

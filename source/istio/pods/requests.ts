import type { KubernetesObject } from '../../kubernetes/object.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import { type PodSpec, podTemplateOf } from '../sidecar/pod-template.ts';

/** Cores and bytes. */
export interface Requests {
  cpu: number;
  memory: number;
}

const nothing: Requests = { cpu: 0, memory: 0 };
const plus = (one: Requests, other: Requests): Requests => ({
  cpu: one.cpu + other.cpu,
  memory: one.memory + other.memory,
});
const most = (one: Requests, other: Requests): Requests => ({
  cpu: Math.max(one.cpu, other.cpu),
  memory: Math.max(one.memory, other.memory),
});

/**
 * What the scheduler sets aside for one pod (PodRequests in k8s.io/component-helpers/resource): the sum of the containers, or what an
 * init container needs if that is more, plus the runtime's overhead. Init containers run one after another, each beside the sidecars
 * (init containers with restartPolicy Always) that were started before it; sidecars go on running beside the containers.
 */
export function podRequests(spec: PodSpec): Requests {
  let sidecars = nothing;
  let starting = nothing;
  for (const container of spec.initContainers ?? []) {
    const own = containerRequests(container);
    if (container.restartPolicy === 'Always') {
      sidecars = plus(sidecars, own);
      starting = most(starting, sidecars);
    } else starting = most(starting, plus(sidecars, own));
  }
  const running = (spec.containers ?? []).map(containerRequests).reduce(plus, sidecars);
  return plus(most(running, starting), quantities(spec.overhead));
}

/** A request that is not given is the limit (defaulting of the core group); a quantity that is none counts as nothing. */
function containerRequests(container: PodSpec): Requests {
  const { requests, limits } = container.resources ?? {};
  return quantities({ ...limits, ...requests });
}

function quantities(list: Record<string, string | number> | undefined): Requests {
  const of = (quantity: string | number | undefined) => parseQuantity(quantity ?? 0) || 0;
  return { cpu: of(list?.cpu), memory: of(list?.memory) };
}

export interface ManifestRequests extends Requests {
  /** The one pod that needs the most memory, cores if memory is equal: it must fit on one node. */
  largest: Requests & { object?: KubernetesObject };
}

/**
 * What a manifest's pods ask for once they all run. Jobs are left out: their pods come and go before the rest has settled, and
 * Istio's ask for nothing.
 */
export function manifestRequests(objects: readonly KubernetesObject[]): ManifestRequests {
  let sum = nothing;
  let largest: ManifestRequests['largest'] = nothing;
  for (const object of objects) {
    const template = object.kind === 'Job' || object.kind === 'CronJob' ? undefined : podTemplateOf(object);
    if (!template) continue;
    const pod = podRequests(template.spec);
    const replicas = object.kind === 'Pod' ? 1 : (object.spec?.replicas ?? 1);
    sum = plus(sum, { cpu: pod.cpu * replicas, memory: pod.memory * replicas });
    if (replicas > 0 && (pod.memory - largest.memory || pod.cpu - largest.cpu) > 0)
      largest = { ...pod, object };
  }
  return { ...sum, largest };
}

/** What is already taken on a node: pods placed there that have not finished (the scheduler leaves finished ones out). */
export function requestedOn(node: string, pods: readonly KubernetesObject[]): Requests {
  return pods
    .filter((pod) => pod.spec?.nodeName === node && !['Succeeded', 'Failed'].includes(pod.status?.phase))
    .map((pod) => podRequests(pod.spec))
    .reduce(plus, nothing);
}

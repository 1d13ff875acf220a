import { podRequests, type Requests } from '../../istio/pods/requests.ts';
import type { Api } from '../../kubernetes/api.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { unlessForbidden } from '../../kubernetes/unless-forbidden.ts';

/** Cores and bytes that the pods placed on each node have asked for. A node without pods is not in it. */
export type Requested = ReadonlyMap<string, Requests>;

/**
 * Of all namespaces, or of all but a few. Of each pod its node and two numbers are kept while they are counted, so that a cluster of ten thousand costs
 * little memory.
 * Undefined where we may not list pods.
 */
export async function requestedByNode(
  api: Api,
  signal: AbortSignal,
  without: readonly string[] = [],
): Promise<Requested | undefined> {
  const sums = new Map<string, Requests>();
  // A finished pod holds nothing (the scheduler's NodeInfo leaves it out).
  const fieldSelector = ['status.phase!=Succeeded', 'status.phase!=Failed']
    .concat(without.map((namespace) => `metadata.namespace!=${namespace}`))
    .join(',');
  const addAll = async () => {
    const type = await api.type('v1', 'Pod', signal);
    const pods = await api.map(type, { fieldSelector, signal }, ({ spec }) =>
      spec?.nodeName ? { node: String(spec.nodeName), ...podRequests(spec) } : undefined,
    );
    for (const pod of pods) addTo(sums, pod);
    return sums;
  };
  return unlessForbidden(addAll());
}

/** With these pods on top. */
export function withPods(requested: Requested, pods: readonly KubernetesObject[]): Requested {
  const sums = new Map(requested);
  for (const { spec, status } of pods)
    if (spec?.nodeName && status?.phase !== 'Succeeded' && status?.phase !== 'Failed')
      addTo(sums, { node: String(spec.nodeName), ...podRequests(spec) });
  return sums;
}

function addTo(sums: Map<string, Requests>, { node, cpu, memory }: Requests & { node: string }): void {
  const sum = sums.get(node) ?? { cpu: 0, memory: 0 };
  sums.set(node, { cpu: sum.cpu + cpu, memory: sum.memory + memory });
}

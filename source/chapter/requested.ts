import { podRequests, type Requests } from '../istio/requests.ts';
import type { Api } from '../kubernetes/api.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { unlessForbidden } from '../kubernetes/unless-forbidden.ts';

/** Cores and bytes that the pods placed on each node have asked for. A node without pods is not in it. */
export type Requested = ReadonlyMap<string, Requests>;

/**
 * Of all namespaces, or of all but a few. Counted page by page and not kept, so that a cluster of ten thousand pods costs no memory.
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
    await api.each(type, { fieldSelector, signal }, (pod) => addTo(sums, pod));
    return sums;
  };
  return unlessForbidden(addAll());
}

/** With these pods on top. */
export function withPods(requested: Requested, pods: readonly KubernetesObject[]): Requested {
  const sums = new Map(requested);
  for (const pod of pods)
    if (pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed') addTo(sums, pod);
  return sums;
}

function addTo(sums: Map<string, Requests>, pod: KubernetesObject): void {
  const node: string | undefined = pod.spec?.nodeName;
  if (!node) return;
  const { cpu, memory } = podRequests(pod.spec);
  const sum = sums.get(node) ?? { cpu: 0, memory: 0 };
  sums.set(node, { cpu: sum.cpu + cpu, memory: sum.memory + memory });
}

import { podRequests } from '../istio/requests.ts';
import type { Api } from '../kubernetes/api.ts';
import { isForbidden } from '../kubernetes/errors.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';

/**
 * What the pods placed on each node have asked for, all namespaces: cores and bytes. Counted page by page and not kept, so that a
 * cluster of ten thousand pods costs no memory. Undefined where we may not list pods.
 */
export async function requestedByNode(
  api: Api,
  signal: AbortSignal,
): Promise<Map<string, { cpu: number; memory: number }> | undefined> {
  const sums = new Map<string, { cpu: number; memory: number }>();
  const add = (pod: KubernetesObject) => {
    const node: string | undefined = pod.spec?.nodeName;
    if (!node) return;
    const { cpu, memory } = podRequests(pod.spec);
    const sum = sums.get(node) ?? { cpu: 0, memory: 0 };
    sums.set(node, { cpu: sum.cpu + cpu, memory: sum.memory + memory });
  };
  try {
    const type = await api.type('v1', 'Pod', signal);
    // A finished pod holds nothing (the scheduler's NodeInfo leaves it out).
    await api.each(type, { fieldSelector: 'status.phase!=Succeeded,status.phase!=Failed', signal }, add);
    return sums;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
}

import type { Transport } from '../connect/transport.ts';
import { isNotFound } from '../errors.ts';

/**
 * What has become of one run of a container. `replaced`: the pod has run the container once more since, so that its log
 * is to be had as that of the previous run. `gone`: the pod does not exist any more, or has had several runs since.
 */
export type ContainerRun = 'running' | 'ended' | 'replaced' | 'gone';

interface ContainerState {
  running?: object;
  waiting?: object;
  terminated?: { containerID?: string };
}

interface ContainerStatus {
  name?: string;
  containerID?: string;
  state?: ContainerState;
  lastState?: ContainerState;
}

interface PodStatus {
  phase?: string;
  containerStatuses?: ContainerStatus[];
  initContainerStatuses?: ContainerStatus[];
  ephemeralContainerStatuses?: ContainerStatus[];
}

/** Reads it from a pod's status. Without a `containerId`, of whatever runs under that name. */
export function containerRun(status: PodStatus, container: string, containerId?: string): ContainerRun {
  const all = [
    ...(status.containerStatuses ?? []),
    ...(status.initContainerStatuses ?? []),
    ...(status.ephemeralContainerStatuses ?? []),
  ];
  const found = all.find(({ name }) => name === container);
  const isOver = status.phase === 'Succeeded' || status.phase === 'Failed';
  if (!found) return isOver ? 'ended' : 'running';
  // While it waits to be started again, the kubelet still serves the log of the run that ended last.
  const now = found.state?.terminated?.containerID ?? found.containerID;
  if (containerId && now && now !== containerId)
    return found.lastState?.terminated?.containerID === containerId ? 'replaced' : 'gone';
  if (found.state?.running) return 'running';
  if (found.state?.terminated) return 'ended';
  if (found.lastState?.terminated) return containerId ? 'ended' : 'running';
  return isOver ? 'ended' : 'running';
}

/** Names come from a cluster: none may lead anywhere else. */
export const pathOfPod = (namespace: string, pod: string): string =>
  `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}`;

/** Asks the API server for the pod. Throws what Transport throws, but for a pod that does not exist. */
export async function inspectContainer(
  transport: Transport,
  of: { namespace: string; pod: string; container: string; containerId?: string; signal?: AbortSignal },
): Promise<ContainerRun> {
  const path = pathOfPod(of.namespace, of.pod);
  try {
    // A log follower waits for this answer: after a short while it is better to ask anew.
    const request = { method: 'GET', path, signal: of.signal, timeout: 10_000 } as const;
    const pod = await transport.json<{ status?: PodStatus }>(request);
    return containerRun(pod.status ?? {}, of.container, of.containerId);
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    throw error;
  }
}

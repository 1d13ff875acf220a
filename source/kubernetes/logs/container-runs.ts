import type { KubernetesObject } from '../object.ts';

/** What a container is in its pod. `sidecar`: an init container that stays (restartPolicy Always, Kubernetes 1.28). */
export type ContainerRole = 'app' | 'init' | 'sidecar' | 'ephemeral';

/** One run of one container that has, or had, a log. */
export interface LoggedRun {
  namespace: string;
  pod: string;
  podUid: string;
  node: string;
  container: string;
  role: ContainerRole;
  /** `containerd://…`: another one after each start of the container. */
  containerId: string;
  /** How often the container was started before this run. */
  restarts: number;
  /** The run before it, where the kubelet still knows it. */
  before?: EndedRun;
  ended?: EndedRun;
}

/** How a run ended, as the kubelet says it. */
export interface EndedRun {
  containerId: string;
  exitCode: number;
  reason: string;
  finishedAt: string;
}

interface Terminated {
  containerID?: string;
  exitCode?: number;
  reason?: string;
  finishedAt?: string;
}

interface Status {
  name?: string;
  containerID?: string;
  restartCount?: number;
  state?: { running?: object; terminated?: Terminated };
  lastState?: { terminated?: Terminated };
}

const endedRun = (state: Terminated | undefined): EndedRun | undefined =>
  state?.containerID
    ? {
        containerId: state.containerID,
        exitCode: state.exitCode ?? 0,
        reason: state.reason ?? '',
        finishedAt: state.finishedAt ?? '',
      }
    : undefined;

/**
 * The runs whose log the kubelet serves now, one for each container that was ever started: the one that runs, else the one that
 * ended, else, while the container waits to be started again, the one before (kubernetes pkg/kubelet/kubelet_pods.go,
 * validateContainerLogStatus).
 */
export function loggedRuns(pod: KubernetesObject): LoggedRun[] {
  const { status, spec } = pod;
  const stays = new Set<string>();
  for (const { name, restartPolicy } of spec?.initContainers ?? [])
    if (restartPolicy === 'Always') stays.add(name);
  const inits: Status[] = status?.initContainerStatuses ?? [];
  const lists: [ContainerRole, Status[]][] = [
    ['init', inits.filter(({ name = '' }) => !stays.has(name))],
    ['sidecar', inits.filter(({ name = '' }) => stays.has(name))],
    ['app', status?.containerStatuses ?? []],
    ['ephemeral', status?.ephemeralContainerStatuses ?? []],
  ];
  return lists.flatMap(([role, statuses]) =>
    statuses.flatMap((one) => {
      const run = runOf(one);
      if (!one.name || !run) return [];
      const { name: podName, namespace = '', uid = '' } = pod.metadata;
      const place = { namespace, pod: podName, podUid: uid, node: String(spec?.nodeName ?? '') };
      return [{ ...place, container: one.name, role, ...run }];
    }),
  );
}

/** The containers of a pod that have run before: what `previous` can be asked of. */
export function ranBefore({ status }: KubernetesObject): Set<string> {
  const lists: (Status[] | undefined)[] = [
    status?.initContainerStatuses,
    status?.containerStatuses,
    status?.ephemeralContainerStatuses,
  ];
  const before = lists
    .flatMap((list) => list ?? [])
    .filter(({ lastState }) => endedRun(lastState?.terminated));
  return new Set(before.flatMap(({ name }) => name ?? []));
}

function runOf({ containerID, restartCount = 0, state, lastState }: Status) {
  const before = endedRun(lastState?.terminated);
  const ended = endedRun(state?.terminated);
  if (state?.running && containerID)
    return { containerId: containerID, restarts: restartCount, ...(before ? { before } : {}) };
  if (ended)
    return { containerId: ended.containerId, restarts: restartCount, ended, ...(before ? { before } : {}) };
  return before && { containerId: before.containerId, restarts: restartCount - 1, ended: before };
}

import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { PodSpec } from '../sidecar/pod-template.ts';

export interface PodColumns {
  /** `1/2`: ready of all, native sidecars counted among them. */
  ready: string;
  status: string;
  restarts: number;
}

interface Tally {
  status: string;
  ready: number;
  restarts: number;
}

/** An init container that goes on running beside the others: a native sidecar, since Kubernetes 1.28. */
const isSidecar = (container: PodSpec | undefined) => container?.restartPolicy === 'Always';

/** kubectl's READY, STATUS and RESTARTS columns (printPod in kubernetes pkg/printers/internalversion/printers.go). */
export function podColumns(pod: KubernetesObject): PodColumns {
  const { spec = {}, status = {}, metadata } = pod;
  const init: PodSpec[] = spec.initContainers ?? [];
  const wanted = (spec.containers ?? []).length + init.filter(isSidecar).length;
  const starting = tallyInit(pod, init);
  const initialized = hasCondition(status, 'Initialized');
  const tally = starting.stuck && !initialized ? starting : tallyContainers(status, starting);
  return {
    ready: `${tally.ready}/${wanted}`,
    status: endingOf(metadata.deletionTimestamp, status) ?? tally.status,
    restarts: tally.restarts,
  };
}

function hasCondition(status: PodSpec, type: string): boolean {
  return (status.conditions ?? []).some((one: PodSpec) => one.type === type && one.status === 'True');
}

/** A pod that is being deleted says so, unless its node is lost or it has finished already. */
function endingOf(deletion: string | undefined, status: PodSpec): string | undefined {
  if (!deletion) return undefined;
  if (status.reason === 'NodeLost') return 'Unknown';
  return status.phase === 'Succeeded' || status.phase === 'Failed' ? undefined : 'Terminating';
}

function phaseOf(status: PodSpec): string {
  const gated = (status.conditions ?? []).some(
    (one: PodSpec) => one.type === 'PodScheduled' && one.reason === 'SchedulingGated',
  );
  return gated ? 'SchedulingGated' : status.reason || status.phase || 'Unknown';
}

/** Up to the first init container that has not done its part; `stuck` if there is one. */
function tallyInit(
  pod: KubernetesObject,
  init: PodSpec[],
): Tally & { stuck: boolean; sidecarRestarts: number } {
  const status: PodSpec = pod.status ?? {};
  const tally = { status: phaseOf(status), ready: 0, restarts: 0, sidecarRestarts: 0, stuck: false };
  const statuses: PodSpec[] = status.initContainerStatuses ?? [];
  for (const [index, one] of statuses.entries()) {
    const sidecar = isSidecar(init.find((container) => container.name === one.name));
    tally.restarts += one.restartCount ?? 0;
    if (sidecar) tally.sidecarRestarts += one.restartCount ?? 0;
    const { terminated, waiting } = one.state ?? {};
    if (terminated && terminated.exitCode === 0) continue;
    if (sidecar && one.started) {
      if (one.ready) tally.ready += 1;
      continue;
    }
    tally.stuck = true;
    if (terminated) tally.status = `Init:${terminated.reason || exitOf(terminated)}`;
    else if (waiting?.reason && waiting.reason !== 'PodInitializing') tally.status = `Init:${waiting.reason}`;
    else tally.status = `Init:${index}/${init.length}`;
    break;
  }
  return tally;
}

/** The last container that is in trouble gives its word; restarts of init containers are over by then. */
function tallyContainers(status: PodSpec, before: Tally & { sidecarRestarts: number }): Tally {
  const tally: Tally = { status: before.status, ready: before.ready, restarts: before.sidecarRestarts };
  const statuses: PodSpec[] = status.containerStatuses ?? [];
  let running = false;
  for (const one of statuses.toReversed()) {
    tally.restarts += one.restartCount ?? 0;
    const { waiting, terminated, running: isRunning } = one.state ?? {};
    if (waiting?.reason) tally.status = waiting.reason;
    else if (terminated) tally.status = terminated.reason || exitOf(terminated);
    else if (one.ready && isRunning) {
      running = true;
      tally.ready += 1;
    }
  }
  if (tally.status === 'Completed' && running)
    tally.status = hasCondition(status, 'Ready') ? 'Running' : 'NotReady';
  return tally;
}

function exitOf({ signal, exitCode }: PodSpec): string {
  return signal ? `Signal:${signal}` : `ExitCode:${exitCode}`;
}

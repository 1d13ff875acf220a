import type { Json, KubernetesObject } from '../object.ts';
import { ageOf } from './age.ts';

const isSidecar = (container: Json): boolean => container?.restartPolicy === 'Always';
const hasCondition = (object: KubernetesObject, type: string): boolean =>
  (object.status?.conditions ?? []).some((one: Json) => one?.type === type && one.status === 'True');

function exitText(terminated: Json): string {
  if (terminated.reason) return terminated.reason;
  return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode ?? 0}`;
}

interface PodLine {
  ready: string;
  status: string;
  restarts: number;
  restartedAt?: string;
}

/** The words of kubectl's pod line (printPod in pkg/printers/internalversion/printers.go). */
export function podLine(pod: KubernetesObject): PodLine {
  const { spec = {}, status = {}, metadata } = pod;
  const initStatuses: Json[] = status.initContainerStatuses ?? [];
  const statuses: Json[] = status.containerStatuses ?? [];
  const inits: Json[] = spec.initContainers ?? [];
  const sidecars = new Set(inits.filter(isSidecar).map((one) => one.name));
  let reason: string = status.reason || status.phase || '';
  for (const condition of status.conditions ?? [])
    if (condition?.type === 'PodScheduled' && condition.reason === 'SchedulingGated')
      reason = 'SchedulingGated';
  let total = (spec.containers ?? []).length + sidecars.size;
  let ready = 0;
  let restarts = 0;
  let sidecarRestarts = 0;
  let restartedAt: string | undefined;
  const remember = ({ lastState }: Json) => {
    const at = lastState?.terminated?.finishedAt;
    if (typeof at === 'string' && (!restartedAt || at > restartedAt)) restartedAt = at;
  };
  let initializing = false;
  for (const [index, one] of initStatuses.entries()) {
    restarts += one.restartCount ?? 0;
    remember(one);
    if (sidecars.has(one.name)) sidecarRestarts += one.restartCount ?? 0;
    const { terminated, waiting } = one.state ?? {};
    if (terminated?.exitCode === 0) continue;
    if (sidecars.has(one.name) && one.started) {
      if (one.ready) ready += 1;
      continue;
    }
    if (terminated) reason = `Init:${exitText(terminated)}`;
    else if (waiting?.reason && waiting.reason !== 'PodInitializing') reason = `Init:${waiting.reason}`;
    else reason = `Init:${index}/${inits.length}`;
    initializing = true;
    break;
  }
  if (!initializing || hasCondition(pod, 'Initialized')) {
    restarts = sidecarRestarts;
    restartedAt = undefined;
    let running = false;
    for (const one of [...statuses].reverse()) {
      restarts += one.restartCount ?? 0;
      remember(one);
      const { terminated, waiting } = one.state ?? {};
      if (waiting?.reason) reason = waiting.reason;
      else if (terminated) reason = exitText(terminated);
      else if (one.ready && one.state?.running) {
        running = true;
        ready += 1;
      }
    }
    if (reason === 'Completed' && running) reason = hasCondition(pod, 'Ready') ? 'Running' : 'NotReady';
  }
  if (metadata.deletionTimestamp && status.reason === 'NodeLost') reason = 'Unknown';
  else if (metadata.deletionTimestamp && status.phase !== 'Failed' && status.phase !== 'Succeeded')
    reason = 'Terminating';
  total = Math.max(total, 0);
  return { ready: `${ready}/${total}`, status: reason, restarts, restartedAt };
}

/** `3 (2m ago)`: since 1.22 with the time of the last restart. */
export function restartsText({ restarts, restartedAt }: PodLine, now: number): string {
  return restarts && restartedAt ? `${restarts} (${ageOf(restartedAt, now)} ago)` : String(restarts);
}

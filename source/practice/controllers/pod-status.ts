import { timestamp } from '../clock.ts';
import type { Json, KubernetesObject } from '../object.ts';
import type { ContainerRun } from './container-run.ts';

export interface PodRuns {
  inits: ContainerRun[];
  containers: ContainerRun[];
}

const isOver = (run: ContainerRun): boolean => run.state.kind === 'terminated';
const hasSucceeded = (run: ContainerRun): boolean =>
  run.state.kind === 'terminated' && run.state.exitCode === 0;

/** An init container that runs on beside the others, since 1.28. */
export const isSidecar = ({ spec }: ContainerRun): boolean => spec.restartPolicy === 'Always';
export const isInitialized = ({ inits }: PodRuns): boolean =>
  inits.every((run) => (isSidecar(run) ? run.state.kind === 'running' : hasSucceeded(run)));

/** Pending until everything has started once, then what its containers are (pkg/kubelet getPhase). */
export function phaseOf({ spec }: KubernetesObject, runs: PodRuns): string {
  const { containers } = runs;
  const failedInit = runs.inits.some((run) => isOver(run) && !hasSucceeded(run));
  if (failedInit && spec.restartPolicy === 'Never') return 'Failed';
  if (!isInitialized(runs)) return 'Pending';
  if (containers.every(isOver) && spec.restartPolicy !== 'Always') {
    if (containers.every(hasSucceeded)) return 'Succeeded';
    if (spec.restartPolicy === 'Never') return 'Failed';
  }
  const hasStarted = (run: ContainerRun) => run.state.kind !== 'waiting' || run.restarts > 0 || run.last;
  return containers.every(hasStarted) ? 'Running' : 'Pending';
}

interface Verdict {
  type: string;
  isTrue: boolean;
  reason?: string;
  message?: string;
}

function names(runs: ContainerRun[]): string {
  return `[${runs.map(({ spec }) => spec.name).join(' ')}]`;
}

/** The conditions that a kubelet writes (pkg/kubelet/status/generate.go), and after them those that others have written. */
export function conditionsOf(old: Json[], runs: PodRuns, phase: string, now: number): Json[] {
  const ended = phase === 'Succeeded';
  const waiting = runs.inits.filter(
    (run) => !(isSidecar(run) ? run.state.kind === 'running' : hasSucceeded(run)),
  );
  const all = [...runs.inits.filter(isSidecar), ...runs.containers];
  const unready = all.filter(({ ready }) => !ready);
  const readiness = ended
    ? { isTrue: false, reason: 'PodCompleted' }
    : {
        isTrue: unready.length === 0 && phase === 'Running',
        reason: 'ContainersNotReady',
        message: `containers with unready status: ${names(unready)}`,
      };
  const verdicts: Verdict[] = [
    {
      type: 'Initialized',
      isTrue: waiting.length === 0,
      reason: 'ContainersNotInitialized',
      message: `containers with incomplete status: ${names(waiting)}`,
    },
    { type: 'Ready', ...readiness },
    { type: 'ContainersReady', ...readiness },
    { type: 'PodScheduled', isTrue: true },
  ];
  const completed = ended ? { reason: 'PodCompleted' } : {};
  const others = old.filter(({ type }) => !verdicts.some((verdict) => verdict.type === type));
  const own = verdicts.map(({ type, isTrue, reason, message }) => {
    const status = isTrue ? 'True' : 'False';
    const before = old.find((one) => one.type === type);
    return {
      type,
      status,
      lastProbeTime: null,
      lastTransitionTime: before?.status === status ? before.lastTransitionTime : timestamp(now),
      ...(isTrue ? (type === 'Initialized' ? completed : {}) : { reason, ...(message ? { message } : {}) }),
    };
  });
  return [...own, ...others];
}

/** What a pod may count on (pkg/apis/core/v1/helper/qos). */
export function qosClass({ spec }: KubernetesObject): string {
  const all: Json[] = [...(spec.initContainers ?? []), ...spec.containers];
  const of = (container: Json, kind: string, name: string) => container.resources?.[kind]?.[name];
  const kinds = ['cpu', 'memory'];
  const isEmpty = all.every((one) =>
    kinds.every((name) => !of(one, 'requests', name) && !of(one, 'limits', name)),
  );
  if (isEmpty) return 'BestEffort';
  const isGuaranteed = all.every((one) =>
    kinds.every((name) => of(one, 'limits', name) && of(one, 'limits', name) === of(one, 'requests', name)),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}

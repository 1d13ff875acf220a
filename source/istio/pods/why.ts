import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import { certificatePrefix } from '../names.ts';
import type { Health } from '../proxies/rows.ts';
import type { PodSpec } from '../sidecar/pod-template.ts';

/** What holds something up, and how bad that is: `busy` will pass, `warn` may, `bad` will not without somebody. */
export interface Why {
  message: Message;
  health: Extract<Health, 'busy' | 'warn' | 'bad'>;
}

const severity = { busy: 0, warn: 1, bad: 2 };

/** The worst of several, the first of equals. */
function worstOf(whys: readonly (Why | undefined)[]): Why | undefined {
  return whys.reduce(
    (worst, one) => (one && (!worst || severity[one.health] > severity[worst.health]) ? one : worst),
    undefined,
  );
}

const busy = (message: Message): Why => ({ message, health: 'busy' });
const warn = (message: Message): Why => ({ message, health: 'warn' });
const bad = (message: Message): Why => ({ message, health: 'bad' });

/**
 * Why a pod is not ready, down to the container and its reason; undefined if it is ready or has succeeded. Events are optional: they
 * say what the status leaves out, such as the Secret that a volume waits for or the answer of a registry.
 */
export function whyPod(pod: KubernetesObject, events: readonly KubernetesObject[] = []): Why | undefined {
  const status: PodSpec = pod.status ?? {};
  if (pod.metadata.deletionTimestamp) return busy({ key: 'why.terminating' });
  if (status.phase === 'Succeeded') return undefined;
  if (status.phase === 'Failed') return whyFailed(status);
  const condition = (type: string) => (status.conditions ?? []).find((one: PodSpec) => one.type === type);
  if (condition('Ready')?.status === 'True') return undefined;
  const scheduled = condition('PodScheduled');
  if (scheduled?.status === 'False')
    return bad({
      key: 'why.unschedulable',
      values: { words: scheduled.message || scheduled.reason || 'Unschedulable' },
    });
  if (!pod.spec?.nodeName) return busy({ key: 'why.not-scheduled' });
  const own = eventsOf(pod, events);
  const init = whyInit(pod, own);
  if (init) return init;
  const statuses: PodSpec[] = status.containerStatuses ?? [];
  if (statuses.length === 0) return whyPending(own) ?? busy({ key: 'why.starting' });
  const found = worstOf(statuses.map((one) => whyContainer(one, own, pod)));
  return found ?? (condition('Ready') ? busy({ key: 'why.gates' }) : busy({ key: 'why.starting' }));
}

function whyFailed(status: PodSpec): Why {
  const ended = (status.containerStatuses ?? []).find((one: PodSpec) => one.state?.terminated?.exitCode);
  if (!status.reason && ended) return whyTerminated(ended.name, ended.state.terminated);
  const words = [status.reason, status.message].filter(Boolean).join(': ') || 'Failed';
  return bad({ key: 'why.failed', values: { words } });
}

function eventsOf(object: KubernetesObject, events: readonly KubernetesObject[]): KubernetesObject[] {
  const { name, namespace, uid } = object.metadata;
  const time = (event: KubernetesObject) =>
    event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? '';
  return events
    .filter(({ involvedObject: about }) => {
      if (about?.uid && uid) return about.uid === uid;
      return about?.kind === object.kind && about?.name === name && about?.namespace === namespace;
    })
    .sort((one, other) => (time(one) > time(other) ? -1 : 1));
}

/** The first init container that has not done its part: those after it have not begun. */
function whyInit(pod: KubernetesObject, events: readonly KubernetesObject[]): Why | undefined {
  const containers: PodSpec[] = pod.spec?.initContainers ?? [];
  const statuses: PodSpec[] = pod.status?.initContainerStatuses ?? [];
  for (const container of containers) {
    const one = statuses.find((status) => status.name === container.name);
    if (!one) return undefined;
    if (one.state?.terminated?.exitCode === 0) continue;
    if (container.restartPolicy === 'Always' && one.started) continue;
    if (one.state?.running) return busy({ key: 'why.init', values: { container: container.name } });
    return whyContainer(one, events, pod) ?? busy({ key: 'why.init', values: { container: container.name } });
  }
  return undefined;
}

const imageReasons = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'ImageInspectError',
]);
const startingReasons = new Set(['ContainerCreating', 'PodInitializing', '']);

function whyContainer(
  status: PodSpec,
  events: readonly KubernetesObject[],
  pod: KubernetesObject,
): Why | undefined {
  const { name: container, image, ready, restartCount = 0, lastState } = status;
  const { waiting, terminated, running } = status.state ?? {};
  if (waiting) {
    const reason: string = waiting.reason ?? '';
    if (imageReasons.has(reason))
      return bad({
        key: 'why.image',
        values: { container, image, words: pullError(image, events) ?? waiting.message ?? reason },
      });
    if (reason === 'CrashLoopBackOff') return whyCrash(container, restartCount, lastState?.terminated);
    if (startingReasons.has(reason))
      return whyPending(events) ?? busy({ key: 'why.creating', values: { container } });
    const words = [reason, waiting.message].filter(Boolean).join(': ');
    return bad({ key: 'why.waiting', values: { container, words } });
  }
  if (terminated) return whyTerminated(container, terminated);
  if (!running || ready) return undefined;
  const unhealthy = events.find(
    (event) => event.reason === 'Unhealthy' && mentions(event, container) && /probe/i.test(event.message),
  );
  return unhealthy && !isStillStarting(unhealthy, running, container, pod)
    ? warn({ key: 'why.probe', values: { container, words: unhealthy.message } })
    : busy({ key: 'why.not-ready', values: { container } });
}

/** A readiness probe is asked from the first second on, and may say no for as long as its own threshold allows. */
function isStillStarting(
  event: KubernetesObject,
  running: PodSpec,
  container: string,
  { spec }: KubernetesObject,
): boolean {
  if (!/^Readiness probe/i.test(event.message)) return false;
  const { readinessProbe: probe } =
    (spec?.containers ?? []).find((one: PodSpec) => one.name === container) ?? {};
  const allowed =
    (probe?.initialDelaySeconds ?? 0) + (probe?.failureThreshold ?? 3) * (probe?.periodSeconds ?? 10);
  const last = Date.parse(event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? '');
  return last - Date.parse(running.startedAt ?? '') <= Math.max(allowed, 30) * 1000;
}

function whyCrash(container: string, restarts: number, last: PodSpec | undefined): Why {
  if (last?.reason === 'OOMKilled') return bad({ key: 'why.memory', values: { container, restarts } });
  return bad({ key: 'why.crash', values: { container, restarts, code: last?.exitCode ?? '?' } });
}

function whyTerminated(container: string, terminated: PodSpec): Why {
  if (terminated.reason === 'OOMKilled')
    return bad({ key: 'why.memory', values: { container, restarts: 0 } });
  // Ended in order: over, or about to be started anew.
  if (terminated.exitCode === 0) return busy({ key: 'why.done', values: { container } });
  const words = [terminated.reason, terminated.message].filter(Boolean).join(': ');
  return bad({ key: 'why.ended', values: { container, code: terminated.exitCode ?? '?', words } });
}

/** An event about another container of the pod names that in its fieldPath: `spec.containers{mixer}`. */
function mentions(event: KubernetesObject, container: string): boolean {
  const path: string | undefined = event.involvedObject?.fieldPath;
  return !path || path.endsWith(`{${container}}`);
}

/** The status only says that it is backing off; the event has the registry's answer. */
function pullError(image: string, events: readonly KubernetesObject[]): string | undefined {
  return events.find(
    (event) =>
      event.reason === 'Failed' &&
      event.message?.startsWith('Failed to pull') &&
      event.message.includes(image),
  )?.message;
}

/** What keeps the kubelet from starting containers at all: only events tell. */
function whyPending(events: readonly KubernetesObject[]): Why | undefined {
  for (const { reason, message = '' } of events) {
    if (reason === 'FailedMount') {
      // The kubelet's caches are not warm yet: over within a second, and never the cause.
      if (/failed to sync \w+ cache/.test(message)) continue;
      const missing = /(secret|configmap) "([^"]+)" not found/.exec(message);
      if (missing?.[1] === 'secret' && missing[2]?.startsWith(certificatePrefix))
        return busy({ key: 'why.certificate', values: { secret: missing[2] } });
      if (missing?.[1] && missing[2])
        return warn({ key: 'why.absent', values: { kind: missing[1], name: missing[2] } });
      return warn({ key: 'why.mount', values: { words: message } });
    }
    if (reason === 'FailedCreatePodSandBox') return warn({ key: 'why.sandbox', values: { words: message } });
  }
  return undefined;
}

/**
 * Why a Deployment or a Job is not what its spec asks for; undefined if it is. `pods` are its own. What a pod says comes first: the
 * workload's own conditions only count pods.
 */
export function whyWorkload(
  object: KubernetesObject,
  pods: readonly KubernetesObject[],
  events: readonly KubernetesObject[] = [],
): Why | undefined {
  return object.kind === 'Job' ? whyJob(object, pods, events) : whyDeployment(object, pods, events);
}

function conditionOf(object: KubernetesObject, type: string): PodSpec | undefined {
  return (object.status?.conditions ?? []).find((one: PodSpec) => one.type === type);
}

function whyDeployment(
  object: KubernetesObject,
  pods: readonly KubernetesObject[],
  events: readonly KubernetesObject[],
): Why | undefined {
  const wanted = object.spec?.replicas ?? 1;
  const { updatedReplicas = 0, availableReplicas = 0 } = object.status ?? {};
  const observed = (object.status?.observedGeneration ?? 0) >= (object.metadata.generation ?? 0);
  if (observed && updatedReplicas >= wanted && availableReplicas >= wanted) return undefined;
  const ofPod = whyOfPods(pods, events);
  if (ofPod && ofPod.health !== 'busy') return ofPod;
  const failure = conditionOf(object, 'ReplicaFailure');
  if (failure?.status === 'True')
    return bad({ key: 'why.create-pods', values: { words: failure.message || failure.reason } });
  const progressing = conditionOf(object, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded')
    return bad(ofPod?.message ?? { key: 'why.deadline', values: { words: progressing.message ?? '' } });
  return (
    ofPod ??
    busy(
      pods.length === 0
        ? { key: 'why.no-pods' }
        : { key: 'why.replicas', values: { available: availableReplicas, wanted } },
    )
  );
}

function whyJob(
  object: KubernetesObject,
  pods: readonly KubernetesObject[],
  events: readonly KubernetesObject[],
): Why | undefined {
  if (conditionOf(object, 'Complete')?.status === 'True') return undefined;
  const failed = conditionOf(object, 'Failed');
  if (failed?.status === 'True') {
    const words = [failed.reason, failed.message].filter(Boolean).join(': ');
    return bad({ key: 'why.job-failed', values: { words } });
  }
  const ofPod = whyOfPods(pods, events);
  if (ofPod) return ofPod;
  // A Job has no condition that says so.
  const refused = events.findLast(
    ({ reason, involvedObject }) => reason === 'FailedCreate' && involvedObject?.uid === object.metadata.uid,
  );
  if (pods.length === 0 && refused)
    return bad({ key: 'why.create-pods', values: { words: refused.message ?? '' } });
  return busy(pods.length === 0 ? { key: 'why.no-pods' } : { key: 'why.job-running' });
}

/** A pod that is going is not what the workload waits for, while it has another. */
function whyOfPods(pods: readonly KubernetesObject[], events: readonly KubernetesObject[]): Why | undefined {
  const staying = pods.filter((pod) => !pod.metadata.deletionTimestamp);
  const reasons = (staying.length > 0 ? staying : pods).map((pod): Why | undefined => {
    const why = whyPod(pod, events);
    return (
      why && { ...why, message: { key: 'why.pod', values: { pod: pod.metadata.name, why: why.message } } }
    );
  });
  return worstOf(reasons);
}

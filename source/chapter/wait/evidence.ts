import type { PodSpec } from '../../istio/sidecar/pod-template.ts';
import type { Api } from '../../kubernetes/api.ts';
import { type KubernetesObject, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import type { StepNews } from '../step.ts';

const mostContainers = 2;
const mostLines = 10;
const mostEvents = 5;
/** Milliseconds: a failure is told with what can be had of it at once. */
const patience = 2000;

interface FailingContainer {
  pod: ObjectRef;
  container: string;
  /** Its run before this one is the one that failed. */
  previous: boolean;
  /** It ended badly; otherwise it runs and is not ready. */
  failed: boolean;
}

/** The containers of these pods that have failed, or that run and are not ready; those that have failed first. */
export function failingContainers(pods: readonly KubernetesObject[]): FailingContainer[] {
  const found = pods.flatMap((pod) => {
    const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
    return [...initContainerStatuses, ...containerStatuses].flatMap((status: PodSpec) => {
      const { name: container, ready, state, lastState } = status;
      const hasFailed = (one: PodSpec) => (one?.terminated?.exitCode ?? 0) !== 0;
      const one = { pod: refOf(pod), container };
      if (hasFailed(state)) return [{ ...one, previous: false, failed: true }];
      if (hasFailed(lastState) && !ready) return [{ ...one, previous: true, failed: true }];
      return state?.running && !ready ? [{ ...one, previous: false, failed: false }] : [];
    });
  });
  return found.sort((one, other) => Number(other.failed) - Number(one.failed));
}

/**
 * What a person would look up next where these pods are not what they should be: the end of the failing containers' logs, and the last
 * warnings about them. Never throws; what cannot be read in a moment is left out.
 */
export async function evidenceOf(
  api: Api,
  object: ObjectRef,
  pods: readonly KubernetesObject[],
  events: readonly KubernetesObject[],
): Promise<StepNews[]> {
  const containers = failingContainers(pods).slice(0, mostContainers);
  const logs = await Promise.all(containers.map((one) => endOfLog(api, one)));
  const uids = new Set(pods.map(({ metadata }) => metadata.uid));
  // Not of another kind by the same name: an autoscaler has warnings of its own, and where nothing is measured it never stops.
  const isMeant = ({ kind, name }: Partial<ObjectRef> = {}) => name === object.name && kind === object.kind;
  const about = events
    .filter(({ involvedObject }) => uids.has(involvedObject?.uid) || isMeant(involvedObject))
    .sort((one, other) => (timeOf(one) < timeOf(other) ? -1 : 1))
    .slice(-mostEvents)
    .map(({ reason = '', message = '', count = 1 }) => sanitizeLine(`${reason} (${count}×): ${message}`));
  return [...logs.flat(), ...(about.length > 0 ? [{ type: 'events' as const, object, lines: about }] : [])];
}

const timeOf = (event: KubernetesObject): string =>
  event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? '';

/** The last lines of one container, as an event; nothing where it has said nothing. */
export async function endOfLog(
  api: Api,
  { pod, container, previous }: FailingContainer,
): Promise<StepNews[]> {
  const path = `/api/v1/namespaces/${encodeURIComponent(pod.namespace ?? '')}/pods/${encodeURIComponent(pod.name)}/log`;
  const query = { container, tailLines: mostLines, previous: previous || undefined };
  try {
    const signal = AbortSignal.timeout(patience);
    const text = await api.transport.text({ method: 'GET', path, query, accept: '*/*', signal });
    const lines = text.split('\n').filter(Boolean).slice(-mostLines).map(sanitizeLine);
    return lines.length > 0 ? [{ type: 'log', pod: pod.name, container, lines }] : [];
  } catch {
    return [];
  }
}

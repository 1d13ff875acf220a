import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { PodSpec } from '../sidecar/pod-template.ts';

/** The kubelet's words for an image that no waiting will bring. */
const neverPulled = new Set(['InvalidImageName', 'ErrImageNeverPull']);
/** What registries answer where the image, or the right to it, is not there. */
const refusedPull =
  /not found|manifest unknown|does not exist|unauthorized|denied|no basic auth credentials/i;
/** Failed tries after which a registry that does not answer is taken at that: about a minute by the kubelet's backoff. */
const enoughPulls = 3;

/**
 * What an admission plugin says no with as long as nobody changes the rule or the object. A ServiceAccount that is not there yet is
 * "forbidden" as well, and comes.
 */
const refusedPods =
  /exceeded quota|failed quota|(?:maximum|minimum) \S+ usage per|unable to validate against any pod security policy|violates PodSecurity|denied the request/i;

/**
 * Whether a workload is stuck in a way that ends only when somebody changes something, though its own conditions do not say so: an
 * image that cannot be pulled after the kubelet's backoff, pods that a quota or a policy forbids. `pods` are its own.
 */
export function isTerminal(
  object: KubernetesObject,
  pods: readonly KubernetesObject[],
  events: readonly KubernetesObject[],
): boolean {
  const failure = (object.status?.conditions ?? []).find((one: PodSpec) => one.type === 'ReplicaFailure');
  if (failure?.status === 'True' && refusedPods.test(failure.message ?? '')) return true;
  // A Job has no such condition; its events say the same.
  const own = events.filter(({ involvedObject: about }) => about?.uid === object.metadata.uid);
  if (own.some(({ reason, message }) => reason === 'FailedCreate' && refusedPods.test(message ?? '')))
    return pods.length === 0;
  const staying = pods.filter(({ metadata }) => !metadata.deletionTimestamp);
  return staying.length > 0 && staying.every((pod) => hasHopelessImage(pod, events));
}

function hasHopelessImage(pod: KubernetesObject, events: readonly KubernetesObject[]): boolean {
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  const about = events.filter(({ involvedObject }) => involvedObject?.uid === pod.metadata.uid);
  return [...initContainerStatuses, ...containerStatuses].some(({ image, state }: PodSpec) => {
    const reason: string = state?.waiting?.reason ?? '';
    if (neverPulled.has(reason)) return true;
    // ErrImagePull is the try itself; only the backoff after it says that it has failed.
    if (reason !== 'ImagePullBackOff') return false;
    const failures = about.filter(
      (event) => event.reason === 'Failed' && String(event.message).includes(image),
    );
    const tries = failures.reduce((sum, event) => sum + (event.count ?? event.series?.count ?? 1), 0);
    const said = [state.waiting.message, ...failures.map(({ message }) => message)].join(' ');
    return refusedPull.test(said) || tries >= enoughPulls;
  });
}

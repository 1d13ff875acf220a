import { certificatePrefix } from '../../istio/names.ts';
import { groupOf, type KubernetesObject } from '../../kubernetes/object.ts';
import { saysOurs } from './says-ours.ts';

/** What Kubernetes and Istio put into every namespace by themselves. */
const made = new Set([
  '/ServiceAccount/default',
  '/ConfigMap/kube-root-ca.crt',
  '/ConfigMap/istio-ca-root-cert',
]);

/** On the token that Kubernetes makes for an account. */
const accountOf = 'kubernetes.io/service-account.name';

/**
 * Whether an object in a namespace is somebody's, who will miss it: hoist did not write it, no cluster makes it by itself, and it does
 * not follow from another object as pods do from a Deployment, addresses from a Service and a token from an account. Metadata is enough.
 */
export function isOfSomebody(object: KubernetesObject): boolean {
  const { apiVersion, kind, metadata } = object;
  const { name, ownerReferences, annotations, deletionTimestamp } = metadata;
  if (deletionTimestamp || ownerReferences?.length || saysOurs(object)) return false;
  if (kind === 'Event' || kind === 'Endpoints' || kind === 'EndpointSlice') return false;
  if (kind === 'Secret' && (annotations?.[accountOf] !== undefined || name.startsWith(certificatePrefix)))
    return false;
  return !made.has(`${groupOf(apiVersion)}/${kind}/${name}`);
}

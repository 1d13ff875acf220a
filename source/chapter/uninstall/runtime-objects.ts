import { leftoversIn } from '../../istio/clean-up/leftovers.ts';
import { certificateSecretType, rootCertificateSelector, validatingWebhook } from '../../istio/names.ts';
import type { Ground } from '../ground.ts';
import type { Leftover } from './leftover.ts';

/**
 * The ValidatingWebhookConfiguration that galley makes at run time, without an owner, so that nothing else ever deletes it
 * (istio/istio#13248). Not that of a galley in another namespace.
 */
export async function runtimeWebhooks(ground: Ground, signal: AbortSignal): Promise<Leftover[]> {
  const { api } = ground.connection;
  const kind = 'ValidatingWebhookConfiguration';
  for (const apiVersion of ['admissionregistration.k8s.io/v1', 'admissionregistration.k8s.io/v1beta1']) {
    if (!(await api.discovery.find(apiVersion, kind, signal))) continue;
    const found = await api.get({ apiVersion, kind, name: validatingWebhook }, signal);
    return found ? leftoversIn([found], ground.namespace) : [];
  }
  return [];
}

/**
 * What Citadel and istiod made all over the cluster, and make anew as long as they live: the key-and-certificate Secrets of every
 * ServiceAccount (found by their type, which nothing else uses; their data is never fetched), istiod's root certificate in every
 * namespace, and its classes of the Gateway API.
 */
export async function runtimeObjects(ground: Ground, signal: AbortSignal): Promise<Leftover[]> {
  const { api } = ground.connection;
  const ofType = { fieldSelector: `type=${certificateSecretType}`, metadataOnly: true, signal };
  const ofLabel = { labelSelector: rootCertificateSelector, metadataOnly: true, signal };
  const lists = await Promise.all([
    api.listIfServed('v1', 'Secret', ofType),
    api.listIfServed('v1', 'ConfigMap', ofLabel),
    api.listIfServed('gateway.networking.k8s.io/v1', 'GatewayClass', { signal }),
  ]);
  return leftoversIn(lists.flat(), ground.namespace);
}

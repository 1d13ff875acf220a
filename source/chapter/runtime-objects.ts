import { leftoverReason } from '../istio/leftovers.ts';
import { certificateSecretType, validatingWebhook } from '../istio/names.ts';
import { type ObjectRef, refOf } from '../kubernetes/object.ts';
import type { Ground } from './ground.ts';

/**
 * The ValidatingWebhookConfiguration that galley makes at run time, without an owner, so that nothing else ever deletes it
 * (istio/istio#13248). Not that of a galley in another namespace.
 */
export async function runtimeWebhooks(ground: Ground, signal: AbortSignal): Promise<ObjectRef[]> {
  const { api } = ground.connection;
  const kind = 'ValidatingWebhookConfiguration';
  for (const apiVersion of ['admissionregistration.k8s.io/v1', 'admissionregistration.k8s.io/v1beta1']) {
    if (!(await api.discovery.find(apiVersion, kind, signal))) continue;
    const found = await api.get({ apiVersion, kind, name: validatingWebhook }, signal);
    return found && leftoverReason(found, ground.namespace) ? [refOf(found)] : [];
  }
  return [];
}

/**
 * The key-and-certificate Secrets that Citadel made for every ServiceAccount of every namespace. Found by their type, which nothing else
 * uses; their data is never fetched.
 */
export async function runtimeSecrets(ground: Ground, signal: AbortSignal): Promise<ObjectRef[]> {
  const { api } = ground.connection;
  const type = await api.type('v1', 'Secret', signal);
  const fieldSelector = `type=${certificateSecretType}`;
  const secrets = await api.list(type, { fieldSelector, metadataOnly: true, signal });
  return secrets.map(refOf);
}

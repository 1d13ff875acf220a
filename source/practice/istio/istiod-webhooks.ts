import type { Process } from '../controllers/program.ts';
import type { Json, KubernetesObject } from '../object.ts';
import type { Logger } from './log-line.ts';

const apiVersion = 'admissionregistration.k8s.io/v1';
const kinds = {
  'mutatingwebhookconfigurations.admissionregistration.k8s.io': 'MutatingWebhookConfiguration',
  'validatingwebhookconfigurations.admissionregistration.k8s.io': 'ValidatingWebhookConfiguration',
} as const;
type Key = keyof typeof kinds;

/** Puts istiod's certificate into the webhooks that lead to it, and has validation fail closed once it answers. The answer ends it. */
export function keepWebhooks(process: Process, certificate: string, log: Logger): () => void {
  const { client, store } = process.cluster;
  const { namespace = '' } = process.pod().metadata;
  const bundle = Buffer.from(certificate).toString('base64');
  const leadsHere = ({ clientConfig }: Json): boolean =>
    clientConfig?.service?.name === 'istiod' && clientConfig.service.namespace === namespace;
  const isWanting = (key: Key, webhook: Json): boolean =>
    leadsHere(webhook) &&
    (webhook.clientConfig.caBundle !== bundle ||
      (key.startsWith('validating') && webhook.failurePolicy !== 'Fail'));
  const patch = (key: Key, name: string): void => {
    const found = store.get(key, undefined, name);
    if (!found?.webhooks?.some((one: Json) => isWanting(key, one))) return;
    client.patch({ apiVersion, kind: kinds[key], name }, (draft) => {
      for (const webhook of draft.webhooks.filter(leadsHere)) {
        webhook.clientConfig.caBundle = bundle;
        if (key.startsWith('validating')) webhook.failurePolicy = 'Fail';
      }
      return draft;
    });
    log.info(
      `Successfully updated ${kinds[key]} ${name}`,
      key.startsWith('validating') ? 'validationController' : 'webhooks',
    );
  };
  const look = (key: Key, { metadata }: KubernetesObject) =>
    process.after(100, () => patch(key, metadata.name));
  const ends = (Object.keys(kinds) as Key[]).map((key) => {
    for (const object of store.list(key)) look(key, object);
    return store.subscribe(key, ({ type, object }) => type !== 'DELETED' && look(key, object));
  });
  return () => {
    for (const end of ends) end();
  };
}

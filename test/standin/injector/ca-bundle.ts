import { call, type KubernetesObject } from '../shared/kubernetes.ts';
import { logger } from '../shared/log.ts';
import { Reflector } from '../shared/reflector.ts';
import { untilItWorks } from '../shared/retry.ts';

interface WebhookConfiguration extends KubernetesObject {
  webhooks: { name: string; clientConfig: { caBundle?: string } }[];
}

const KIND = '/apis/admissionregistration.k8s.io/v1beta1/mutatingwebhookconfigurations';
const log = logger();

/** Fills in the CA bundle at once (and fails where there is no such webhook), then again whenever someone empties it. */
export async function keepCaBundle(configuration: string, webhook: string, caBundle: string): Promise<void> {
  const patch = async () => {
    const path = `${KIND}/${configuration}`;
    const { webhooks } = await call<WebhookConfiguration>('GET', path);
    if (!webhooks.some(({ name }) => name === webhook)) {
      throw new Error(`webhook entry "${webhook}" not found in config "${configuration}"`);
    }
    const body = { webhooks: [{ name: webhook, clientConfig: { caBundle } }] };
    await call('PATCH', path, body, 'application/strategic-merge-patch+json');
  };
  await patch();
  new Reflector<WebhookConfiguration>(
    KIND,
    (change, { webhooks }) => {
      const held = webhooks.find(({ name }) => name === webhook)?.clientConfig.caBundle;
      if (change !== 'MODIFIED' || held === caBundle) return;
      log.info('Detected a change in CABundle, patching MutatingWebhookConfiguration again');
      void untilItWorks(patch, (error) => log.error(`Patch webhook failed: ${error.message}`));
    },
    `fieldSelector=metadata.name=${configuration}`,
  );
}

import { ApiError, call, type KubernetesObject } from '../shared/kubernetes.ts';
import { logger } from '../shared/log.ts';
import { Reflector } from '../shared/reflector.ts';
import { untilItWorks } from '../shared/retry.ts';

interface Webhook {
  clientConfig: { caBundle?: string; service: { name: string; namespace: string } };
}
export interface WebhookConfiguration extends KubernetesObject {
  webhooks: Webhook[];
}
interface Endpoints extends KubernetesObject {
  subsets?: { addresses?: { targetRef?: { name: string } }[] }[];
}

const KIND = '/apis/admissionregistration.k8s.io/v1beta1/validatingwebhookconfigurations';
const log = logger('validation');

/**
 * Registers galley's webhook once galley is among the endpoints of its own service (before that the API server
 * could not reach it and would refuse all Istio configuration), and again whenever someone deletes it.
 */
export async function keepWebhook(read: unknown, caBundle: string, pod: string): Promise<void> {
  const wanted = read as WebhookConfiguration;
  delete wanted.metadata.namespace;
  for (const webhook of wanted.webhooks) webhook.clientConfig.caBundle = caBundle;
  const service = wanted.webhooks[0]?.clientConfig.service ?? { name: '', namespace: '' };
  await endpointReady(service, pod);
  log.warn(
    `Could not find ${service.namespace}/${service.name} deployment to set ownerRef. The validatingwebhookconfiguration must be deleted manually: the server could not find the requested resource`,
  );
  const { name } = wanted.metadata;
  await register(wanted);
  new Reflector(
    KIND,
    (change) => {
      if (change === 'DELETED') void register(wanted);
    },
    `fieldSelector=metadata.name=${name}`,
  );
}

async function endpointReady(
  { name, namespace }: Webhook['clientConfig']['service'],
  pod: string,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  new Reflector<Endpoints>(
    `/api/v1/namespaces/${namespace}/endpoints`,
    (_, { subsets = [] }) => {
      if (subsets.some(({ addresses }) => addresses?.some(({ targetRef }) => targetRef?.name === pod)))
        resolve();
    },
    `fieldSelector=metadata.name=${name}`,
  );
  await promise;
}

/** Without an ownerReference: on Kubernetes 1.16 and later galley looks for its Deployment where there is none. */
async function register(wanted: WebhookConfiguration): Promise<void> {
  const { name } = wanted.metadata;
  await untilItWorks(
    async () => {
      try {
        await call('POST', KIND, wanted);
        log.info(`${name} validatingwebhookconfiguration created`);
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 409)) throw error;
        const found = await call<WebhookConfiguration>('GET', `${KIND}/${name}`);
        const metadata = { ...found.metadata, labels: wanted.metadata.labels };
        await call('PUT', `${KIND}/${name}`, { ...wanted, metadata });
        log.info(`${name} validatingwebhookconfiguration updated`);
      }
    },
    (error) => log.error(`${name} validatingwebhookconfiguration update failed: ${error.message}`),
  );
}

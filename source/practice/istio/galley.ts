import type { StartProgram } from '../controllers/program.ts';
import type { Json } from '../object.ts';
import { StatusError } from '../status-error.ts';
import { textAnswer } from './answers.ts';
import { whyInvalid } from './galley-validation.ts';
import { galleyWebhook, validationName } from './galley-webhook.ts';
import { loggerOf } from './log-line.ts';

const key = 'validatingwebhookconfigurations.admissionregistration.k8s.io';

/** `galley server`: validates Istio's configuration, registers its webhook for that, and hands the configuration to pilot. */
export const galley: StartProgram = (process) => {
  const { cluster } = process;
  const { client, store, profile } = cluster;
  const log = loggerOf(process);
  const { namespace = '', name: self } = process.pod().metadata;
  const account = process.pod().spec.serviceAccountName;
  const isOld = profile === 'chapter';
  let isUp = false;
  let hasRegistered = false;

  /** Before its pod is behind its Service, the API server could not reach it and would refuse all Istio configuration. */
  const isReachable = (): boolean => {
    const subsets: Json[] = store.get('endpoints', namespace, 'istio-galley')?.subsets ?? [];
    return subsets.some(({ addresses = [] }) =>
      addresses.some(({ targetRef }: Json) => targetRef?.name === self),
    );
  };
  const register = (): void => {
    if (!isUp || !isReachable() || store.get(key, undefined, validationName)) return;
    const found = isOld ? store.get('deployments.apps', namespace, 'istio-galley') : undefined;
    const deployment = found?.metadata.deletionTimestamp ? undefined : found;
    if (!deployment)
      log.warn(
        `Could not find ${namespace}/istio-galley deployment to set ownerRef. The validatingwebhookconfiguration must be deleted manually: the server could not find the requested resource`,
        'validation',
      );
    const caBundle = store.get('secrets', namespace, `istio.${account}`)?.data?.['root-cert.pem'] ?? '';
    const apiVersion = `admissionregistration.k8s.io/${isOld ? 'v1beta1' : 'v1'}`;
    client.create(galleyWebhook({ apiVersion, namespace, caBundle, deployment }));
    hasRegistered = true;
    log.info(`${validationName} validatingwebhookconfiguration created`, 'validation');
  };

  log.info('Galley: Validation server is enabled');
  process.after(2_000, () => {
    isUp = true;
    log.info('Synchronization is complete, starting distribution.', 'runtime');
    register();
  });
  let version = 0;
  const unsubscribe = store.subscribe(undefined, ({ type, resource, object }) => {
    const isEndpoints = resource === 'endpoints' && object.metadata.name === 'istio-galley';
    if (isEndpoints && !hasRegistered) process.after(100, register);
    if (resource === key && type === 'DELETED' && object.metadata.name === validationName)
      process.after(500, register);
    if (!isUp || !resource.endsWith('.networking.istio.io')) return;
    version += 1;
    const collection = `istio/networking/v1alpha3/${resource.split('.')[0]}`;
    log.info(`SetSnapshot(): respond to watch ${version} for ${collection} @ version "${version}"`, 'mcp');
  });
  return {
    isReady: () => isUp,
    listens: (port) => (port === 15014 && isUp ? () => textAnswer('') : undefined),
    admit: (_path, { object }) => {
      const why = whyInvalid(object.kind, object.spec);
      if (why) throw new StatusError(400, '', `configuration is invalid: ${why}`);
    },
    stop: unsubscribe,
  };
};

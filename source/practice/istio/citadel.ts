import { refOf } from '../client.ts';
import type { StartProgram } from '../controllers/program.ts';
import type { KubernetesObject } from '../object.ts';
import { StatusError } from '../status-error.ts';
import { makeCertificate } from '../tls/certificate.ts';
import { loggerOf } from './log-line.ts';

export const workloadType = 'istio.io/key-and-cert';
const accountAnnotation = 'istio.io/service-account.name';
const caSecret = 'istio-ca-secret';
/** client-go lets a program ask five times a second. */
const pause = 200;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** `istio_ca`: a secret with a key and a certificate for every service account of the cluster, as long as it runs. */
export const citadel: StartProgram = (process) => {
  const { cluster } = process;
  const { client, store } = cluster;
  const log = loggerOf(process);
  const { namespace = '' } = process.pod().metadata;
  const queue: KubernetesObject[] = [];
  let unsubscribe = () => {};
  let isWorking = false;
  // One pair stands for all: nobody shakes hands with it.
  const pair = makeCertificate(cluster.clock.now());

  const create = (object: KubernetesObject): boolean => {
    try {
      client.create(object);
      return true;
    } catch (error) {
      // It is there already, its namespace is going, or a webhook refused it: the next change brings it back.
      if (error instanceof StatusError) return false;
      throw error;
    }
  };
  const issue = ({ metadata }: KubernetesObject): void => {
    const { name, namespace: of = '' } = metadata;
    if (!store.get('serviceaccounts', of, name) || store.get('secrets', of, `istio.${name}`)) return;
    const created = create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: `istio.${name}`, namespace: of, annotations: { [accountAnnotation]: name } },
      type: workloadType,
      data: {
        'cert-chain.pem': base64(pair.certificate),
        'key.pem': base64(pair.key),
        'root-cert.pem': base64(pair.certificate),
      },
    });
    if (created) log.info(`Istio secret for service account "${name}" in namespace "${of}" has been created`);
  };
  const work = (): void => {
    const account = queue.shift();
    isWorking = account !== undefined;
    if (!account) return;
    issue(account);
    process.after(pause, work);
  };
  const want = (account: KubernetesObject): void => {
    queue.push(account);
    if (isWorking) return;
    isWorking = true;
    process.after(pause, work);
  };
  const registryOf = ({ metadata }: KubernetesObject): string =>
    `"spiffe://cluster.local/ns/${metadata.namespace}/sa/${metadata.name}"`;

  process.after(500, () => {
    log.info('Use self-signed certificate as the CA certificate');
    const isNew = create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: caSecret, namespace },
      type: 'istio.io/ca-root',
      // Citadel writes the workload's keys into its own secret too, but empty.
      data: {
        'ca-cert.pem': base64(pair.certificate),
        'ca-key.pem': base64(pair.key),
        'cert-chain.pem': '',
        'key.pem': '',
        'root-cert.pem': '',
      },
    });
    if (isNew) log.info(`Failed to get secret (error: secrets "${caSecret}" not found), will create one`);
    log.info('Creating Kubernetes controller to write issued keys and certs into secret ...');
    log.info('Citadel has started');
    // Its own namespace's webhooks wait for theirs.
    const accounts = store.list('serviceaccounts');
    const isOwn = ({ metadata }: KubernetesObject) => metadata.namespace === namespace;
    for (const account of [...accounts.filter(isOwn), ...accounts.filter((one) => !isOwn(one))]) {
      log.info(`adding registry entry ${registryOf(account)} -> ${registryOf(account)}`);
      want(account);
    }
    unsubscribe = store.subscribe(undefined, ({ type, resource, object }) => {
      if (resource === 'serviceaccounts' && type === 'ADDED') {
        log.info(`adding registry entry ${registryOf(object)} -> ${registryOf(object)}`);
        want(object);
      }
      if (resource === 'serviceaccounts' && type === 'DELETED') {
        log.info(`deleting registry entry ${registryOf(object)} -> ${registryOf(object)}`);
        client.delete({ ...refOf(object), kind: 'Secret', name: `istio.${object.metadata.name}` });
      }
      if (resource !== 'secrets' || type !== 'DELETED' || object.type !== workloadType) return;
      const name = object.metadata.annotations?.[accountAnnotation] ?? '';
      const account = store.get('serviceaccounts', object.metadata.namespace, name);
      if (!account || account.metadata.deletionTimestamp) return;
      log.error(`Re-create deleted Istio secret for existing service account ${name}.`);
      want(account);
    });
  });
  return { stop: () => unsubscribe() };
};

import { refOf } from '../client.ts';
import type { Cluster, Controller } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';
import { StatusError } from '../status-error.ts';
import type { Change } from '../store/store.ts';

const rootCa = 'kube-root-ca.crt';
const tokenType = 'kubernetes.io/service-account-token';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/**
 * Every namespace has a service account `default`; before 1.24 every service account has a secret with its token, and since 1.20 every
 * namespace has the cluster's certificate in a ConfigMap.
 */
export class ServiceAccountController implements Controller {
  readonly #cluster: Cluster;
  readonly #unsubscribe: () => void;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#unsubscribe = cluster.store.subscribe(undefined, (change) => this.#react(change));
    for (const { metadata } of cluster.store.list('namespaces')) this.#furnish(metadata.name);
  }

  stop(): void {
    this.#unsubscribe();
  }

  #react({ type, resource, object }: Change): void {
    const { name, namespace = '' } = object.metadata;
    if (resource === 'namespaces' && type === 'ADDED') this.#furnish(name);
    if (resource === 'configmaps' && type === 'DELETED' && name === rootCa) this.#furnish(namespace);
    if (resource !== 'serviceaccounts') return;
    if (type === 'DELETED') {
      this.#dropTokens(object);
      if (name === 'default') this.#furnish(namespace);
    } else if (type === 'ADDED' && this.#cluster.profile === 'chapter') this.#addToken(object);
  }

  #furnish(namespace: string): void {
    const found = this.#cluster.store.get('namespaces', undefined, namespace);
    if (!found || found.metadata.deletionTimestamp) return;
    const metadata = { name: 'default', namespace };
    this.#create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
    if (this.#cluster.profile === 'chapter') return;
    const annotations = {
      'kubernetes.io/description':
        'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
    };
    const data = { 'ca.crt': this.#cluster.authority };
    this.#create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: rootCa, namespace, annotations },
      data,
    });
  }

  #addToken(account: KubernetesObject): void {
    const { name, namespace = '', uid = '' } = account.metadata;
    const { random, client, authority } = this.#cluster;
    const secret = `${name}-token-${random.suffix()}`;
    this.#create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: secret,
        namespace,
        annotations: {
          'kubernetes.io/service-account.name': name,
          'kubernetes.io/service-account.uid': uid,
        },
      },
      type: tokenType,
      data: { 'ca.crt': base64(authority), namespace: base64(namespace), token: base64(random.hex(64)) },
    });
    client.patch(refOf(account), (draft) => {
      draft.secrets = [...(draft.secrets ?? []), { name: secret }];
      return draft;
    });
  }

  #dropTokens({ metadata }: KubernetesObject): void {
    const { client, store } = this.#cluster;
    for (const secret of store.list('secrets', metadata.namespace))
      if (secret.metadata.annotations?.['kubernetes.io/service-account.uid'] === metadata.uid)
        client.delete(refOf(secret));
  }

  #create(object: KubernetesObject): void {
    try {
      this.#cluster.client.create(object);
    } catch (error) {
      if (!(error instanceof StatusError) || error.code !== 409) throw error;
    }
  }
}

import { timestamp } from '../clock.ts';
import type { Process } from '../controllers/program.ts';
import type { KubernetesObject } from '../object.ts';
import { StatusError } from '../status-error.ts';
import type { Certificate } from '../tls/certificate.ts';

const rootName = 'istio-ca-root-cert';
/** pkg/util/sets and inject.IgnoredNamespaces: these get no root certificate. */
const passedOver = new Set(['kube-public', 'kube-node-lease', 'local-path-storage']);
const elections = ['istio-leader', 'istio-namespace-controller-election', 'istio-gateway-status-leader'];
const lease = 'istio-gateway-deployment-default';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/**
 * What istiod leaves in a cluster at run time, in no manifest: its authority's Secret, the root certificate in every namespace, and
 * who leads.
 */
export class RuntimeObjects {
  readonly #process: Process;
  readonly #certificate: string;
  readonly #unsubscribe: () => void;

  constructor(process: Process, pair: Certificate) {
    this.#process = process;
    const { store } = process.cluster;
    const { namespace = '' } = process.pod().metadata;
    const there = store.get('secrets', namespace, 'istio-ca-secret')?.data?.['ca-cert.pem'];
    this.#certificate = there ? Buffer.from(there, 'base64').toString() : pair.certificate;
    this.#create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'istio-ca-secret', namespace },
      type: 'istio.io/ca-root',
      data: {
        'ca-cert.pem': base64(pair.certificate),
        'ca-key.pem': base64(pair.key),
        'cert-chain.pem': '',
        'key.pem': '',
        'root-cert.pem': '',
      },
    });
    this.#lead(namespace);
    for (const { metadata } of store.list('namespaces')) this.#root(metadata.name);
    this.#unsubscribe = store.subscribe(undefined, ({ type, resource, object }) => {
      if (resource === 'namespaces' && type === 'ADDED') this.#later(object.metadata.name);
      const isRoot = resource === 'configmaps' && object.metadata.name === rootName;
      if (isRoot && type === 'DELETED') this.#later(object.metadata.namespace ?? '');
    });
  }

  stop(): void {
    this.#unsubscribe();
  }

  #later(namespace: string): void {
    this.#process.after(100, () => this.#root(namespace));
  }

  #root(name: string): void {
    const namespace = this.#process.cluster.store.get('namespaces', undefined, name);
    if (!namespace || namespace.metadata.deletionTimestamp || passedOver.has(name)) return;
    this.#create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: rootName, namespace: name, labels: { 'istio.io/config': 'true' } },
      data: { 'root-cert.pem': this.#certificate },
    });
  }

  #lead(namespace: string): void {
    const holder = this.#process.pod().metadata.name;
    const now = timestamp(this.#process.cluster.clock.now());
    const leader = JSON.stringify({
      holderIdentity: holder,
      holderKey: 'default',
      leaseDurationSeconds: 30,
      acquireTime: now,
      renewTime: now,
      leaderTransitions: 0,
    });
    for (const name of elections)
      this.#create({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace, annotations: { 'control-plane.alpha.kubernetes.io/leader': leader } },
      });
    const time = now.replace('Z', '.000000Z');
    this.#create({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: lease, namespace },
      spec: { holderIdentity: holder, leaseDurationSeconds: 30, acquireTime: time, renewTime: time },
    });
  }

  /** It may be there from an earlier istiod, or its namespace may be going. */
  #create(object: KubernetesObject): void {
    try {
      this.#process.cluster.client.create(object);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
    }
  }
}

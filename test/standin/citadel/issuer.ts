import { ApiError, call, type KubernetesObject } from '../shared/kubernetes.ts';
import { logger } from '../shared/log.ts';
import { type Change, Reflector } from '../shared/reflector.ts';
import type { Authority } from './authority.ts';
import { ACCOUNT_ANNOTATION, type Secret, WORKLOAD_TYPE, workloadSecret } from './secrets.ts';

const log = logger();

interface Account {
  namespace: string;
  name: string;
}

/** Keeps one secret for every service account of the cluster. */
export class Issuer {
  readonly #authority: Authority;
  readonly #ownNamespace: string;
  readonly #dnsNames: (namespace: string, account: string) => string[];
  readonly #accounts: Reflector<KubernetesObject>;
  readonly #secrets: Reflector<Secret>;
  readonly #wanted = new Map<string, Account>();
  #working = false;

  constructor(
    authority: Authority,
    ownNamespace: string,
    dnsNames: (namespace: string, account: string) => string[],
  ) {
    this.#authority = authority;
    this.#ownNamespace = ownNamespace;
    this.#dnsNames = dnsNames;
    this.#secrets = new Reflector<Secret>(
      '/api/v1/secrets',
      (change, secret) => this.#secretChanged(change, secret),
      `fieldSelector=type=${WORKLOAD_TYPE}`,
    );
    this.#accounts = new Reflector('/api/v1/serviceaccounts', (change, account) =>
      this.#accountChanged(change, account),
    );
    void Promise.all([this.#secrets.synced, this.#accounts.synced]).then(() => this.#work());
  }

  #accountChanged(change: Change, { metadata }: KubernetesObject): void {
    const account = { namespace: metadata.namespace ?? '', name: metadata.name };
    const identity = spiffe(account);
    if (change === 'ADDED') {
      log.info(`adding registry entry "${identity}" -> "${identity}"`);
      this.#want(account);
    } else if (change === 'DELETED') {
      log.info(`deleting registry entry "${identity}" -> "${identity}"`);
      void this.#remove(account);
    }
  }

  #secretChanged(change: Change, { metadata }: Secret): void {
    const name = metadata.annotations?.[ACCOUNT_ANNOTATION];
    const namespace = metadata.namespace ?? '';
    if (change !== 'DELETED' || !name || !this.#accounts.get(namespace, name)) return;
    log.error(`Re-create deleted Istio secret for existing service account ${name}.`);
    this.#want({ namespace, name });
  }

  #want(account: Account): void {
    this.#wanted.set(spiffe(account), account);
    void this.#work();
  }

  /** Its own namespace first: galley and the injector cannot start without their secrets. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    await Promise.all([this.#secrets.synced, this.#accounts.synced]);
    for (let next = this.#next(); next; next = this.#next()) {
      this.#wanted.delete(spiffe(next));
      if (!this.#secrets.get(next.namespace, `istio.${next.name}`)) await this.#create(next);
    }
    this.#working = false;
  }

  #next(): Account | undefined {
    const wanted = [...this.#wanted.values()];
    return wanted.find(({ namespace }) => namespace === this.#ownNamespace) ?? wanted[0];
  }

  async #create(account: Account): Promise<void> {
    const { namespace, name } = account;
    const pair = await this.#authority.sign(spiffe(account), this.#dnsNames(namespace, name));
    const secret = workloadSecret(namespace, name, pair, this.#authority.root.cert);
    try {
      await call('POST', `/api/v1/namespaces/${namespace}/secrets`, secret);
      log.info(`Istio secret for service account "${name}" in namespace "${namespace}" has been created`);
    } catch (error) {
      if (error instanceof ApiError && error.code === 409) return;
      log.error(
        `Failed to create secret for service account "${name}" in namespace "${namespace}" (error: ${(error as Error).message}), retries 3 times`,
      );
      // a refusal stands (the namespace is going away); an API server that is down may come back
      if (!(error instanceof ApiError)) setTimeout(() => this.#want(account), 1000);
    }
  }

  async #remove(account: Account): Promise<void> {
    const { namespace, name } = account;
    try {
      await call('DELETE', `/api/v1/namespaces/${namespace}/secrets/istio.${name}`);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 404)) return;
    }
    log.info(`Istio secret for service account "${name}" in namespace "${namespace}" has been deleted`);
  }
}

function spiffe({ namespace, name }: Account): string {
  return `spiffe://cluster.local/ns/${namespace}/sa/${name}`;
}

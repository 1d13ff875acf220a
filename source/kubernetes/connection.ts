import type { KubeConfig } from '@kubernetes/client-node';
import { Api } from './api.ts';
import { KubeConfigCredentials } from './credentials.ts';
import { ConfigError } from './errors.ts';
import { HttpsTransport } from './https-transport.ts';
import { type KubeconfigOptions, loadKubeconfig } from './kubeconfig.ts';
import type { KubernetesObject } from './object.ts';
import type { Transport } from './transport.ts';

/** What makes a cluster this cluster, however its context is called: where it answers, and the UID of kube-system. */
export interface ClusterIdentity {
  server: string;
  uid: string;
}

/** One cluster, by one context of a kubeconfig, for as long as the program runs. */
export class Connection {
  readonly context: string;
  readonly server: string;
  readonly config: KubeConfig;
  readonly transport: Transport;
  readonly api: Api;
  readonly #options: KubeconfigOptions;
  #identity: ClusterIdentity | undefined;

  /** Reads the kubeconfig; calls nothing yet. Throws ConfigError. */
  constructor(options: KubeconfigOptions) {
    this.config = loadKubeconfig(options);
    this.context = this.config.getCurrentContext();
    this.server = this.config.getCurrentCluster()?.server ?? '';
    // Credentials made anew must be those of this context, whatever has become of current-context since.
    this.#options = { ...options, context: this.context };
    const credentials = new KubeConfigCredentials(this.config, () => loadKubeconfig(this.#options));
    this.transport = new HttpsTransport(this.server, credentials);
    this.api = new Api(this.transport);
  }

  /** Remembers which cluster this is. Every later `verify` holds the cluster to it. */
  async pin(signal?: AbortSignal): Promise<ClusterIdentity> {
    this.#identity ??= { server: this.server, uid: await this.#uid(signal) };
    return this.#identity;
  }

  /**
   * Before something is written: throws ConfigError `changed` if the kubeconfig now points this context to another server, or if
   * another cluster answers there.
   */
  async verify(signal?: AbortSignal): Promise<void> {
    const pinned = await this.pin(signal);
    const server = loadKubeconfig(this.#options).getCurrentCluster()?.server ?? '';
    const uid = server === pinned.server ? await this.#uid(signal) : '';
    if (uid !== pinned.uid)
      throw new ConfigError('changed', { context: this.context, was: pinned.server, is: server });
  }

  close(): void {
    this.transport.close();
  }

  /** Empty where kube-system may not be read: then the server's URL alone has to do. */
  async #uid(signal?: AbortSignal): Promise<string> {
    try {
      const namespace = await this.transport.json<KubernetesObject>({
        method: 'GET',
        path: '/api/v1/namespaces/kube-system',
        signal,
      });
      return namespace.metadata.uid ?? '';
    } catch (error) {
      if ((error as { code?: unknown }).code === 403) return '';
      throw error;
    }
  }
}

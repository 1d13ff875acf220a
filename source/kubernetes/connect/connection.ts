import type { KubeConfig } from '@kubernetes/client-node';
import { Api } from '../api.ts';
import { ConfigError, Fault, UnreachableError } from '../errors.ts';
import type { KubernetesObject } from '../object.ts';
import { sanitizeLine } from '../sanitize.ts';
import { KubeConfigCredentials } from './credentials.ts';
import { HttpsTransport } from './https-transport.ts';
import { type KubeconfigOptions, loadKubeconfig } from './kubeconfig.ts';
import type { Transport } from './transport.ts';

/** What makes a cluster this cluster, however its context is called: where it answers, and the UID of kube-system. */
export interface ClusterIdentity {
  server: string;
  uid: string;
}

/** Without a name and a password in it: it is shown, and nothing is sent to it by them. */
function serverOf(config: KubeConfig): string {
  const server = config.getCurrentCluster()?.server ?? '';
  return sanitizeLine(server.replace(/^(https?:\/\/)[^/?#]*@/i, '$1'));
}

/** One cluster, by one context of a kubeconfig, for as long as the program runs. */
export class Connection {
  /** Safe to draw, as `server` is: a kubeconfig may be from somebody else. */
  readonly context: string;
  readonly server: string;
  readonly transport: Transport;
  readonly api: Api;
  readonly #options: KubeconfigOptions;
  #config: KubeConfig;
  #identity: ClusterIdentity | undefined;

  /** Reads the kubeconfig; calls nothing yet. Throws ConfigError. */
  constructor(options: KubeconfigOptions) {
    this.#config = loadKubeconfig(options);
    const context = this.#config.getCurrentContext();
    this.context = sanitizeLine(context);
    this.server = serverOf(this.#config);
    // Credentials made anew must be those of this context, whatever has become of current-context since.
    this.#options = { ...options, context };
    const credentials = new KubeConfigCredentials(this.#config, () => this.#reload());
    this.transport = new HttpsTransport(this.server, credentials);
    this.api = new Api(this.transport);
  }

  /** As it was last read: the credentials in it are those that were accepted last. */
  get config(): KubeConfig {
    return this.#config;
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
    this.#refuseOther(serverOf(loadKubeconfig(this.#options)));
    if ((await this.#uid(signal)) !== pinned.uid) throw this.#changed(this.server);
  }

  close(): void {
    this.transport.close();
  }

  /** Credentials made anew, which must not be sent to a server that they are not for. */
  #reload(): KubeConfig {
    const config = loadKubeconfig(this.#options);
    this.#refuseOther(serverOf(config));
    this.#config = config;
    return config;
  }

  #refuseOther(server: string): void {
    if (server !== this.server) throw this.#changed(server);
  }

  #changed(server: string): ConfigError {
    return new ConfigError('changed', { context: this.context, was: this.server, is: server });
  }

  /** Empty where kube-system may not be read: then the server's URL alone has to do. */
  async #uid(signal?: AbortSignal): Promise<string> {
    try {
      const namespace = await this.transport.json<KubernetesObject>({
        method: 'GET',
        path: '/api/v1/namespaces/kube-system',
        signal,
      });
      if (!namespace.metadata?.uid)
        throw new UnreachableError(this.server, new Fault({ key: 'fault.not-object' }));
      return namespace.metadata.uid;
    } catch (error) {
      if ((error as { code?: unknown }).code === 403) return '';
      throw error;
    }
  }
}

import { createHash } from 'node:crypto';
import type http from 'node:http';
import type https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Message } from '../../language/message.ts';
import { ConfigError } from '../errors.ts';
import { sanitizeText } from '../sanitize.ts';
import { viewOf } from './kubeconfig-view.ts';

/** What a call carries to say who we are. Never logged, never drawn. */
export interface Credentials {
  headers: Record<string, string>;
  tls: Pick<
    https.AgentOptions,
    'ca' | 'cert' | 'key' | 'pfx' | 'passphrase' | 'servername' | 'rejectUnauthorized'
  >;
  /** Equal when connections made with one may carry calls made with the other. */
  tlsKey: string;
  /** Set where the kubeconfig names a proxy. */
  agent?: http.Agent;
}

export interface CredentialSource {
  get(): Promise<Credentials>;
  /** After a 401: credentials made anew, unless somebody has already replaced `refused`. */
  renew(refused: Credentials): Promise<Credentials>;
  readonly canRenew: boolean;
}

/** Files and exec plugins are asked again after this long; in between every call shares one answer. */
const freshFor = 10_000;

/** Equal although made at different times: the library keeps an exec plugin's answer, so a refused token can come again. */
function areSame(a: Credentials, b: Credentials): boolean {
  return a.tlsKey === b.tlsKey && a.headers.authorization === b.headers.authorization;
}

/** A plugin writes what it likes to its standard error. What it writes as its answer may hold a token, and a parser quotes it. */
function wordsOf(error: unknown): string | Message {
  if (error instanceof SyntaxError) return { key: 'fault.not-json' };
  return sanitizeText(String((error as Error)?.message ?? error))
    .trim()
    .slice(0, 300);
}

type HttpsOptions = https.RequestOptions & { agent?: http.Agent; auth?: string | null };

/**
 * Credentials by way of a KubeConfig, which knows tokens, token files, certificates, exec plugins and OIDC. The library runs an
 * exec plugin once for each of five parallel calls; here one run is shared by all that wait for it.
 * `load` must make a new KubeConfig each time: an exec plugin's answer is cached inside it, and after a 401 that cache is wrong.
 */
export class KubeConfigCredentials implements CredentialSource {
  readonly #load: () => KubeConfig;
  #config: KubeConfig;
  #current: { value: Credentials; at: number } | undefined;
  #pending: Promise<Credentials> | undefined;

  constructor(config: KubeConfig, load: () => KubeConfig) {
    this.#config = viewOf(config);
    this.#load = load;
  }

  readonly canRenew = true;

  get(): Promise<Credentials> {
    if (this.#current && Date.now() - this.#current.at < freshFor)
      return Promise.resolve(this.#current.value);
    this.#pending ??= this.#make().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async renew(refused: Credentials): Promise<Credentials> {
    if (this.#current && areSame(this.#current.value, refused)) {
      this.#current = undefined;
      try {
        this.#config = viewOf(this.#load());
      } catch (error) {
        if (error instanceof ConfigError) throw error;
        throw new ConfigError('broken', { file: '', words: wordsOf(error) }, error);
      }
    }
    return this.get();
  }

  async #make(): Promise<Credentials> {
    const options: HttpsOptions = {};
    try {
      await this.#config.applyToHTTPSOptions(options);
    } catch (error) {
      const user = this.#config.getCurrentUser();
      const plugin = user?.exec?.command ?? '';
      throw new ConfigError('credentials', { plugin, words: wordsOf(error) }, error);
    }
    const { ca, cert, key, pfx, passphrase, rejectUnauthorized } = options;
    const servername = (options as { servername?: string }).servername;
    const tls = { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized };
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(options.headers ?? {}))
      headers[name.toLowerCase()] = String(value);
    if (options.auth) headers.authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`;
    const behindProxy = this.#config.getCurrentCluster()?.proxyUrl !== undefined;
    // The library's agents open a connection for every call. Node looks at this field each time a call has ended.
    if (behindProxy && options.agent) Object.assign(options.agent, { keepAlive: true });
    const value: Credentials = {
      headers,
      tls,
      tlsKey: createHash('sha256')
        .update(JSON.stringify([String(ca), String(cert), String(key), servername, rejectUnauthorized]))
        .digest('hex'),
      ...(behindProxy && options.agent ? { agent: options.agent } : {}),
    };
    this.#current = { value, at: Date.now() };
    return value;
  }
}

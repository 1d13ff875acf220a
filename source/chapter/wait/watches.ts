import type { Api } from '../../kubernetes/api.ts';
import { lastAppliedAnnotation } from '../../kubernetes/fields/merge-apply.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { sanitizeObject } from '../../kubernetes/sanitize-object.ts';
import { Reflector } from '../../kubernetes/watch/reflector.ts';

/** Everything that is watched is drawn or told sooner or later, so it is made safe here, once. */
export function shape(object: KubernetesObject): KubernetesObject {
  delete object.metadata.managedFields;
  delete object.metadata.annotations?.['kubectl.kubernetes.io/last-applied-configuration'];
  delete object.metadata.annotations?.[lastAppliedAnnotation];
  return sanitizeObject(object);
}

export interface WatchOptions {
  namespace?: string;
  /** Enough where only names, labels and owners matter. */
  metadataOnly?: boolean;
  fieldSelector?: string;
}

/** Reflectors by kind and namespace, each started when it is first asked for, all stopped together. */
export class Watches {
  readonly #api: Api;
  readonly #signal: AbortSignal;
  readonly #reflectors = new Map<string, Promise<Reflector>>();
  readonly #listeners = new Set<() => void>();
  #stopped = false;

  /** `signal` ends what is still being looked up; `stop` ends the watches. */
  constructor(api: Api, signal: AbortSignal) {
    this.#api = api;
    this.#signal = signal;
  }

  /** The reflector of a kind, started; throws NotServedError. */
  get(apiVersion: string, kind: string, options: WatchOptions = {}): Promise<Reflector> {
    const key = [
      apiVersion,
      kind,
      options.namespace ?? '',
      options.metadataOnly ? 'metadata' : '',
      options.fieldSelector,
    ].join('/');
    const kept = this.#reflectors.get(key);
    if (kept) return kept;
    const made = this.#start(apiVersion, kind, options);
    this.#reflectors.set(key, made);
    made.catch(() => this.#reflectors.delete(key));
    return made;
  }

  /** Calls back after every change of any of them. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop(): void {
    this.#stopped = true;
    this.#listeners.clear();
    for (const reflector of this.#reflectors.values()) {
      reflector.then(
        (one) => one.stop(),
        () => {},
      );
    }
  }

  async #start(apiVersion: string, kind: string, options: WatchOptions): Promise<Reflector> {
    const type = await this.#api.type(apiVersion, kind, this.#signal);
    const reflector = new Reflector({ transport: this.#api.transport, type, transform: shape, ...options });
    reflector.subscribe(() => {
      for (const listener of [...this.#listeners]) listener();
    });
    if (!this.#stopped) reflector.start();
    return reflector;
  }
}

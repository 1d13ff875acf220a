import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, call, type KubernetesObject, open } from './kubernetes.ts';
import { onJsonLine } from './lines.ts';
import { logger } from './log.ts';

export type Change = 'ADDED' | 'MODIFIED' | 'DELETED';
interface WatchEvent<T> {
  type: Change | 'BOOKMARK' | 'ERROR';
  object: T;
}

/**
 * The objects of one kind, kept by list and watch. A kind that is not served (its CRD is missing or goes away)
 * counts as having no objects, and is asked for again.
 */
export class Reflector<T extends KubernetesObject> {
  readonly items = new Map<string, T>();
  readonly synced: Promise<void>;
  readonly #path: string;
  readonly #query: string;
  readonly #changed: (change: Change, object: T) => void;
  #reason = '';

  constructor(path: string, changed: (change: Change, object: T) => void = () => {}, query = '') {
    this.#path = path;
    this.#query = query;
    this.#changed = changed;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.synced = promise;
    void this.#run(resolve);
  }

  get(namespace: string, name: string): T | undefined {
    return this.items.get(`${namespace}/${name}`);
  }

  async #run(synced: () => void): Promise<never> {
    for (;;) {
      try {
        const list = await call<{ metadata: { resourceVersion: string }; items: T[] }>('GET', this.#url({}));
        this.#replace(list.items);
        synced();
        await this.#watch(list.metadata.resourceVersion);
      } catch (error) {
        if (error instanceof ApiError && error.code === 404) {
          this.#replace([]);
          synced();
        } else {
          this.#complain((error as Error).message);
        }
        await delay(1000);
      }
    }
  }

  /** Once for every new reason: an API server that stays away would fill the log otherwise. */
  #complain(reason: string): void {
    if (reason !== this.#reason) logger().error(`Failed to list ${this.#path}: ${reason}`);
    this.#reason = reason;
  }

  #url(query: Record<string, string>): string {
    return `${this.#path}?${new URLSearchParams(query)}&${this.#query}`;
  }

  #replace(objects: T[]): void {
    const gone = new Map(this.items);
    for (const object of objects) {
      gone.delete(key(object));
      this.#set(object);
    }
    for (const object of gone.values()) this.#delete(object);
  }

  async #watch(resourceVersion: string): Promise<void> {
    const response = await open('GET', this.#url({ watch: 'true', resourceVersion, timeoutSeconds: '290' }));
    if (response.statusCode !== 200) {
      response.resume();
      throw new ApiError(response.statusCode ?? 0, 'watch refused');
    }
    await new Promise<void>((resolve) => {
      onJsonLine<WatchEvent<T>>(response, (event) => {
        if (event.type === 'DELETED') this.#delete(event.object);
        else if (event.type === 'ERROR') response.destroy();
        else if (event.type !== 'BOOKMARK') this.#set(event.object);
      });
      response.once('error', () => {});
      response.once('close', resolve);
    });
  }

  #set(object: T): void {
    const before = this.items.get(key(object));
    if (before?.metadata.resourceVersion === object.metadata.resourceVersion) return;
    this.items.set(key(object), object);
    this.#changed(before ? 'MODIFIED' : 'ADDED', object);
  }

  #delete(object: KubernetesObject): void {
    const before = this.items.get(key(object));
    if (before && this.items.delete(key(object))) this.#changed('DELETED', before);
  }
}

function key(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

import { deepFreeze, type KubernetesObject } from '../object.ts';

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One write. `object` carries its new resourceVersion; of a deleted object it is the last state, at the deletion's. */
export interface Change {
  type: ChangeType;
  /** The stored kind, e.g. `deployments.apps`, `pods`. */
  resource: string;
  object: KubernetesObject;
  /** What was there before; absent when the object is new. */
  previous?: KubernetesObject;
  revision: number;
}

export type Listener = (change: Change) => void;

interface Shelf {
  /** By `namespace/name`, or `name` for a kind without namespaces. */
  objects: Map<string, KubernetesObject>;
  /** The keys in etcd's order; absent when a key has come since they were sorted. */
  sorted: string[] | undefined;
  history: Change[];
  /** Changes up to this revision are forgotten. */
  floor: number;
}

export const keyOf = (namespace: string | undefined, name: string): string =>
  namespace ? `${namespace}/${name}` : name;

const byBytes = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * What etcd is to a real cluster: every object by kind and key, one revision counter for all, the latest changes of each kind, and
 * a stream of them. Knows nothing of what an object means.
 */
export class Store {
  readonly #shelves = new Map<string, Shelf>();
  readonly #listeners = new Set<{ resource: string | undefined; listener: Listener }>();
  readonly #queue: Change[] = [];
  readonly #historyLimit: number;
  readonly #onListenerError: (error: unknown) => void;
  #draining = false;
  #revision: number;
  #floor = 0;

  constructor(
    options: {
      historyLimit?: number;
      firstRevision?: number;
      onListenerError?: (error: unknown) => void;
    } = {},
  ) {
    this.#historyLimit = options.historyLimit ?? 2_000;
    this.#revision = options.firstRevision ?? 100;
    this.#onListenerError = options.onListenerError ?? (() => {});
  }

  /** The revision of the latest write. */
  get revision(): number {
    return this.#revision;
  }

  get(resource: string, namespace: string | undefined, name: string): KubernetesObject | undefined {
    return this.#shelves.get(resource)?.objects.get(keyOf(namespace, name));
  }

  /** In the order of namespaces and names, as etcd keeps them. */
  list(resource: string, namespace?: string): KubernetesObject[] {
    const shelf = this.#shelves.get(resource);
    if (!shelf) return [];
    shelf.sorted ??= [...shelf.objects.keys()].sort(byBytes);
    const all = namespace ? shelf.sorted.filter((key) => key.startsWith(`${namespace}/`)) : shelf.sorted;
    return all.map((key) => shelf.objects.get(key) as KubernetesObject);
  }

  /** The kinds of which there is something. */
  kinds(): string[] {
    return [...this.#shelves].flatMap(([key, { objects }]) => (objects.size > 0 ? [key] : []));
  }

  count(resource: string): number {
    return this.#shelves.get(resource)?.objects.size ?? 0;
  }

  /** As `list` was at an earlier revision; undefined when that is forgotten. */
  listAt(resource: string, revision: number, namespace?: string): KubernetesObject[] | undefined {
    if (revision >= this.#revision) return this.list(resource, namespace);
    const later = this.changesSince(resource, revision);
    if (!later) return undefined;
    const objects = new Map(this.#shelf(resource).objects);
    for (const { object, previous } of later.reverse()) {
      const key = keyOf(object.metadata.namespace, object.metadata.name);
      if (previous) objects.set(key, previous);
      else objects.delete(key);
    }
    return [...objects.keys()]
      .sort(byBytes)
      .filter((key) => !namespace || key.startsWith(`${namespace}/`))
      .map((key) => objects.get(key) as KubernetesObject);
  }

  /** Creates or replaces; the object gets the next resourceVersion and is frozen. */
  put(resource: string, object: KubernetesObject): KubernetesObject {
    const shelf = this.#shelf(resource);
    const key = keyOf(object.metadata.namespace, object.metadata.name);
    const previous = shelf.objects.get(key);
    this.#revision += 1;
    const stored = deepFreeze({
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(this.#revision) },
    });
    shelf.objects.set(key, stored);
    if (!previous) shelf.sorted = undefined;
    this.#record(shelf, {
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      object: stored,
      previous,
      revision: this.#revision,
    });
    return stored;
  }

  /** Removes; the answer is the last state, at the revision of the removal. */
  remove(resource: string, namespace: string | undefined, name: string): KubernetesObject | undefined {
    const shelf = this.#shelf(resource);
    const key = keyOf(namespace, name);
    const previous = shelf.objects.get(key);
    if (!previous) return undefined;
    this.#revision += 1;
    const object = deepFreeze({
      ...previous,
      metadata: { ...previous.metadata, resourceVersion: String(this.#revision) },
    });
    shelf.objects.delete(key);
    shelf.sorted = undefined;
    this.#record(shelf, { type: 'DELETED', resource, object, previous, revision: this.#revision });
    return object;
  }

  /** What was written after `revision`, oldest first; undefined when some of it is forgotten. */
  changesSince(resource: string, revision: number): Change[] | undefined {
    const shelf = this.#shelf(resource);
    if (revision < shelf.floor) return undefined;
    return shelf.history.filter((change) => change.revision > revision);
  }

  /** The oldest revision from which a kind can be watched. */
  floor(resource: string): number {
    return this.#shelf(resource).floor;
  }

  /** Forgets all history, as a compaction does: watches from before now are too old. */
  compact(): void {
    this.#floor = this.#revision;
    for (const shelf of this.#shelves.values()) {
      shelf.history = [];
      shelf.floor = this.#revision;
    }
  }

  /**
   * Calls back after every write, of one kind or of all, always in the order of the writes: a write made inside a listener is told
   * after the one that it answers. The answer ends it.
   */
  subscribe(resource: string | undefined, listener: Listener): () => void {
    const entry = { resource, listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** Makes several writes before any of them is told, so that whoever hears of the first finds all of them done. */
  together(write: () => void): void {
    const isOuter = !this.#draining;
    this.#draining = true;
    try {
      write();
    } finally {
      if (isOuter) {
        this.#draining = false;
        this.#drain();
      }
    }
  }

  #shelf(resource: string): Shelf {
    let shelf = this.#shelves.get(resource);
    if (!shelf) {
      shelf = { objects: new Map(), sorted: undefined, history: [], floor: this.#floor };
      this.#shelves.set(resource, shelf);
    }
    return shelf;
  }

  #record(shelf: Shelf, change: Change): void {
    shelf.history.push(change);
    // Dropped a quarter at a time, so that a busy kind does not move its whole history at every write.
    if (shelf.history.length > this.#historyLimit * 1.25) {
      const dropped = shelf.history.splice(0, shelf.history.length - this.#historyLimit);
      shelf.floor = dropped.at(-1)?.revision ?? shelf.floor;
    }
    this.#queue.push(change);
    this.#drain();
  }

  #drain(): void {
    if (this.#draining) return;
    this.#draining = true;
    for (let change = this.#queue.shift(); change; change = this.#queue.shift()) {
      for (const { resource, listener } of [...this.#listeners]) {
        if (resource !== undefined && resource !== change.resource) continue;
        try {
          listener(change);
        } catch (error) {
          this.#onListenerError(error);
        }
      }
    }
    this.#draining = false;
  }
}

import type { KubernetesObject } from '../object.ts';

export type Change<T extends KubernetesObject> =
  | { type: 'added'; object: T; old?: undefined }
  | { type: 'modified'; object: T; old: T }
  | { type: 'deleted'; object: T; old: T };

/** `namespace/name`, or the name alone for cluster-scoped kinds: unique within one kind at one time. */
export function storeKey({ metadata }: KubernetesObject): string {
  return metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name;
}

function sameObject(a: KubernetesObject, b: KubernetesObject): boolean {
  return a.metadata.uid === b.metadata.uid;
}

function sameVersion(a: KubernetesObject, b: KubernetesObject): boolean {
  const version = a.metadata.resourceVersion;
  return sameObject(a, b) && version !== undefined && version === b.metadata.resourceVersion;
}

/** The objects of one kind as last seen. Every method answers with what it changed, in the order to tell it. */
export class ObjectStore<T extends KubernetesObject> {
  readonly #objects = new Map<string, T>();

  get objects(): ReadonlyMap<string, T> {
    return this.#objects;
  }

  /** An event that says what is known already changes nothing: a watch that resumes may repeat one. */
  put(object: T): Change<T>[] {
    const key = storeKey(object);
    const old = this.#objects.get(key);
    if (old && sameVersion(old, object)) return [];
    this.#objects.set(key, object);
    if (!old) return [{ type: 'added', object }];
    if (sameObject(old, object)) return [{ type: 'modified', object, old }];
    // Same name, another uid: it was deleted and made anew while nobody watched.
    return [
      { type: 'deleted', object: old, old },
      { type: 'added', object },
    ];
  }

  remove(object: T): Change<T>[] {
    const key = storeKey(object);
    const old = this.#objects.get(key);
    if (!old || !sameObject(old, object)) return [];
    this.#objects.delete(key);
    return [{ type: 'deleted', object, old }];
  }

  /** All that there is now, after a list: what is not in it has gone meanwhile. */
  replace(all: readonly T[]): Change<T>[] {
    const changes: Change<T>[] = [];
    const present = new Set(all.map(storeKey));
    for (const [key, old] of this.#objects) {
      if (present.has(key)) continue;
      this.#objects.delete(key);
      changes.push({ type: 'deleted', object: old, old });
    }
    for (const object of all) changes.push(...this.put(object));
    return changes;
  }
}

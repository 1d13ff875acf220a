import { Discovery, pathOfVersion } from './discovery.ts';
import { ApiError, isNotFound } from './errors.ts';
import { type KubernetesObject, type ObjectRef, type ResourceType, refOf } from './object.ts';
import type { ApiRequest, Transport } from './transport.ts';

/** The field manager of everything that hoist writes; `managedFields` names it as the owner. */
export const fieldManager = 'hoist';

/** The kind that was asked for is not served here: a CRD that is missing, or a version that this server dropped. */
export class NotServedError extends Error {
  override readonly name = 'NotServedError';
  readonly apiVersion: string;
  readonly kind: string;

  constructor(apiVersion: string, kind: string) {
    super(`this server does not serve ${kind} in ${apiVersion}`);
    this.apiVersion = apiVersion;
    this.kind = kind;
  }
}

export interface ListOptions {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  /** Names, labels and annotations only: enough to find things, and never a Secret's data. */
  metadataOnly?: boolean;
  signal?: AbortSignal;
}

interface ObjectList<T> {
  metadata: { resourceVersion?: string; continue?: string };
  items: T[];
}

/** Before 1.15 a server has no bare metadata in this version, and gives whole objects instead. */
const metadataList = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';
const pageSize = 500;

/** `/apis/apps/v1/namespaces/default/deployments`; without a namespace, the whole cluster's. */
export function pathOfType(type: ResourceType, namespace?: string): string {
  const scope = type.namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${pathOfVersion(type.apiVersion)}${scope}/${type.resource}`;
}

/** Reads and writes single objects and lists, by kind. All errors are those of Transport, and NotServedError. */
export class Api {
  readonly transport: Transport;
  readonly discovery: Discovery;

  constructor(transport: Transport) {
    this.transport = transport;
    this.discovery = new Discovery(transport);
  }

  /** The type of a kind; throws NotServedError. */
  async type(apiVersion: string, kind: string, signal?: AbortSignal): Promise<ResourceType> {
    const type = await this.discovery.find(apiVersion, kind, signal);
    if (!type) throw new NotServedError(apiVersion, kind);
    return type;
  }

  /** The object, or undefined if there is none. */
  async get<T extends KubernetesObject>(ref: ObjectRef, signal?: AbortSignal): Promise<T | undefined> {
    const path = await this.#pathOf(ref, signal);
    try {
      return await this.transport.json<T>({ method: 'GET', path, signal });
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  /** Calls back with every object of a kind, page by page, keeping none. Items get the apiVersion and kind that lists leave out. */
  async each<T extends KubernetesObject>(
    type: ResourceType,
    options: ListOptions,
    take: (object: T) => void,
  ): Promise<void> {
    const { namespace, labelSelector, fieldSelector, metadataOnly, signal } = options;
    let next: string | undefined;
    do {
      const query = { limit: pageSize, continue: next, labelSelector, fieldSelector };
      const page = await this.transport.json<ObjectList<T>>({
        method: 'GET',
        path: pathOfType(type, namespace),
        query,
        signal,
        ...(metadataOnly ? { accept: metadataList } : {}),
      });
      for (const item of page.items ?? []) take({ ...item, apiVersion: type.apiVersion, kind: type.kind });
      next = page.metadata.continue || undefined;
    } while (next);
  }

  /** Every object of a kind. */
  async list<T extends KubernetesObject>(type: ResourceType, options: ListOptions = {}): Promise<T[]> {
    const items: T[] = [];
    await this.each<T>(type, options, (item) => items.push(item));
    return items;
  }

  /** As list, but empty where the kind is not served. */
  async listIfServed<T extends KubernetesObject>(
    apiVersion: string,
    kind: string,
    options: ListOptions = {},
  ): Promise<T[]> {
    const type = await this.discovery.find(apiVersion, kind, options.signal);
    return type ? this.list<T>(type, options) : [];
  }

  /**
   * Server-side apply: what `object` says becomes ours, and nothing else changes. Another manager's differing field is an ApiError
   * 409 with one cause a field, unless `force`. A server before 1.16 knows no server-side apply; there the object is created, or
   * merged into what is there.
   */
  async apply(
    object: KubernetesObject,
    options: { dryRun?: boolean; force?: boolean; signal?: AbortSignal } = {},
  ): Promise<KubernetesObject> {
    const { dryRun, force, signal } = options;
    const path = await this.#pathOf(refOf(object), signal);
    const query = { fieldManager, dryRun: dryRun ? 'All' : undefined };
    try {
      return await this.transport.json<KubernetesObject>({
        method: 'PATCH',
        path,
        query: { ...query, force: force ? true : undefined },
        body: object,
        contentType: 'application/apply-patch+yaml',
        signal,
      });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 415) throw error;
      return this.#applyByMerge(object, path, query, signal);
    }
  }

  /** JSON merge patch (RFC 7386): `null` removes a field. */
  async merge(ref: ObjectRef, patch: object, signal?: AbortSignal): Promise<KubernetesObject> {
    const path = await this.#pathOf(ref, signal);
    return this.transport.json<KubernetesObject>({
      method: 'PATCH',
      path,
      query: { fieldManager },
      body: patch,
      contentType: 'application/merge-patch+json',
      signal,
    });
  }

  /**
   * Asks for deletion; the object may live on until its finalizers are done. False if it was not there.
   * With `uid`, only that very object is deleted: a namesake made since is a 409.
   */
  async delete(
    ref: ObjectRef,
    options: {
      propagation?: 'Background' | 'Foreground' | 'Orphan';
      uid?: string;
      signal?: AbortSignal;
    } = {},
  ): Promise<boolean> {
    const path = await this.#pathOf(ref, options.signal);
    const { uid, propagation = 'Background', signal } = options;
    const body = {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      propagationPolicy: propagation,
      ...(uid ? { preconditions: { uid } } : {}),
    };
    try {
      await this.transport.json({ method: 'DELETE', path, body, signal });
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  async create<T>(request: Pick<ApiRequest, 'path' | 'body' | 'signal'>): Promise<T> {
    return this.transport.json<T>({ method: 'POST', ...request });
  }

  async #applyByMerge(
    object: KubernetesObject,
    path: string,
    query: ApiRequest['query'],
    signal: AbortSignal | undefined,
  ): Promise<KubernetesObject> {
    const there = await this.get(refOf(object), signal);
    if (there) {
      const contentType = 'application/merge-patch+json';
      return this.transport.json({ method: 'PATCH', path, query, body: object, contentType, signal });
    }
    const collection = path.slice(0, path.lastIndexOf('/'));
    return this.transport.json({ method: 'POST', path: collection, query, body: object, signal });
  }

  async #pathOf(ref: ObjectRef, signal?: AbortSignal): Promise<string> {
    const type = await this.type(ref.apiVersion, ref.kind, signal);
    return `${pathOfType(type, ref.namespace)}/${encodeURIComponent(ref.name)}`;
  }
}

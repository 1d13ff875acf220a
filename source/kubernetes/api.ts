import { Discovery, pathOfVersion } from './connect/discovery.ts';
import type { ApiRequest, Transport } from './connect/transport.ts';
import { ApiError, Fault, isNotFound, UnreachableError } from './errors.ts';
import { sameContent } from './fields/compare.ts';
import { fieldManager } from './fields/field-manager.ts';
import { carryingApplied, mergePatch, withoutApplied } from './fields/merge-apply.ts';
import { type KubernetesObject, type ObjectRef, type ResourceType, refOf } from './object.ts';
import { isList } from './watch/list-reader.ts';

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
  /** Known once an apply was refused as a kind of patch that this server has never heard of. */
  #merges = false;

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

  /**
   * What `shape` makes of every object of a kind, page by page, as they come; of what it does not want it answers undefined. Items get the
   * apiVersion and kind that lists leave out.
   */
  async map<T extends KubernetesObject, Kept>(
    type: ResourceType,
    options: ListOptions,
    shape: (object: T) => Kept | undefined,
  ): Promise<Kept[]> {
    const { apiVersion, kind } = type;
    const { namespace, labelSelector, fieldSelector, metadataOnly, signal } = options;
    const kept: Kept[] = [];
    let next: string | undefined;
    const turned = new Set<string>();
    do {
      const query = { limit: pageSize, continue: next, labelSelector, fieldSelector };
      const page = await this.transport.list(
        {
          method: 'GET',
          path: pathOfType(type, namespace),
          query,
          signal,
          ...(metadataOnly ? { accept: metadataList } : {}),
        },
        (item) => shape({ ...(item as T), apiVersion, kind }),
      );
      if (!isList(page))
        throw new UnreachableError(this.transport.server, new Fault({ key: 'fault.not-list' }));
      for (const one of page.items ?? []) if (one !== undefined) kept.push(one);
      next = page.metadata?.continue || undefined;
      // A server, or a proxy before it, that gives the same page again would do so for ever.
      if (next && turned.has(next))
        throw new UnreachableError(this.transport.server, new Fault({ key: 'fault.endless-list' }));
      if (next) turned.add(next);
    } while (next);
    return kept;
  }

  /** Every object of a kind. */
  async list<T extends KubernetesObject>(type: ResourceType, options: ListOptions = {}): Promise<T[]> {
    return this.map<T, T>(type, options, (object) => object);
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
   * 409 with one cause a field, unless `force`. With `metadata.resourceVersion` it is a 409 without causes if the object has changed
   * since. A server before 1.16 knows no server-side apply; there the object is created, or merged into what is there.
   */
  async apply(
    object: KubernetesObject,
    options: { dryRun?: boolean; force?: boolean; signal?: AbortSignal } = {},
  ): Promise<KubernetesObject> {
    const { dryRun, force, signal } = options;
    const path = await this.#pathOf(refOf(object), signal);
    const query = { fieldManager, dryRun: dryRun ? 'All' : undefined };
    if (this.#merges) return this.#applyByMerge(object, path, query, options);
    try {
      return await this.transport.json<KubernetesObject>({
        method: 'PATCH',
        path,
        query: { ...query, force: force ? true : undefined },
        body: object,
        contentType: 'application/apply-patch+yaml',
        repeatable: true,
        signal,
      });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 415) throw error;
      this.#merges = true;
      return this.#applyByMerge(object, path, query, options);
    }
  }

  /** The whole object in place of what is there; with `metadata.resourceVersion` only of that version. */
  async replace(ref: ObjectRef, object: KubernetesObject, signal?: AbortSignal): Promise<KubernetesObject> {
    const path = await this.#pathOf(ref, signal);
    const query = { fieldManager };
    return this.transport.json<KubernetesObject>({ method: 'PUT', path, query, body: object, signal });
  }

  /**
   * JSON merge patch (RFC 7386): `null` removes a field. With `uid`, only that very object is changed: for a namesake made since the
   * server refuses it, as isNamesake tells.
   */
  async merge(
    ref: ObjectRef,
    patch: { metadata?: object; [field: string]: unknown },
    { uid, signal }: { uid?: string; signal?: AbortSignal } = {},
  ): Promise<KubernetesObject> {
    const path = await this.#pathOf(ref, signal);
    return this.transport.json<KubernetesObject>({
      method: 'PATCH',
      path,
      query: { fieldManager },
      body: uid ? { ...patch, metadata: { ...patch.metadata, uid } } : patch,
      contentType: 'application/merge-patch+json',
      repeatable: true,
      signal,
    });
  }

  /**
   * Asks for deletion; the object may live on until its finalizers are done. False if it was not there.
   * With `uid`, only that very object is deleted: for a namesake made since the server refuses it, as isNamesake tells.
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
    { force = false, signal }: { force?: boolean; signal?: AbortSignal },
  ): Promise<KubernetesObject> {
    const there = await this.get(refOf(object), signal);
    if (there) {
      const contentType = 'application/merge-patch+json';
      const send = (body: object): Promise<KubernetesObject> =>
        this.transport.json({ method: 'PATCH', path, query, body, contentType, signal });
      try {
        return await send(mergePatch(object, there, force));
      } catch (error) {
        // The server may store a value in another form than was sent. Where a forced write would change nothing, nobody is in conflict.
        const isDry = query?.dryRun !== undefined && error instanceof ApiError && error.code === 409;
        const after = isDry ? await send(mergePatch(object, there, true)) : undefined;
        if (after && sameContent(withoutApplied(there), withoutApplied(after))) return there;
        throw error;
      }
    }
    const collection = path.slice(0, path.lastIndexOf('/'));
    const body = carryingApplied(object);
    const create: ApiRequest = { method: 'POST', path: collection, query, body, repeatable: true, signal };
    try {
      return await this.transport.json(create);
    } catch (error) {
      // Created since, by somebody else or by a first try whose answer was lost.
      const exists = error instanceof ApiError && error.reason === 'AlreadyExists';
      if (!exists) throw error;
      return this.#applyByMerge(object, path, query, { force, signal });
    }
  }

  async #pathOf(ref: ObjectRef, signal?: AbortSignal): Promise<string> {
    const type = await this.type(ref.apiVersion, ref.kind, signal);
    return `${pathOfType(type, ref.namespace)}/${encodeURIComponent(ref.name)}`;
  }
}

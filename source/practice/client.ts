import type { ObjectApi } from './machinery/object-api.ts';
import type { DeleteOptions, ListOptions, Target } from './machinery/options.ts';
import { viewOf } from './machinery/view.ts';
import type { KubernetesObject } from './object.ts';
import { groupOf } from './object.ts';
import { StatusError } from './status-error.ts';
import type { Listener } from './store/store.ts';

/** Names one object. `namespace` is absent for cluster-scoped kinds. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

export function refOf({ apiVersion, kind, metadata }: KubernetesObject): ObjectRef {
  const { name, namespace } = metadata;
  return { apiVersion, kind, ...(namespace ? { namespace } : {}), name };
}

/**
 * How controllers read and write: the same semantics as over HTTP, as plain calls that are done when they return. What is read is
 * frozen; writes that the API refuses throw a StatusError.
 */
export class Client {
  readonly api: ObjectApi;
  readonly #manager: string | undefined;

  /** With a manager, writes are remembered in managedFields under its name. */
  constructor(api: ObjectApi, manager?: string) {
    this.api = api;
    this.#manager = manager;
  }

  /** Undefined if there is none, or if its kind is not served. */
  get(ref: ObjectRef): KubernetesObject | undefined {
    const resource = this.api.registry.byKind(ref.apiVersion, ref.kind);
    const stored = resource && this.api.store.get(resource.key, ref.namespace, ref.name);
    return stored && resource && viewOf(stored, { resource, apiVersion: ref.apiVersion });
  }

  /** Empty if the kind is not served. */
  list(
    apiVersion: string,
    kind: string,
    options: ListOptions & { namespace?: string } = {},
  ): KubernetesObject[] {
    const resource = this.api.registry.byKind(apiVersion, kind);
    if (!resource) return [];
    return this.api.list({ resource, apiVersion, namespace: options.namespace }, options);
  }

  create(object: KubernetesObject): KubernetesObject {
    return this.api.create({ ...this.#target(refOf(object)), name: undefined }, object, this.#options());
  }

  /** Replaces all but the status, which has `updateStatus`. With a resourceVersion it is held to it. */
  update(object: KubernetesObject): KubernetesObject {
    return this.api.update(this.#target(refOf(object)), object, this.#options());
  }

  updateStatus(object: KubernetesObject): KubernetesObject {
    return this.api.update(
      { ...this.#target(refOf(object)), subresource: 'status' },
      object,
      this.#options(),
    );
  }

  /** Gives a copy to change; returning nothing means that the copy itself was changed. */
  patch(
    ref: ObjectRef,
    change: (draft: KubernetesObject) => KubernetesObject | undefined,
    subresource?: string,
  ): KubernetesObject {
    const target = { ...this.#target(ref), subresource };
    return this.api.patch(target, (draft) => change(draft) ?? draft, this.#options());
  }

  /** As `patch`, of the status alone. */
  patchStatus(
    ref: ObjectRef,
    change: (draft: KubernetesObject) => KubernetesObject | undefined,
  ): KubernetesObject {
    return this.patch(ref, change, 'status');
  }

  /** False if it was not there. */
  delete(ref: ObjectRef, options: DeleteOptions = { propagationPolicy: 'Background' }): boolean {
    try {
      this.api.delete(this.#target(ref), options);
      return true;
    } catch (error) {
      if (error instanceof StatusError && error.code === 404) return false;
      throw error;
    }
  }

  /** Tells of every write to a kind, in the stored form, after it is done; the answer ends it. */
  subscribe(apiVersion: string, kind: string, listener: Listener): () => void {
    const resource = this.api.registry.byGroupKind(apiVersion, kind);
    if (!resource)
      throw new Error(`this cluster has no ${kind} in ${groupOf(apiVersion) || 'the core group'}`);
    return this.api.store.subscribe(resource.key, listener);
  }

  #options() {
    return this.#manager ? { fieldManager: this.#manager } : {};
  }

  #target({ apiVersion, kind, namespace, name }: ObjectRef): Target {
    const resource = this.api.registry.byKind(apiVersion, kind);
    if (!resource)
      throw new StatusError(404, 'NotFound', `no matches for kind "${kind}" in version "${apiVersion}"`, {});
    return { resource, apiVersion, name, ...(resource.namespaced ? { namespace } : {}) };
  }
}

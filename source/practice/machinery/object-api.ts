import type { Registry } from '../kinds/registry.ts';
import type { KubernetesObject } from '../object.ts';
import { notFound } from '../status-error.ts';
import type { Store } from '../store/store.ts';
import { invalid, invalidObject, invalidValue } from '../validation/field-error.ts';
import { inWordsOf } from '../validation/words.ts';
import type { Admission } from './admission.ts';
import type { Behaviour } from './behaviour.ts';
import { checkNameOf, checkNamespaceOf, checkSeenVersion } from './checks.ts';
import { createObject } from './create.ts';
import { type Deletion, deleteObject } from './delete.ts';
import { draftOf } from './draft.ts';
import type { ApplyOptions, DeleteOptions, ListOptions, Target, WriteOptions } from './options.ts';
import { replaceObject } from './replace.ts';
import { readScale, writeScale } from './scale.ts';
import { applyOwned } from './server-side-apply.ts';
import { mayCreateOnUpdate, needsResourceVersion } from './strategy.ts';
import { matcherOf, viewOf } from './view.ts';
import { type WriteParts, WritePath } from './write-path.ts';

export interface ObjectApiParts extends WriteParts {
  registry: Registry;
}

/**
 * What every request to the API server means: reads, and writes through defaulting, admission, validation and the rules of
 * metadata, down into the store. Without HTTP, so that controllers use the very same. All refusals are StatusErrors.
 */
export class ObjectApi {
  readonly store: Store;
  readonly registry: Registry;
  readonly behaviour: Behaviour;
  readonly #path: WritePath;

  constructor(parts: ObjectApiParts) {
    this.store = parts.store;
    this.registry = parts.registry;
    this.behaviour = parts.behaviour;
    this.#path = new WritePath(parts);
  }

  /** Adds a plugin at the end of the chain. */
  admit(admission: Admission): void {
    this.#path.admit(admission);
  }

  now(): string {
    return this.#path.now();
  }

  get(target: Target): KubernetesObject {
    const stored = this.#path.stored(target);
    return target.subresource === 'scale' ? readScale(stored) : viewOf(stored, target);
  }

  list(target: Target, options: ListOptions = {}): KubernetesObject[] {
    const matches = matcherOf(target, options);
    return this.store
      .list(target.resource.key, target.namespace)
      .filter(matches)
      .map((stored) => viewOf(stored, target));
  }

  create(target: Target, input: KubernetesObject, options: WriteOptions = {}): KubernetesObject {
    return createObject(this.#path, target, input, options);
  }

  /** Replaces; a few kinds are made where they are not there. */
  update(target: Target, input: KubernetesObject, options: WriteOptions = {}): KubernetesObject {
    const { resource, name = '', namespace, subresource } = target;
    const object = draftOf(input);
    checkNameOf(object, name);
    checkNamespaceOf(object, namespace);
    const old = this.store.get(resource.key, namespace, name);
    if (!old) {
      if (!mayCreateOnUpdate(resource) || subresource) throw notFound(resource, name);
      return this.create({ ...target, name: undefined }, object, options);
    }
    if (subresource === 'scale') {
      const scaled = writeScale(old, object);
      return readScale(replaceObject(this.#path, target, old, scaled, options));
    }
    if (!object.metadata.resourceVersion && needsResourceVersion(resource))
      throw invalidObject(resource.group, resource.plural, name, [
        // As the server shows the number that it did not get.
        inWordsOf(
          this.behaviour.profile,
          invalidValue('metadata.resourceVersion', 0, '0x0', 'must be specified for an update'),
        ),
      ]);
    return viewOf(
      replaceObject(this.#path, target, old, this.#path.toStored(object, target), options),
      target,
    );
  }

  /** Changes what is there by a function of it, in the version that was asked for: all kinds of patches. */
  patch(
    target: Target,
    change: (current: KubernetesObject) => KubernetesObject,
    options: WriteOptions = {},
  ): KubernetesObject {
    const { resource, name = '', namespace, subresource } = target;
    const old = this.#path.stored(target);
    if (subresource === 'scale') {
      const scale = change(draftOf(readScale(old)));
      checkNameOf(scale, name);
      return readScale(replaceObject(this.#path, target, old, writeScale(old, scale), options));
    }
    const patched = change(draftOf(viewOf(old, target)));
    checkNameOf(patched, name);
    checkSeenVersion(resource, patched, old);
    const { uid } = patched.metadata;
    if (uid && uid !== old.metadata.uid)
      throw invalidObject(resource.group, resource.kind, name, [
        invalid('metadata.uid', uid, 'field is immutable'),
      ]);
    checkNamespaceOf(patched, namespace);
    return viewOf(
      replaceObject(this.#path, target, old, this.#path.toStored(patched, target), options),
      target,
    );
  }

  /** Server-side apply; the object is made if it is not there. */
  apply(
    target: Target,
    input: KubernetesObject,
    options: ApplyOptions,
  ): { object: KubernetesObject; created: boolean } {
    return applyOwned(this.#path, target, input, options);
  }

  /** The object if it lives on or its kind answers so, otherwise a `Status`; `gone` tells which. */
  delete(target: Target, options: DeleteOptions = {}): Deletion {
    return deleteObject(this.#path, target, options);
  }

  deleteCollection(target: Target, list: ListOptions, options: DeleteOptions = {}): KubernetesObject[] {
    const objects = this.list(target, list);
    for (const { metadata } of objects) {
      const one = { ...target, name: metadata.name, namespace: metadata.namespace };
      if (this.store.get(target.resource.key, metadata.namespace, metadata.name)) this.delete(one, options);
    }
    return objects;
  }
}

import type { Clock } from '../clock.ts';
import { timestamp } from '../clock.ts';
import type { Profile } from '../kinds/built-in.ts';
import { convertToServed, convertToStored } from '../kinds/convert.ts';
import { applyDefaults } from '../kinds/defaults.ts';
import type { Registry } from '../kinds/registry.ts';
import type { Resource } from '../kinds/resource.ts';
import { apiVersionOf, isEqual, isRecord, type Json, type KubernetesObject, versionOf } from '../object.ts';
import { applyObject } from '../patch/apply.ts';
import { trackUpdate } from '../patch/managed-fields.ts';
import { schemaOf } from '../patch/schema.ts';
import type { Random } from '../random.ts';
import { parseFieldSelector } from '../selectors/field-selector.ts';
import { parseLabelSelector } from '../selectors/label-selector.ts';
import {
  alreadyExists,
  badRequest,
  conflict,
  type GroupResource,
  modified,
  notFound,
  type StatusBody,
  StatusError,
  unsupportedMediaType,
} from '../status-error.ts';
import type { Store } from '../store/store.ts';
import { invalid, invalidObject, invalidValue } from '../validation/field-error.ts';
import { validateMetadata } from '../validation/metadata.ts';
import { validateObject } from '../validation/validate.ts';
import { inWordsOf } from '../validation/words.ts';
import type { Admission, AdmissionRequest } from './admission.ts';
import {
  checkDefinitionTakes,
  checkNameOf,
  checkNamespaceOf,
  checkNamespaceTakes,
  checkNewFinalizers,
  checkPreconditions,
  checkVersion,
} from './checks.ts';
import { cleanupFinalizer, deletionFinalizers, graceOf, terminatingStatus } from './deletion.ts';
import { deletionStatus } from './deletion-status.ts';
import { finalizersOfNamespace } from './namespace-finalizers.ts';
import type { ApplyOptions, DeleteOptions, ListOptions, Target, WriteOptions } from './options.ts';
import { readScale, writeScale } from './scale.ts';
import {
  firstGeneration,
  hasStatus,
  mayCreateOnUpdate,
  needsResourceVersion,
  nextGeneration,
  returnsDeleted,
} from './strategy.ts';

/** What differs between the versions of Kubernetes that are played, beyond the kinds they serve. */
export interface Behaviour {
  profile: Profile;
  /** Since 1.16: apply patches, and managedFields on everything. */
  serverSideApply: boolean;
}

export interface ObjectApiParts {
  store: Store;
  registry: Registry;
  clock: Clock;
  random: Random;
  behaviour: Behaviour;
}

const draftOf = <T>(object: T): T => structuredClone(object);
const setOrDelete = (record: Json, key: string, value: unknown): void => {
  if (value === undefined) delete record[key];
  else record[key] = value;
};

/**
 * What every request to the API server means: reads, and writes through defaulting, admission, validation and the rules of
 * metadata, down into the store. Without HTTP, so that controllers use the very same. All refusals are StatusErrors.
 */
export class ObjectApi {
  readonly store: Store;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly random: Random;
  readonly behaviour: Behaviour;
  readonly #admissions: Admission[] = [];

  constructor({ store, registry, clock, random, behaviour }: ObjectApiParts) {
    this.store = store;
    this.registry = registry;
    this.clock = clock;
    this.random = random;
    this.behaviour = behaviour;
  }

  /** Adds a plugin at the end of the chain. */
  admit(admission: Admission): void {
    this.#admissions.push(admission);
  }

  now(): string {
    return timestamp(this.clock.now());
  }

  get(target: Target): KubernetesObject {
    const stored = this.#stored(target);
    if (target.subresource === 'scale') return readScale(stored);
    return this.view(stored, target);
  }

  /** In the version that was asked for. */
  view(
    stored: KubernetesObject,
    { resource, apiVersion }: Pick<Target, 'resource' | 'apiVersion'>,
  ): KubernetesObject {
    return convertToServed(stored, resource, apiVersion);
  }

  /** A test for label and field selectors, on the version that was asked for. Throws a 400. */
  matcher({ resource }: Target, options: ListOptions): (object: KubernetesObject) => boolean {
    const byLabels = parseLabelSelector(options.labelSelector ?? '');
    const byFields = parseFieldSelector(options.fieldSelector ?? '', resource.kind);
    return (object) => byLabels(object.metadata.labels ?? {}) && byFields(object);
  }

  list(target: Target, options: ListOptions = {}): KubernetesObject[] {
    const matches = this.matcher(target, options);
    return this.store
      .list(target.resource.key, target.namespace)
      .filter(matches)
      .map((stored) => this.view(stored, target));
  }

  create(target: Target, input: KubernetesObject, options: WriteOptions = {}): KubernetesObject {
    return this.#create(target, input, options);
  }

  #create(
    target: Target,
    input: KubernetesObject,
    options: WriteOptions,
    managedFields?: KubernetesObject['metadata']['managedFields'],
  ): KubernetesObject {
    const { resource, apiVersion, namespace } = target;
    const object = draftOf(input);
    if (!isRecord(object.metadata)) object.metadata = { name: '' };
    checkNamespaceOf(object, namespace);
    // One that is no number counts as none here, as with the real server.
    if (Number(object.metadata.resourceVersion) > 0)
      throw new StatusError(500, '', 'resourceVersion should not be set on objects to be created');
    checkDefinitionTakes(this.store, resource, object.metadata.name ?? '', this.behaviour.profile);
    checkNamespaceTakes(this.store, { ...target, name: object.metadata.name });
    const given = { ...object.metadata };
    delete given.selfLink;
    delete given.managedFields;
    delete given.resourceVersion;
    if (!given.name && given.generateName) given.name = `${given.generateName}${this.random.suffix()}`;
    object.metadata = {
      ...given,
      ...(namespace ? { namespace } : {}),
      uid: this.random.uuid(),
      creationTimestamp: this.now(),
    };
    delete object.metadata.deletionTimestamp;
    delete object.metadata.deletionGracePeriodSeconds;
    setOrDelete(object.metadata, 'generation', firstGeneration(resource));
    if (hasStatus(resource, versionOf(apiVersion))) delete object.status;
    const draft = this.#toStored(object, target);
    this.#admit({ operation: 'CREATE', resource, object: draft, dryRun: options.dryRun ?? false });
    const { name } = draft.metadata;
    this.#validate(draft, undefined, target);
    if (this.store.get(resource.key, namespace, name)) throw alreadyExists(this.#names(resource), name);
    if (managedFields) draft.metadata.managedFields = managedFields;
    else this.#track(draft, undefined, target, options);
    return this.view(this.#write(resource, draft, options.dryRun), target);
  }

  /** Replaces; a few kinds are made where they are not there. */
  update(target: Target, input: KubernetesObject, options: WriteOptions = {}): KubernetesObject {
    const { resource, name = '', namespace, subresource } = target;
    const object = draftOf(input);
    checkNameOf(object, name);
    checkNamespaceOf(object, namespace);
    const old = this.store.get(resource.key, namespace, name);
    if (!old) {
      if (!mayCreateOnUpdate(resource) || subresource) throw notFound(this.#names(resource), name);
      return this.create({ ...target, name: undefined }, object, options);
    }
    if (subresource === 'scale') {
      const scaled = writeScale(old, object);
      return readScale(this.#replace(target, old, scaled, options));
    }
    if (!object.metadata.resourceVersion && needsResourceVersion(resource))
      throw invalidObject(resource.group, resource.plural, name, [
        // As the server shows the number that it did not get.
        inWordsOf(
          this.behaviour.profile,
          invalidValue('metadata.resourceVersion', 0, '0x0', 'must be specified for an update'),
        ),
      ]);
    return this.view(this.#replace(target, old, this.#toStored(object, target), options), target);
  }

  /** Changes what is there by a function of it, in the version that was asked for: all kinds of patches. */
  patch(
    target: Target,
    change: (current: KubernetesObject) => KubernetesObject,
    options: WriteOptions = {},
  ): KubernetesObject {
    const { resource, name = '', namespace, subresource } = target;
    const old = this.#stored(target);
    if (subresource === 'scale') {
      const scale = change(draftOf(readScale(old)));
      checkNameOf(scale, name);
      return readScale(this.#replace(target, old, writeScale(old, scale), options));
    }
    const patched = change(draftOf(this.view(old, target)));
    checkNameOf(patched, name);
    const { uid } = patched.metadata;
    if (uid && uid !== old.metadata.uid)
      throw invalidObject(resource.group, resource.kind, name, [
        invalid('metadata.uid', uid, 'field is immutable'),
      ]);
    checkNamespaceOf(patched, namespace);
    return this.view(this.#replace(target, old, this.#toStored(patched, target), options), target);
  }

  /** Server-side apply; the object is made if it is not there. */
  apply(
    target: Target,
    input: KubernetesObject,
    options: ApplyOptions,
  ): { object: KubernetesObject; created: boolean } {
    const { resource, apiVersion, name = '', namespace } = target;
    if (!this.behaviour.serverSideApply)
      throw unsupportedMediaType(
        'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json',
      );
    if (input.metadata?.managedFields?.length) throw badRequest('metadata.managedFields must be nil');
    if (input.metadata?.name) checkNameOf(input, name);
    const old = this.store.get(resource.key, namespace, name);
    const applied = draftOf(input);
    applied.metadata = { ...applied.metadata, name, ...(namespace ? { namespace } : {}) };
    const manager = options.fieldManager ?? '';
    const merged = applyObject({
      live: old ? draftOf(this.view(old, target)) : undefined,
      applied,
      manager,
      force: options.force ?? false,
      schema: schemaOf(resource, apiVersion),
      apiVersion,
      time: this.now(),
      subresource: target.subresource,
    });
    const { managedFields } = merged.metadata;
    if (!old) {
      delete merged.metadata.uid;
      return { object: this.#create(target, merged, options, managedFields), created: true };
    }
    const stored = this.#replace(
      target,
      old,
      this.#toStored(merged, target),
      { ...options, fieldManager: undefined },
      managedFields,
    );
    return { object: this.view(stored, target), created: false };
  }

  /** The object if it lives on or its kind answers so, otherwise a `Status`; `gone` tells which. */
  delete(
    target: Target,
    options: DeleteOptions = {},
  ): { answer: KubernetesObject | StatusBody; gone: boolean } {
    const { resource, apiVersion, name = '', namespace } = target;
    const old = this.#stored(target);
    checkPreconditions(resource, old, options);
    this.#admit({ operation: 'DELETE', resource, object: old, dryRun: options.dryRun ?? false });
    const draft = draftOf(old);
    const finalizers = deletionFinalizers(target, draft, options);
    const grace = graceOf(resource, draft, options);
    const isNamespace = resource.key === 'namespaces';
    const isDefinition = resource.kind === 'CustomResourceDefinition';
    if (isDefinition && !finalizers.includes(cleanupFinalizer)) finalizers.push(cleanupFinalizer);
    const lives =
      finalizers.length > 0 || grace > 0 || (isNamespace && (draft.spec?.finalizers ?? []).length > 0);
    if (!lives) {
      const last = options.dryRun ? old : this.store.remove(resource.key, namespace, name);
      const answer = returnsDeleted(resource)
        ? this.view(last ?? old, target)
        : deletionStatus(this.#names(resource), old);
      return { answer, gone: true };
    }
    if (finalizers.length) draft.metadata.finalizers = finalizers;
    // Namespaces and definitions have stores of their own, which count neither seconds nor generations here.
    const ownStore = isNamespace || isDefinition;
    const { deletionTimestamp, deletionGracePeriodSeconds = 0, generation } = draft.metadata;
    if (!deletionTimestamp || grace < deletionGracePeriodSeconds) {
      draft.metadata.deletionTimestamp = timestamp(this.clock.now() + grace * 1_000);
      if (!ownStore) draft.metadata.deletionGracePeriodSeconds = grace;
      if (!ownStore && !deletionTimestamp && generation !== undefined)
        draft.metadata.generation = generation + 1;
      if (isNamespace) draft.status = { ...draft.status, phase: 'Terminating' };
      if (isDefinition) draft.status = terminatingStatus(draft.status, this.now());
    }
    const stored = isEqual(draft, old) ? old : this.#write(resource, draft, options.dryRun);
    return { answer: this.view(stored, { resource, apiVersion }), gone: false };
  }

  deleteCollection(target: Target, list: ListOptions, options: DeleteOptions = {}): KubernetesObject[] {
    const objects = this.list(target, list);
    for (const { metadata } of objects) {
      const one = { ...target, name: metadata.name, namespace: metadata.namespace };
      if (this.store.get(target.resource.key, metadata.namespace, metadata.name)) this.delete(one, options);
    }
    return objects;
  }

  /** How errors name a kind. */
  #names({ group, plural }: Resource): GroupResource {
    return { group, plural };
  }

  #stored({ resource, namespace, name = '' }: Target): KubernetesObject {
    const stored = this.store.get(resource.key, namespace, name);
    if (!stored) throw notFound(this.#names(resource), name);
    return stored;
  }

  #toStored(object: KubernetesObject, { resource, apiVersion }: Target): KubernetesObject {
    applyDefaults(object, resource, apiVersion, this.behaviour.profile);
    return convertToStored(object, resource, apiVersion);
  }

  #admit(request: AdmissionRequest): void {
    for (const admission of this.#admissions) admission(request);
  }

  #validate(object: KubernetesObject, old: KubernetesObject | undefined, target: Target): void {
    const errors = [
      ...validateMetadata(object, target.resource, old),
      ...validateObject(object, target.resource, old, this.behaviour.profile),
    ].map((error) => inWordsOf(this.behaviour.profile, error));
    if (errors.length)
      throw invalidObject(target.resource.group, target.resource.kind, object.metadata.name ?? '', errors);
  }

  #track(
    object: KubernetesObject,
    old: KubernetesObject | undefined,
    target: Target,
    options: WriteOptions,
  ): void {
    if (!this.behaviour.serverSideApply || !options.fieldManager) return;
    const { resource, apiVersion, subresource } = target;
    object.metadata.managedFields = trackUpdate({
      object: convertToServed(object, resource, apiVersion),
      old: old && convertToServed(old, resource, apiVersion),
      manager: options.fieldManager,
      apiVersion,
      time: this.now(),
      schema: schemaOf(resource, apiVersion),
      subresource,
    });
  }

  #write(resource: Resource, object: KubernetesObject, dryRun: boolean | undefined): KubernetesObject {
    const { apiVersion: _, kind: __, ...rest } = object;
    const stored = {
      apiVersion: apiVersionOf(resource.group, resource.version),
      kind: resource.kind,
      ...rest,
    };
    return dryRun ? (stored as KubernetesObject) : this.store.put(resource.key, stored as KubernetesObject);
  }

  #replace(
    target: Target,
    old: KubernetesObject,
    next: KubernetesObject,
    options: WriteOptions,
    managedFields?: KubernetesObject['metadata']['managedFields'],
  ): KubernetesObject {
    const { resource, apiVersion, subresource } = target;
    const { name, namespace, uid } = old.metadata;
    const given = next.metadata;
    if (given.uid && given.uid !== uid)
      throw conflict(
        this.#names(resource),
        name,
        `StorageError: invalid object, Code: 4, Key: /registry/${resource.plural}/${namespace ? `${namespace}/` : ''}${name}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${given.uid}, UID in object meta: ${uid}`,
      );
    checkVersion(given.resourceVersion);
    if (given.resourceVersion && given.resourceVersion !== old.metadata.resourceVersion)
      throw modified(this.#names(resource), name);
    const version = versionOf(apiVersion);
    let draft = next;
    if (subresource === 'status') {
      // Only the status of what was sent counts; of built-in kinds also labels and annotations.
      const metadata = resource.custom
        ? draftOf(old.metadata)
        : { ...draftOf(old.metadata), ...labelsOf(given) };
      draft = { ...draftOf(old), metadata, status: next.status };
      if (next.status === undefined) delete draft.status;
    } else {
      if (hasStatus(resource, version) && subresource !== 'finalize')
        setOrDelete(draft, 'status', draftOf(old.status));
      draft.metadata = {
        ...given,
        name,
        ...(namespace ? { namespace } : {}),
        uid,
        creationTimestamp: old.metadata.creationTimestamp,
      };
      for (const field of [
        'generation',
        'deletionTimestamp',
        'deletionGracePeriodSeconds',
        'selfLink',
        'generateName',
      ] as const)
        setOrDelete(draft.metadata, field, old.metadata[field]);
      checkNewFinalizers(resource, draft, old);
    }
    if (resource.key === 'namespaces') draft = finalizersOfNamespace(draft, old, subresource);
    draft.metadata.resourceVersion = old.metadata.resourceVersion as string;
    setOrDelete(
      draft.metadata,
      'generation',
      subresource === 'status' ? old.metadata.generation : nextGeneration(resource, version, draft, old),
    );
    this.#admit({
      operation: 'UPDATE',
      resource,
      object: draft,
      old,
      subresource,
      dryRun: options.dryRun ?? false,
    });
    if (subresource !== 'status') this.#validate(draft, old, target);
    setOrDelete(draft.metadata, 'managedFields', managedFields ?? old.metadata.managedFields);
    // A write that changes nothing is none: the resourceVersion stays.
    if (isEqual(draft, old)) return old;
    if (!managedFields) this.#track(draft, old, target, options);
    if (isEqual(draft, old)) return old;
    const finished =
      draft.metadata.deletionTimestamp &&
      !draft.metadata.finalizers?.length &&
      !(draft.metadata.deletionGracePeriodSeconds ?? 0);
    const waits = resource.key === 'namespaces' && (draft.spec?.finalizers ?? []).length > 0;
    if (!finished || waits) return this.#write(resource, draft, options.dryRun);
    if (options.dryRun) return draft;
    const last = this.store.remove(resource.key, namespace, name);
    return { ...draft, metadata: { ...draft.metadata, resourceVersion: last?.metadata.resourceVersion } };
  }
}

function labelsOf({ labels, annotations }: KubernetesObject['metadata']): object {
  return { ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) };
}

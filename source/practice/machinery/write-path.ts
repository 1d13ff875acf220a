import { type Clock, timestamp } from '../clock.ts';
import { convertToServed, convertToStored } from '../kinds/convert.ts';
import { applyDefaults } from '../kinds/defaults.ts';
import type { Resource } from '../kinds/resource.ts';
import { apiVersionOf, type KubernetesObject } from '../object.ts';
import { trackUpdate } from '../patch/managed-fields.ts';
import { schemaOf } from '../patch/schema.ts';
import type { Random } from '../random.ts';
import { notFound } from '../status-error.ts';
import type { Store } from '../store/store.ts';
import { invalidObject } from '../validation/field-error.ts';
import { validateMetadata } from '../validation/metadata.ts';
import { validateObject } from '../validation/validate.ts';
import { inWordsOf } from '../validation/words.ts';
import type { Admission, AdmissionRequest } from './admission.ts';
import type { Behaviour } from './behaviour.ts';
import type { Target, WriteOptions } from './options.ts';

export interface WriteParts {
  store: Store;
  clock: Clock;
  random: Random;
  behaviour: Behaviour;
}

/** What every write passes on its way into the store: defaulting and conversion, admission, validation, the memory of who wrote. */
export class WritePath {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly behaviour: Behaviour;
  readonly #admissions: Admission[] = [];

  constructor({ store, clock, random, behaviour }: WriteParts) {
    this.store = store;
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

  /** Throws a 404. */
  stored({ resource, namespace, name = '' }: Target): KubernetesObject {
    const stored = this.store.get(resource.key, namespace, name);
    if (!stored) throw notFound(resource, name);
    return stored;
  }

  /** Changes the object. */
  toStored(object: KubernetesObject, { resource, apiVersion }: Target): KubernetesObject {
    applyDefaults(object, resource, apiVersion, this.behaviour.profile);
    return convertToStored(object, resource, apiVersion);
  }

  /** Shows a write to all plugins: each may change its object or throw. */
  admitted(request: AdmissionRequest): void {
    for (const admission of this.#admissions) admission(request);
  }

  /** Throws a 422. */
  validate(object: KubernetesObject, old: KubernetesObject | undefined, target: Target): void {
    const errors = [
      ...validateMetadata(object, target.resource, old),
      ...validateObject(object, target.resource, old, this.behaviour.profile),
    ].map((error) => inWordsOf(this.behaviour.profile, error));
    if (errors.length)
      throw invalidObject(target.resource.group, target.resource.kind, object.metadata.name ?? '', errors);
  }

  /** Writes down in the object who has set which of its fields. */
  track(
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

  /** Into the store, unless it is a dry run. */
  put(resource: Resource, object: KubernetesObject, dryRun: boolean | undefined): KubernetesObject {
    const { apiVersion: _, kind: __, ...rest } = object;
    const stored = {
      apiVersion: apiVersionOf(resource.group, resource.version),
      kind: resource.kind,
      ...rest,
    };
    return dryRun ? (stored as KubernetesObject) : this.store.put(resource.key, stored as KubernetesObject);
  }
}

import { refOf } from '../client.ts';
import type { Cluster, Controller } from '../cluster.ts';
import { resourceOfDefinition } from '../kinds/custom-resource.ts';
import { keyOfResource } from '../kinds/resource.ts';
import { cleanupFinalizer } from '../machinery/deletion.ts';
import type { Json, KubernetesObject } from '../object.ts';
import type { Change } from '../store/store.ts';

const resourceKey = 'customresourcedefinitions.apiextensions.k8s.io';

const isTrue = (definition: KubernetesObject, type: string): boolean =>
  (definition.status?.conditions ?? []).some((one: Json) => one.type === type && one.status === 'True');

/**
 * Accepts the names of CustomResourceDefinitions, serves what they define, and on deletion removes all of it before they go
 * (apiextensions-apiserver/pkg/controller: status, establish, finalizer).
 */
export class DefinitionController implements Controller {
  readonly #cluster: Cluster;
  readonly #timers = new Map<string, () => void>();
  readonly #unsubscribe: () => void;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#unsubscribe = cluster.store.subscribe(undefined, (change) => this.#react(change));
    for (const definition of cluster.store.list(resourceKey)) this.#look(definition);
  }

  stop(): void {
    this.#unsubscribe();
    for (const cancel of this.#timers.values()) cancel();
  }

  /** The time that a definition takes has changed: those that wait get a place by the new one. */
  lookAgain(): void {
    for (const definition of this.#cluster.store.list(resourceKey))
      if (this.#timers.has(definition.metadata.name)) this.#look(definition);
  }

  #react({ type, resource, object }: Change): void {
    if (resource === resourceKey) {
      if (type === 'DELETED') this.#cluster.registry.remove(keyOf(object));
      else this.#look(object);
      return;
    }
    if (type !== 'DELETED') return;
    // The last of a kind that is to go.
    const { custom } = this.#cluster.registry.byKey(resource) ?? {};
    const definition = custom && this.#cluster.store.get(resourceKey, undefined, custom.definition);
    if (definition?.metadata.deletionTimestamp) this.#cleanUp(definition.metadata.name);
  }

  #look(definition: KubernetesObject): void {
    const { name, deletionTimestamp } = definition.metadata;
    const { definitionDelay } = this.#cluster.timing;
    if (deletionTimestamp) this.#later(name, 100, () => this.#cleanUp(name));
    else if (isTrue(definition, 'Established')) this.#cluster.registry.add(resourceOfDefinition(definition));
    else if (!isTrue(definition, 'NamesAccepted') && !definition.status?.conditions?.length)
      this.#later(name, definitionDelay, () => this.#accept(name));
  }

  #later(name: string, milliseconds: number, act: () => void): void {
    this.#timers.get(name)?.();
    const cancel = this.#cluster.clock.after(milliseconds, () => {
      this.#timers.delete(name);
      act();
    });
    this.#timers.set(name, cancel);
  }

  #accept(name: string): void {
    const definition = this.#cluster.store.get(resourceKey, undefined, name);
    if (!definition || definition.metadata.deletionTimestamp) return;
    const taken = this.#takenName(definition);
    const lastTransitionTime = this.#cluster.api.now();
    const condition = (type: string, status: string, reason: string, message: string) => ({
      type,
      status,
      lastTransitionTime,
      reason,
      message,
    });
    const conditions = taken
      ? [
          condition('NamesAccepted', 'False', taken.reason, `"${taken.name}" is already in use`),
          condition('Established', 'False', 'NotAccepted', 'not all names are accepted'),
        ]
      : [
          condition('NamesAccepted', 'True', 'NoConflicts', 'no conflicts found'),
          condition('Established', 'True', 'InitialNamesAccepted', 'the initial names have been accepted'),
        ];
    this.#cluster.client.patchStatus(refOf(definition), (draft) => {
      const acceptedNames = taken ? { plural: '', kind: '' } : draft.spec.names;
      draft.status = { ...draft.status, conditions, acceptedNames };
      return draft;
    });
  }

  /** Within a group no two definitions may claim a name. */
  #takenName(definition: KubernetesObject): { reason: string; name: string } | undefined {
    const { group, names } = definition.spec;
    const others = this.#cluster.registry
      .all()
      .filter((one) => one.group === group && one.custom?.definition !== definition.metadata.name);
    const resources = new Set(others.flatMap((one) => [one.plural, one.singular, ...one.shortNames]));
    const kinds = new Set(others.flatMap((one) => [one.kind, one.custom?.listKind ?? `${one.kind}List`]));
    if (resources.has(names.plural)) return { reason: 'PluralConflict', name: names.plural };
    if (resources.has(names.singular)) return { reason: 'SingularConflict', name: names.singular };
    const short = (names.shortNames ?? []).find((one: string) => resources.has(one));
    if (short) return { reason: 'ShortNamesConflict', name: short };
    if (kinds.has(names.kind)) return { reason: 'KindConflict', name: names.kind };
    if (kinds.has(names.listKind)) return { reason: 'ListKindConflict', name: names.listKind };
    return undefined;
  }

  /** Deletes what there is of the kind; when nothing is left, lets the definition go. */
  #cleanUp(name: string): void {
    const { store, registry, api, client } = this.#cluster;
    const definition = store.get(resourceKey, undefined, name);
    if (!definition?.metadata.finalizers?.includes(cleanupFinalizer)) return;
    const resource = registry.byKey(keyOf(definition)) ?? resourceOfDefinition(definition);
    const apiVersion = `${resource.group}/${resource.version}`;
    for (const { metadata } of store.list(resource.key)) {
      if (metadata.deletionTimestamp || !store.get(resource.key, metadata.namespace, metadata.name)) continue;
      api.delete({ resource, apiVersion, namespace: metadata.namespace, name: metadata.name });
    }
    // The last deletion may have ended it all already.
    const left = store.get(resourceKey, undefined, name);
    if (store.count(resource.key) > 0 || !left?.metadata.finalizers?.includes(cleanupFinalizer)) return;
    client.patch(refOf(definition), (draft) => {
      draft.metadata.finalizers = draft.metadata.finalizers?.filter((one) => one !== cleanupFinalizer);
      return draft;
    });
  }
}

const keyOf = ({ spec }: KubernetesObject): string => keyOfResource(spec.group, spec.names.plural);

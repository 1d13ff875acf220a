import { refOf } from '../client.ts';
import type { Cluster, Controller } from '../cluster.ts';
import type { KubernetesObject, OwnerReference } from '../object.ts';
import { StatusError } from '../status-error.ts';
import { type Change, keyOf } from '../store/store.ts';

/** How long until the collector takes note. */
const delay = 100;

interface Place {
  resource: string;
  namespace: string | undefined;
  name: string;
}

const idOf = ({ resource, namespace, name }: Place): string => `${resource}/${keyOf(namespace, name)}`;

/** Deletes what an owner leaves behind, or cuts it loose (pkg/controller/garbagecollector). */
export class GarbageCollector implements Controller {
  readonly #cluster: Cluster;
  /** By the owner's UID: what names it in its ownerReferences. */
  readonly #dependents = new Map<string, Map<string, Place>>();
  readonly #present = new Set<string>();
  readonly #timers = new Set<() => void>();
  readonly #unsubscribe: () => void;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    for (const { key } of cluster.registry.all())
      for (const object of cluster.store.list(key)) this.#learn(key, object);
    this.#unsubscribe = cluster.store.subscribe(undefined, (change) => this.#react(change));
  }

  stop(): void {
    this.#unsubscribe();
    for (const cancel of this.#timers) cancel();
  }

  #react({ type, resource, object, previous }: Change): void {
    const { uid = '', namespace, name } = object.metadata;
    const place = { resource, namespace, name };
    if (previous) this.#forget(place, previous);
    if (type === 'DELETED') {
      this.#present.delete(uid);
      if (this.#dependents.has(uid)) this.#later(() => this.#collect(uid));
      // An owner that waits in the foreground may be free now.
      for (const owner of object.metadata.ownerReferences ?? []) this.#wake(owner, object);
      return;
    }
    this.#learn(resource, object);
    if (type === 'ADDED' && object.metadata.ownerReferences?.length) this.#later(() => this.#judge(place));
    if (object.metadata.deletionTimestamp && object.metadata.finalizers?.length) {
      if (object.metadata.finalizers.includes('orphan')) this.#later(() => this.#orphan(place));
      else if (object.metadata.finalizers.includes('foregroundDeletion'))
        this.#later(() => this.#foreground(place));
    }
  }

  #later(act: () => void): void {
    const cancel = this.#cluster.clock.after(delay, () => {
      this.#timers.delete(cancel);
      try {
        act();
      } catch (error) {
        // Someone else was there first.
        if (!(error instanceof StatusError)) throw error;
      }
    });
    this.#timers.add(cancel);
  }

  #learn(resource: string, object: KubernetesObject): void {
    const { uid, namespace, name } = object.metadata;
    if (uid) this.#present.add(uid);
    for (const owner of object.metadata.ownerReferences ?? []) {
      const place = { resource, namespace, name };
      const places = this.#dependents.get(owner.uid) ?? new Map<string, Place>();
      this.#dependents.set(owner.uid, places.set(idOf(place), place));
    }
  }

  #forget(place: Place, { metadata }: KubernetesObject): void {
    for (const owner of metadata.ownerReferences ?? []) {
      const places = this.#dependents.get(owner.uid);
      places?.delete(idOf(place));
      if (places?.size === 0) this.#dependents.delete(owner.uid);
    }
  }

  #at({ resource, namespace, name }: Place): KubernetesObject | undefined {
    return this.#cluster.store.get(resource, namespace, name);
  }

  #dependentsOf(uid: string): KubernetesObject[] {
    return [...(this.#dependents.get(uid)?.values() ?? [])].flatMap((place) => this.#at(place) ?? []);
  }

  /** Whether an ownerReference counts: since 1.20 an object of the whole cluster cannot be owned by one of a namespace. */
  #counts(owner: OwnerReference, { metadata }: KubernetesObject): boolean {
    if (this.#cluster.profile === 'chapter' || metadata.namespace) return true;
    return !this.#cluster.registry.byGroupKind(owner.apiVersion, owner.kind)?.namespaced;
  }

  #collect(uid: string): void {
    for (const dependent of this.#dependentsOf(uid)) this.#judgeObject(dependent);
  }

  #judge(place: Place): void {
    const object = this.#at(place);
    if (object) this.#judgeObject(object);
  }

  /** Goes when none of its owners is left; loses the reference to one that is gone while others stay. */
  #judgeObject(object: KubernetesObject): void {
    const owners = (object.metadata.ownerReferences ?? []).filter((owner) => this.#counts(owner, object));
    const gone = owners.filter((owner) => !this.#present.has(owner.uid));
    if (!gone.length || object.metadata.deletionTimestamp) return;
    if (gone.length === owners.length) this.#delete(object, 'Background');
    else this.#dropOwners(object, new Set(gone.map(({ uid }) => uid)));
  }

  #delete(object: KubernetesObject, propagationPolicy: 'Background' | 'Foreground'): void {
    const uid = object.metadata.uid as string;
    this.#cluster.client.delete(refOf(object), { propagationPolicy, preconditions: { uid } });
  }

  #dropOwners(object: KubernetesObject, uids: Set<string>): void {
    this.#cluster.client.patch(refOf(object), (draft) => {
      const left = draft.metadata.ownerReferences?.filter((owner) => !uids.has(owner.uid));
      if (left?.length) draft.metadata.ownerReferences = left;
      else delete draft.metadata.ownerReferences;
      return draft;
    });
  }

  #dropFinalizer(object: KubernetesObject, finalizer: string): void {
    this.#cluster.client.patch(refOf(object), (draft) => {
      draft.metadata.finalizers = draft.metadata.finalizers?.filter((one) => one !== finalizer);
      return draft;
    });
  }

  #orphan(place: Place): void {
    const owner = this.#at(place);
    if (!owner?.metadata.finalizers?.includes('orphan')) return;
    const uid = owner.metadata.uid as string;
    for (const dependent of this.#dependentsOf(uid)) this.#dropOwners(dependent, new Set([uid]));
    this.#dropFinalizer(owner, 'orphan');
  }

  #foreground(place: Place): void {
    const owner = this.#at(place);
    if (!owner?.metadata.finalizers?.includes('foregroundDeletion')) return;
    const uid = owner.metadata.uid as string;
    const dependents = this.#dependentsOf(uid);
    for (const dependent of dependents)
      if (!dependent.metadata.deletionTimestamp) this.#delete(dependent, 'Foreground');
    const blocks = (dependent: KubernetesObject) =>
      dependent.metadata.ownerReferences?.some((one) => one.uid === uid && one.blockOwnerDeletion);
    if (!this.#dependentsOf(uid).some(blocks)) this.#dropFinalizer(owner, 'foregroundDeletion');
  }

  #wake(owner: OwnerReference, dependent: KubernetesObject): void {
    const resource = this.#cluster.registry.byGroupKind(owner.apiVersion, owner.kind);
    if (!resource) return;
    const namespace = resource.namespaced ? dependent.metadata.namespace : undefined;
    const place = { resource: resource.key, namespace, name: owner.name };
    if (this.#at(place)?.metadata.finalizers?.includes('foregroundDeletion'))
      this.#later(() => this.#foreground(place));
  }
}

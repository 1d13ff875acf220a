import { refOf } from '../client.ts';
import type { Cluster, Controller } from '../cluster.ts';
import { apiVersionOf, type KubernetesObject } from '../object.ts';
import { StatusError } from '../status-error.ts';
import type { Change } from '../store/store.ts';

/** How long until the controller takes note. */
const delay = 200;

interface Remaining {
  /** `pods. has 2 resource instances` */
  resources: string[];
  finalizers: Map<string, number>;
}

/** Empties namespaces that are being deleted, then lets them go (pkg/controller/namespace/deletion). */
export class NamespaceController implements Controller {
  readonly #cluster: Cluster;
  readonly #timers = new Map<string, () => void>();
  readonly #unsubscribe: () => void;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#unsubscribe = cluster.store.subscribe(undefined, (change) => this.#react(change));
    for (const namespace of cluster.store.list('namespaces'))
      if (namespace.metadata.deletionTimestamp) this.#later(namespace.metadata.name);
  }

  stop(): void {
    this.#unsubscribe();
    for (const cancel of this.#timers.values()) cancel();
  }

  #react({ type, resource, object }: Change): void {
    if (resource === 'namespaces') {
      if (type !== 'DELETED' && object.metadata.deletionTimestamp) this.#later(object.metadata.name);
      return;
    }
    const { namespace } = object.metadata;
    if (type !== 'DELETED' || !namespace) return;
    if (this.#cluster.store.get('namespaces', undefined, namespace)?.metadata.deletionTimestamp)
      this.#later(namespace);
  }

  #later(name: string): void {
    if (this.#timers.has(name)) return;
    const cancel = this.#cluster.clock.after(delay, () => {
      this.#timers.delete(name);
      this.#empty(name);
    });
    this.#timers.set(name, cancel);
  }

  #empty(name: string): void {
    const { store, client, registry, profile } = this.#cluster;
    const namespace = store.get('namespaces', undefined, name);
    if (!namespace?.metadata.deletionTimestamp || !namespace.spec?.finalizers?.length) return;
    for (const resource of registry.all()) {
      if (!resource.namespaced) continue;
      for (const object of store.list(resource.key, name)) this.#deleteOne(resource.key, object);
    }
    const remaining = this.#remaining(name);
    // Conditions came with 1.16.
    if (profile === 'current') this.#tell(namespace, remaining);
    if (remaining.resources.length) return;
    client.patch(
      refOf(namespace),
      (draft) => {
        draft.spec.finalizers = draft.spec.finalizers.filter((one: string) => one !== 'kubernetes');
        return draft;
      },
      'finalize',
    );
  }

  #deleteOne(key: string, { metadata }: KubernetesObject): void {
    const { store, registry, api } = this.#cluster;
    const resource = registry.byKey(key);
    const { namespace, name } = metadata;
    if (!resource || metadata.deletionTimestamp || !store.get(key, namespace, name)) return;
    const apiVersion = apiVersionOf(resource.group, resource.version);
    try {
      api.delete({ resource, apiVersion, namespace, name }, { propagationPolicy: 'Background' });
    } catch (error) {
      // What refuses to be deleted stays, and keeps the namespace.
      if (!(error instanceof StatusError)) throw error;
    }
  }

  #remaining(name: string): Remaining {
    const { store, registry } = this.#cluster;
    const resources: string[] = [];
    const finalizers = new Map<string, number>();
    for (const resource of registry.all()) {
      if (!resource.namespaced) continue;
      const objects = store.list(resource.key, name);
      if (objects.length)
        resources.push(`${resource.plural}.${resource.group} has ${objects.length} resource instances`);
      for (const finalizer of objects.flatMap(({ metadata }) => metadata.finalizers ?? []))
        finalizers.set(finalizer, (finalizers.get(finalizer) ?? 0) + 1);
    }
    return { resources: resources.sort(), finalizers };
  }

  #tell(namespace: KubernetesObject, { resources, finalizers }: Remaining): void {
    const { client, api } = this.#cluster;
    const held = [...finalizers]
      .map(([finalizer, count]) => `${finalizer} in ${count} resource instances`)
      .sort();
    const rows: [type: string, status: string, reason: string, message: string][] = [
      [
        'NamespaceDeletionDiscoveryFailure',
        'False',
        'ResourcesDiscovered',
        'All resources successfully discovered',
      ],
      [
        'NamespaceDeletionGroupVersionParsingFailure',
        'False',
        'ParsedGroupVersions',
        'All legacy kube types successfully parsed',
      ],
      [
        'NamespaceDeletionContentFailure',
        'False',
        'ContentDeleted',
        'All content successfully deleted, may be waiting on finalization',
      ],
      resources.length
        ? [
            'NamespaceContentRemaining',
            'True',
            'SomeResourcesRemain',
            `Some resources are remaining: ${resources.join(', ')}`,
          ]
        : ['NamespaceContentRemaining', 'False', 'ContentRemoved', 'All content successfully removed'],
      held.length
        ? [
            'NamespaceFinalizersRemaining',
            'True',
            'SomeFinalizersRemain',
            `Some content in the namespace has finalizers remaining: ${held.join(', ')}`,
          ]
        : [
            'NamespaceFinalizersRemaining',
            'False',
            'ContentHasNoFinalizers',
            'All content-preserving finalizers finished',
          ],
    ];
    client.patchStatus(refOf(namespace), (draft) => {
      const before = draft.status?.conditions ?? [];
      const conditions = rows.map(([type, status, reason, message]) => {
        const was = before.find((one: { type: string }) => one.type === type);
        const lastTransitionTime = was?.status === status ? was.lastTransitionTime : api.now();
        return { type, status, lastTransitionTime, reason, message };
      });
      draft.status = { ...draft.status, conditions };
      return draft;
    });
  }
}

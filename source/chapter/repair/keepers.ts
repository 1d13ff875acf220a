import type { Api } from '../../kubernetes/api.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';

interface Rule {
  apiGroups?: string[];
  resources?: string[];
  verbs?: string[];
}

interface Subject {
  kind: string;
  name: string;
  namespace?: string;
}

/** Who may change a kind of objects, by the rights in the cluster: a finalizer is taken off by a change. */
export interface Keepers {
  /** Pods that run, or workloads that would make such, under an account whose rights name the kind. */
  running: string[];
  stopped: string[];
  /** Users and groups whose rights name the kind: programs outside of the cluster, or people. */
  outside: string[];
}

const changing = ['update', 'patch', '*'];

/** Names the kind itself: rights to everything, as an administrator has them, say nothing about who looks after it. */
const names = (
  { apiGroups = [], resources = [], verbs = [] }: Rule,
  group: string,
  resource: string,
): boolean =>
  apiGroups.includes(group) &&
  resources.some((one) => one === '*' || one === resource || one === `${resource}/finalizers`) &&
  verbs.some((verb) => changing.includes(verb));

const rbac = 'rbac.authorization.k8s.io/v1';
const owners = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Everything that keepers are found in, listed once for all kinds. Throws the Api's errors, also 403: then nothing is proved. */
export class Rights {
  readonly #roles: KubernetesObject[];
  readonly #bindings: KubernetesObject[];
  readonly #pods: KubernetesObject[];
  readonly #workloads: KubernetesObject[];

  private constructor(lists: Record<'roles' | 'bindings' | 'pods' | 'workloads', KubernetesObject[]>) {
    this.#roles = lists.roles;
    this.#bindings = lists.bindings;
    this.#pods = lists.pods;
    this.#workloads = lists.workloads;
  }

  static async look(api: Api, signal: AbortSignal): Promise<Rights> {
    const list = async (apiVersion: string, ...kinds: string[]) =>
      (await Promise.all(kinds.map((kind) => api.listIfServed(apiVersion, kind, { signal })))).flat();
    const [roles, bindings, pods, workloads] = await Promise.all([
      list(rbac, 'ClusterRole', 'Role'),
      list(rbac, 'ClusterRoleBinding', 'RoleBinding'),
      list('v1', 'Pod'),
      list('apps/v1', ...owners),
    ]);
    return new Rights({ roles, bindings, pods, workloads });
  }

  /** Of objects of a kind in a namespace; without one, of the whole cluster. */
  keepers(group: string, resource: string, namespace: string | undefined): Keepers {
    const subjects = this.#bindings
      .filter(({ metadata }) => !metadata.namespace || metadata.namespace === namespace)
      .filter((binding) =>
        (this.#roleOf(binding)?.rules ?? []).some((rule: Rule) => names(rule, group, resource)),
      )
      .flatMap(({ subjects: named = [], metadata }): Subject[] =>
        named.map((one: Subject) => ({ ...one, namespace: one.namespace ?? metadata.namespace })),
      );
    const accounts = new Set(
      subjects.filter(({ kind }) => kind === 'ServiceAccount').map((one) => `${one.namespace}/${one.name}`),
    );
    const uses = (where: string | undefined, account = 'default') => accounts.has(`${where}/${account}`);
    const running = this.#pods.filter(
      ({ metadata, spec, status }) =>
        !metadata.deletionTimestamp &&
        !['Succeeded', 'Failed'].includes(status?.phase) &&
        uses(metadata.namespace, spec?.serviceAccountName),
    );
    const stopped = this.#workloads.filter(
      ({ metadata, spec }) =>
        !metadata.deletionTimestamp && uses(metadata.namespace, spec?.template?.spec?.serviceAccountName),
    );
    return {
      running: running.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
      stopped: stopped.map(
        ({ kind, metadata }) => `${kind.toLowerCase()} ${metadata.namespace}/${metadata.name}`,
      ),
      outside: [
        ...new Set(subjects.filter(isOutside).map(({ kind, name }) => `${kind.toLowerCase()} ${name}`)),
      ],
    };
  }

  #roleOf({ roleRef, metadata }: KubernetesObject): KubernetesObject | undefined {
    return this.#roles.find(
      (role) =>
        role.kind === roleRef?.kind &&
        role.metadata.name === roleRef?.name &&
        (role.kind === 'ClusterRole' || role.metadata.namespace === metadata.namespace),
    );
  }
}

const isOutside = ({ kind, name }: Subject): boolean =>
  kind !== 'ServiceAccount' && !name.startsWith('system:');

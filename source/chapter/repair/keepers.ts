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
  /** Pods that run with rights to everything: of those nobody can say what they look after. */
  almighty: string[];
}

const changing = ['update', 'patch', '*'];

/** Names the kind itself: rights to everything, as an administrator has them, say nothing about who looks after it. */
const names = (
  { apiGroups = [], resources = [], verbs = [] }: Rule,
  groups: readonly string[],
  resource: string,
): boolean =>
  apiGroups.some((one) => groups.includes(one)) &&
  resources.some((one) => one === '*' || one === resource || one === `${resource}/finalizers`) &&
  verbs.some((verb) => changing.includes(verb));

const isAlmighty = ({ apiGroups = [], resources = [], verbs = [] }: Rule): boolean =>
  apiGroups.includes('*') && resources.includes('*') && verbs.some((verb) => changing.includes(verb));

/** What the server's own parts and everybody are called in bindings; they look after no finalizer of others. */
const builtIn =
  /^system:(masters|authenticated|unauthenticated|nodes|node:.*|kube-controller-manager|kube-scheduler|kube-proxy|apiserver|monitoring|serviceaccounts(:.*)?|serviceaccount:.*)$/;

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

  /** Of objects of a kind, in whichever of its groups, in a namespace; without one, of the whole cluster. */
  keepers(groups: readonly string[], resource: string, namespace: string | undefined): Keepers {
    const subjects = this.#subjects(namespace, (rule) => names(rule, groups, resource));
    const uses = usedBy(subjects);
    const almighty = usedBy(this.#subjects(namespace, isAlmighty));
    const alive = this.#pods.filter(
      ({ metadata, status }) =>
        !metadata.deletionTimestamp && !['Succeeded', 'Failed'].includes(status?.phase),
    );
    const running = alive.filter(({ metadata, spec }) => uses(metadata.namespace, spec?.serviceAccountName));
    const stopped = this.#workloads.filter(
      ({ metadata, spec }) =>
        !metadata.deletionTimestamp && uses(metadata.namespace, spec?.template?.spec?.serviceAccountName),
    );
    return {
      running: running.map(nameOf),
      almighty: alive
        .filter(({ metadata, spec }) => almighty(metadata.namespace, spec?.serviceAccountName))
        .map(nameOf),
      stopped: stopped.map(
        ({ kind, metadata }) => `${kind.toLowerCase()} ${metadata.namespace}/${metadata.name}`,
      ),
      outside: [
        ...new Set(subjects.filter(isOutside).map(({ kind, name }) => `${kind.toLowerCase()} ${name}`)),
      ],
    };
  }

  #subjects(namespace: string | undefined, isMeant: (rule: Rule) => boolean): Subject[] {
    return this.#bindings
      .filter(({ metadata }) => !metadata.namespace || metadata.namespace === namespace)
      .filter((binding) => (this.#roleOf(binding)?.rules ?? []).some(isMeant))
      .flatMap(({ subjects: named = [], metadata }): Subject[] =>
        named.map((one: Subject) => ({ ...one, namespace: one.namespace ?? metadata.namespace })),
      );
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

const nameOf = ({ metadata }: KubernetesObject): string => `${metadata.namespace}/${metadata.name}`;

/** Whether an account is meant by name, or by one of the names under which it is a user and in groups. */
function usedBy(subjects: readonly Subject[]): (namespace: string | undefined, account?: string) => boolean {
  const isAccount = ({ kind }: Subject) => kind === 'ServiceAccount';
  const accounts = new Set(subjects.filter(isAccount).map((one) => `${one.namespace}/${one.name}`));
  const others = new Set(subjects.filter((one) => !isAccount(one)).map(({ name }) => name));
  return (namespace, account = 'default') =>
    accounts.has(`${namespace}/${account}`) ||
    others.has('system:serviceaccounts') ||
    others.has(`system:serviceaccounts:${namespace}`) ||
    others.has(`system:serviceaccount:${namespace}:${account}`);
}

const isOutside = ({ kind, name }: Subject): boolean => kind !== 'ServiceAccount' && !builtIn.test(name);

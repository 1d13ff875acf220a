import { apiVersionOf, groupOf, versionOf } from '../object.ts';
import { builtInResources, type Profile } from './built-in.ts';
import { builtInGroups } from './discovery-order.ts';
import type { Resource } from './resource.ts';

export interface ApiGroup {
  name: string;
  /** Preferred first. */
  versions: string[];
}

/** As versions are preferred: v2 before v1 before v1beta2 before v1beta1 before v1alpha1 (k8s.io/apimachinery/pkg/version). */
export function compareVersions(left: string, right: string): number {
  const parse = (text: string) => /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(text);
  const [first, second] = [parse(left), parse(right)];
  if (!first || !second) return first ? -1 : second ? 1 : left < right ? -1 : 1;
  const rank = (match: RegExpExecArray) => (match[2] === 'alpha' ? 0 : match[2] === 'beta' ? 1 : 2);
  return (
    rank(second) - rank(first) ||
    Number(second[1]) - Number(first[1]) ||
    Number(second[3] ?? 0) - Number(first[3] ?? 0)
  );
}

/** Which kinds this cluster serves at the moment: those it was built with, and those that CustomResourceDefinitions have added. */
export class Registry {
  readonly profile: Profile;
  readonly #resources = new Map<string, Resource>();
  readonly #byPath = new Map<string, Resource>();
  readonly #byKind = new Map<string, Resource>();
  #connectors = new Map<string, Set<string>>();

  constructor(profile: Profile) {
    this.profile = profile;
    for (const resource of builtInResources(profile)) this.add(resource);
  }

  add(resource: Resource): void {
    this.remove(resource.key);
    this.#resources.set(resource.key, resource);
    for (const { group, version } of resource.served) {
      const apiVersion = apiVersionOf(group, version);
      this.#byPath.set(`${apiVersion}/${resource.plural}`, resource);
      this.#byKind.set(`${apiVersion}/${resource.kind}`, resource);
    }
  }

  remove(key: string): void {
    const resource = this.#resources.get(key);
    if (!resource) return;
    this.#resources.delete(key);
    for (const { group, version } of resource.served) {
      const apiVersion = apiVersionOf(group, version);
      this.#byPath.delete(`${apiVersion}/${resource.plural}`);
      this.#byKind.delete(`${apiVersion}/${resource.kind}`);
    }
  }

  all(): Resource[] {
    return [...this.#resources.values()];
  }

  /** By the store's name for it, `deployments.apps`. */
  byKey(key: string): Resource | undefined {
    return this.#resources.get(key);
  }

  /** By the path segment: `apps/v1`, `deployments`. */
  byPath(apiVersion: string, plural: string): Resource | undefined {
    return this.#byPath.get(`${apiVersion}/${plural}`);
  }

  byKind(apiVersion: string, kind: string): Resource | undefined {
    return this.#byKind.get(`${apiVersion}/${kind}`);
  }

  /** A kind of a group, whatever version names it: ownerReferences outlive versions. */
  byGroupKind(apiVersion: string, kind: string): Resource | undefined {
    const group = groupOf(apiVersion);
    return (
      this.byKind(apiVersion, kind) ??
      this.all().find((one) => one.kind === kind && one.served.some((served) => served.group === group))
    );
  }

  /** Names a subresource that something else than the machinery answers (`pods`, `log`), so that discovery shows it. */
  connect(key: string, subresource: string): void {
    const there = this.#connectors.get(key) ?? new Set();
    this.#connectors.set(key, there.add(subresource));
  }

  subresourcesOf(resource: Resource, version: string): string[] {
    const own = resource.custom
      ? (resource.custom.versions[version]?.subresources ?? [])
      : resource.subresources;
    return [...own, ...(this.#connectors.get(resource.key) ?? [])].sort();
  }

  /** All groups but the core one, in discovery's order. */
  groups(): ApiGroup[] {
    const groups = new Map<string, string[]>();
    for (const [name, versions] of Object.entries(builtInGroups(this.profile)))
      groups.set(name, [...versions]);
    const added = new Map<string, Set<string>>();
    for (const resource of this.all()) {
      if (!resource.custom) continue;
      for (const { group, version } of resource.served)
        added.set(group, (added.get(group) ?? new Set()).add(version));
    }
    for (const [name, versions] of [...added].sort(([left], [right]) => (left < right ? -1 : 1)))
      groups.set(name, [...new Set([...(groups.get(name) ?? []), ...versions])].sort(compareVersions));
    return [...groups].map(([name, versions]) => ({ name, versions }));
  }

  serves(apiVersion: string): boolean {
    if (apiVersion === 'v1') return true;
    return this.groups().some(
      (one) => one.name === groupOf(apiVersion) && one.versions.includes(versionOf(apiVersion)),
    );
  }

  /** The kinds of one group version, by plural. */
  resourcesIn(apiVersion: string): Resource[] {
    return this.all()
      .filter((one) => one.served.some(({ group, version }) => apiVersionOf(group, version) === apiVersion))
      .sort((left, right) => (left.plural < right.plural ? -1 : 1));
  }
}

import type { Profile } from '../kinds/built-in.ts';
import type { Registry } from '../kinds/registry.ts';
import type { Resource } from '../kinds/resource.ts';
import { apiVersionOf, groupOf, type Json, versionOf } from '../object.ts';

/** Kinds that are asked, never stored. */
const reviews: Record<string, { plural: string; kind: string; namespaced: boolean }[]> = {
  'authorization.k8s.io': [
    { plural: 'localsubjectaccessreviews', kind: 'LocalSubjectAccessReview', namespaced: true },
    { plural: 'selfsubjectaccessreviews', kind: 'SelfSubjectAccessReview', namespaced: false },
    { plural: 'selfsubjectrulesreviews', kind: 'SelfSubjectRulesReview', namespaced: false },
    { plural: 'subjectaccessreviews', kind: 'SubjectAccessReview', namespaced: false },
  ],
};

const updateVerbs = ['get', 'patch', 'update'];
const subresourceVerbs: Record<string, string[]> = {
  finalize: ['update'],
  log: ['get'],
  exec: ['create', 'get'],
  attach: ['create', 'get'],
  portforward: ['create', 'get'],
  proxy: ['create', 'delete', 'get', 'patch', 'update'],
  eviction: ['create'],
  binding: ['create'],
  token: ['create'],
};
/** What a subresource speaks, where it is not the kind itself. */
const subresourceKinds: Record<string, { group?: string; version?: string; kind: string }> = {
  scale: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
  exec: { kind: 'PodExecOptions' },
  attach: { kind: 'PodAttachOptions' },
  portforward: { kind: 'PodPortForwardOptions' },
  binding: { kind: 'Binding' },
  token: { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' },
};

function subresourceKind(resource: Resource, subresource: string, profile: Profile) {
  if (subresource === 'eviction')
    return { group: 'policy', version: profile === 'chapter' ? 'v1beta1' : 'v1', kind: 'Eviction' };
  if (subresource === 'proxy') return { kind: `${resource.kind}ProxyOptions` };
  return subresourceKinds[subresource] ?? { kind: resource.kind };
}

const verbsOf = (subresource: string): string[] => subresourceVerbs[subresource] ?? updateVerbs;

/** `/apis/apps/v1`: an APIResourceList; undefined for a version that is not served. */
export function resourceList(registry: Registry, apiVersion: string): Json {
  if (!registry.serves(apiVersion)) return undefined;
  const [group, version] = [groupOf(apiVersion), versionOf(apiVersion)];
  const resources = registry.resourcesIn(apiVersion).flatMap((resource): Json[] => [
    {
      name: resource.plural,
      // Built-in kinds had no singular names in discovery before 1.28.
      singularName: resource.custom || registry.profile === 'current' ? resource.singular : '',
      namespaced: resource.namespaced,
      kind: resource.kind,
      verbs: resource.verbs,
      ...(resource.shortNames.length ? { shortNames: resource.shortNames } : {}),
      ...(resource.categories.length ? { categories: resource.categories } : {}),
    },
    ...registry.subresourcesOf(resource, version).map((subresource) => ({
      name: `${resource.plural}/${subresource}`,
      singularName: '',
      namespaced: resource.namespaced,
      ...subresourceKind(resource, subresource, registry.profile),
      verbs: verbsOf(subresource),
    })),
  ]);
  for (const { plural, kind, namespaced } of reviews[group] ?? [])
    resources.push({ name: plural, singularName: '', namespaced, kind, verbs: ['create'] });
  return {
    kind: 'APIResourceList',
    ...(group ? { apiVersion: 'v1' } : {}),
    groupVersion: apiVersion,
    resources,
  };
}

function groupEntry({ name, versions }: { name: string; versions: string[] }): Json {
  const all = versions.map((version) => ({ groupVersion: apiVersionOf(name, version), version }));
  return { name, versions: all, preferredVersion: all[0] };
}

/** `/apis` */
export const groupList = (registry: Registry): Json => ({
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: registry.groups().map(groupEntry),
});

/** `/apis/apps`; undefined for a group that is not served. */
export function group(registry: Registry, name: string): Json {
  const found = registry.groups().find((one) => one.name === name);
  return found && { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(found) };
}

function aggregatedResource(
  registry: Registry,
  resource: Resource,
  groupVersion: { group: string; version: string },
): Json {
  const { plural, kind, namespaced, verbs, shortNames, categories, singular } = resource;
  const subresources = registry.subresourcesOf(resource, groupVersion.version).map((subresource) => {
    const {
      group = groupVersion.group,
      version = groupVersion.version,
      kind: kindOfIt,
    } = {
      ...subresourceKind(resource, subresource, registry.profile),
    } as { group?: string; version?: string; kind: string };
    return { subresource, responseKind: { group, version, kind: kindOfIt }, verbs: verbsOf(subresource) };
  });
  return {
    resource: plural,
    responseKind: { ...groupVersion, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames.length ? { shortNames } : {}),
    ...(categories.length ? { categories } : {}),
    ...(subresources.length ? { subresources } : {}),
  };
}

/** All of `/api` or `/apis` in one document, since 1.26 (apidiscovery.k8s.io/v2). */
export function aggregated(registry: Registry, core: boolean): Json {
  const groups = core ? [{ name: '', versions: ['v1'] }] : registry.groups();
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map(({ name, versions }) => ({
      metadata: { ...(name ? { name } : {}), creationTimestamp: null },
      versions: versions.map((version) => {
        const resources = registry
          .resourcesIn(apiVersionOf(name, version))
          .map((resource) => aggregatedResource(registry, resource, { group: name, version }));
        for (const { plural, kind, namespaced } of reviews[name] ?? [])
          resources.push({
            resource: plural,
            responseKind: { group: name, version, kind },
            scope: namespaced ? 'Namespaced' : 'Cluster',
            singularResource: kind.toLowerCase(),
            verbs: ['create'],
          });
        return { version, resources, freshness: 'Current' };
      }),
    })),
  };
}

/** `/`: where one may look, without what belongs to no kind. */
export const rootPaths = (registry: Registry): string[] =>
  [
    '/api',
    '/api/v1',
    '/apis',
    ...registry
      .groups()
      .flatMap(({ name, versions }) => [
        `/apis/${name}`,
        ...versions.map((version) => `/apis/${name}/${version}`),
      ]),
    '/healthz',
    '/livez',
    '/openapi/v2',
    '/readyz',
    '/version',
  ].sort();

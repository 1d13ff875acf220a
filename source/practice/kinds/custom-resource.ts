import type { Json, KubernetesObject } from '../object.ts';
import { compareVersions } from './registry.ts';
import { type CustomVersion, keyOfResource, type PrinterColumn, type Resource } from './resource.ts';

/** As a custom resource's discovery lists them, which is not by name. */
const verbs = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];

function columnsOf(columns: Json): PrinterColumn[] {
  if (!Array.isArray(columns)) return [];
  return columns.map(({ JSONPath, jsonPath, ...column }: Json) => ({
    ...column,
    jsonPath: String(jsonPath ?? JSONPath ?? ''),
  }));
}

/** What one version says of itself; in v1beta1 it may be said once for all. */
function versionOf(spec: Json, version: Json): CustomVersion {
  const subresources = version.subresources ?? spec.subresources ?? {};
  return {
    columns: columnsOf(version.additionalPrinterColumns ?? spec.additionalPrinterColumns),
    subresources: ['scale', 'status'].filter((name) => subresources[name]),
    schema: (version.schema ?? spec.validation)?.openAPIV3Schema,
  };
}

/** The kind that a definition adds to the API. */
export function resourceOfDefinition(definition: KubernetesObject): Resource {
  const { spec } = definition;
  const { names, group } = spec;
  const served: Json[] = (spec.versions ?? [])
    .filter((version: Json) => version.served)
    .sort((left: Json, right: Json) => compareVersions(left.name, right.name));
  const storage = (spec.versions ?? []).find((version: Json) => version.storage) ?? served[0];
  return {
    key: keyOfResource(group, names.plural),
    group,
    version: storage.name,
    kind: names.kind,
    plural: names.plural,
    singular: names.singular,
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    namespaced: spec.scope === 'Namespaced',
    verbs,
    subresources: [],
    served: served.map(({ name }) => ({ group, version: name })),
    custom: {
      definition: definition.metadata.name,
      listKind: names.listKind,
      versions: Object.fromEntries(served.map((version) => [version.name, versionOf(spec, version)])),
      preservesUnknown: spec.preserveUnknownFields ?? definition.apiVersion.endsWith('v1beta1'),
    },
  };
}

import { type Bytes, field, message, textField, toBuffer } from '../http/protobuf.ts';
import type { Profile } from '../kinds/built-in.ts';
import type { Registry } from '../kinds/registry.ts';
import type { Resource } from '../kinds/resource.ts';
import { apiVersionOf, type Json } from '../object.ts';
import { namedSchemas } from './schema-protobuf.ts';
import { builtInSchemas, customSchema, kindMark, reachedFrom, type Schemas } from './schemas.ts';

interface GroupVersionKind {
  group: string;
  version: string;
  kind: string;
}

/** One path that can be patched, of one kind. */
interface PatchPath {
  path: string;
  kind: GroupVersionKind;
}

function pathsOf(resource: Resource): PatchPath[] {
  return resource.served.map(({ group, version }) => {
    const root = group ? `/apis/${group}/${version}` : `/api/${version}`;
    const scope = resource.namespaced ? '/namespaces/{namespace}' : '';
    return {
      path: `${root}${scope}/${resource.plural}/{name}`,
      kind: { group, version, kind: resource.kind },
    };
  });
}

/** What kubectl looks up before it relies on them. */
function parametersOf(registry: Registry): string[] {
  return registry.profile === 'current'
    ? ['dryRun', 'fieldManager', 'fieldValidation', 'force']
    : ['dryRun', 'fieldManager'];
}

const info = (registry: Registry) => ({
  title: 'Kubernetes',
  version: registry.profile === 'chapter' ? 'v1.14.6' : 'v1.34.0',
});

/** `/openapi/v2` as JSON: every kind's patch, and the fields of the built-in ones. */
export function openApiV2(registry: Registry): Json {
  const parameters = parametersOf(registry).map((name) => ({
    in: 'query',
    name,
    type: 'string',
    uniqueItems: true,
  }));
  const paths = registry.all().flatMap(pathsOf);
  return {
    swagger: '2.0',
    info: info(registry),
    paths: Object.fromEntries(
      paths.map(({ path, kind }) => [
        path,
        {
          patch: {
            parameters,
            responses: { 200: { description: 'OK' } },
            'x-kubernetes-action': 'patch',
            [kindMark]: kind,
          },
        },
      ]),
    ),
    definitions: builtInSchemas(registry, 'v2'),
  };
}

/**
 * The same in the only form that kubectl asks for: an OpenAPI v2 document as protobuf. The numbers are those of gnostic's
 * OpenAPIv2.proto.
 */
export function openApiV2Protobuf(registry: Registry): Buffer {
  const parameters = parametersOf(registry).map((name) => {
    const query = message(textField(2, 'query'), textField(4, name), textField(6, 'string'));
    // ParametersItem > Parameter > NonBodyParameter > QueryParameterSubSchema
    return field(8, field(1, field(2, field(3, query))));
  });
  const { title, version } = info(registry);
  const paths = registry
    .all()
    .flatMap(pathsOf)
    .map(({ path, kind }) => {
      const yaml = field(2, textField(2, JSON.stringify(kind)));
      const patch = message(...parameters, field(13, message(textField(1, kindMark), yaml)));
      return field(2, message(textField(1, path), field(2, field(8, patch))));
    });
  return toBuffer(
    message(
      textField(1, '2.0'),
      field(2, message(textField(1, title), textField(2, version))),
      field(8, message(...paths)),
      field(9, definitionsOf(registry)),
    ),
  );
}

const encoded = new Map<Profile, Bytes>();

/** Encoded once for each profile: every kubectl asks for it, and the built-in kinds stay as they are. */
function definitionsOf(registry: Registry): Bytes {
  const bytes = encoded.get(registry.profile) ?? namedSchemas(builtInSchemas(registry, 'v2'));
  encoded.set(registry.profile, bytes);
  return bytes;
}

const pathOfVersion = (group: string, version: string): string =>
  group ? `apis/${group}/${version}` : `api/${version}`;

/** `/openapi/v3`: where each version's document is. */
export function openApiV3Index(registry: Registry): Json {
  const versions = [{ name: '', versions: ['v1'] }, ...registry.groups()].flatMap(({ name, versions: all }) =>
    all.map((version) => pathOfVersion(name, version)),
  );
  return {
    paths: Object.fromEntries(versions.map((path) => [path, { serverRelativeURL: `/openapi/v3/${path}` }])),
  };
}

/** The kinds of one version, with everything that they are made of. */
function schemasIn(registry: Registry, group: string, version: string): Schemas {
  const all = { ...builtInSchemas(registry, 'v3') };
  const isOfVersion = (gvk: Json) => gvk.group === group && gvk.version === version;
  for (const { kind, custom } of registry.resourcesIn(apiVersionOf(group, version))) {
    if (!custom) continue;
    const [name, schema] = customSchema({ group, version, kind }, custom.versions[version]?.schema);
    all[name] = schema;
  }
  const roots = Object.entries(all).filter(([, schema]) => schema[kindMark]?.some(isOfVersion));
  return reachedFrom(
    all,
    roots.map(([name]) => name),
  );
}

/** `/openapi/v3/apis/apps/v1`; undefined where nothing is served. */
export function openApiV3(registry: Registry, path: string): Json {
  const match = /^(?:api\/(v1)|apis\/([^/]+)\/([^/]+))$/.exec(path);
  if (!match) return undefined;
  const [group, version] = match[1] ? ['', match[1]] : [match[2] ?? '', match[3] ?? ''];
  const apiVersion = apiVersionOf(group, version);
  if (!registry.serves(apiVersion)) return undefined;
  const parameters = parametersOf(registry).map((name) => ({
    in: 'query',
    name,
    schema: { type: 'string' },
  }));
  const paths = registry
    .resourcesIn(apiVersion)
    .flatMap(pathsOf)
    .filter(({ kind }) => kind.group === group && kind.version === version);
  return {
    openapi: '3.0.0',
    info: info(registry),
    paths: Object.fromEntries(
      paths.map(({ path: at, kind }) => [
        at,
        {
          patch: {
            parameters,
            responses: { 200: { description: 'OK' } },
            'x-kubernetes-action': 'patch',
            [kindMark]: kind,
          },
        },
      ]),
    ),
    components: { schemas: schemasIn(registry, group, version) },
  };
}

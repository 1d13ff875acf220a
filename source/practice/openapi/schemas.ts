import type { Field, FieldsOfType, Shape } from '../kinds/fields/field-table.ts';
import { fieldsOfKind, typesOf } from '../kinds/fields/kind-fields.ts';
import type { Registry } from '../kinds/registry.ts';
import { apiVersionOf, isRecord, type Json } from '../object.ts';
import { ofFields, ofKinds } from './descriptions.ts';

export const kindMark = 'x-kubernetes-group-version-kind';
/** Where the two versions of OpenAPI keep their schemas. */
const roots = { v2: '#/definitions/', v3: '#/components/schemas/' } as const;
export type Version = keyof typeof roots;
export type Schemas = Record<string, Json>;

const time = 'io.k8s.apimachinery.pkg.apis.meta.v1.Time';
const quantity = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
const intOrString = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';
const named: Record<string, string> = { time, quantity, intOrString };
const scalars: Schemas = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer', format: 'int32' },
  long: { type: 'integer', format: 'int64' },
  number: { type: 'number', format: 'double' },
  bytes: { type: 'string', format: 'byte' },
  object: { type: 'object' },
  any: {},
};

const wellKnown = (version: Version): Schemas => ({
  [time]: { type: 'string', format: 'date-time' },
  [quantity]: version === 'v2' ? { type: 'string' } : { oneOf: [{ type: 'string' }, { type: 'number' }] },
  [intOrString]:
    version === 'v2'
      ? { type: 'string', format: 'int-or-string' }
      : { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
});

/** In v3 a reference stands in `allOf`, since nothing may stand beside it. */
const reference = (name: string, version: Version): Json => {
  const $ref = `${roots[version]}${name}`;
  return version === 'v2' ? { $ref } : { allOf: [{ $ref }] };
};

/** Made once for each profile and version: the built-in kinds stay as they are. */
const made = new Map<string, Schemas>();

/** The schemas of all types of the built-in kinds, by their full names. */
export function builtInSchemas(registry: Registry, version: Version): Schemas {
  const key = `${registry.profile} ${version}`;
  const there = made.get(key);
  if (there) return there;
  const types = typesOf(registry.profile);
  const shaped = (shape: Shape): Json => {
    if ('list' in shape) return { type: 'array', items: shaped(shape.list) };
    if ('map' in shape) return { type: 'object', additionalProperties: shaped(shape.map) };
    const name = named[shape.type] ?? types.get(shape.type)?.fullName;
    return name ? reference(name, version) : scalars[shape.type];
  };
  const property = ({ shape, patchStrategy, patchMergeKey }: Field): Json => ({
    ...shaped(shape),
    ...(patchMergeKey ? { 'x-kubernetes-patch-merge-key': patchMergeKey } : {}),
    ...(patchStrategy ? { 'x-kubernetes-patch-strategy': patchStrategy } : {}),
  });
  const schemaOf = ({ fields }: FieldsOfType): Json => {
    const required = [...fields].filter(([, field]) => field.required).map(([name]) => name);
    return {
      type: 'object',
      ...(required.length ? { required } : {}),
      ...(fields.size
        ? { properties: Object.fromEntries([...fields].map(([name, field]) => [name, property(field)])) }
        : {}),
    };
  };
  const schemas: Schemas = wellKnown(version);
  for (const type of types.values()) schemas[type.fullName] = schemaOf(type);
  for (const { kind, served, custom } of registry.all())
    for (const gv of custom ? [] : served) {
      const type = fieldsOfKind(registry.profile, apiVersionOf(gv.group, gv.version), kind);
      if (type) markKind(schemas[type.fullName], { ...gv, kind });
    }
  made.set(key, schemas);
  return schemas;
}

/** Says which kind a schema is, and describes what every kind has. */
function markKind(schema: Json, gvk: { group: string; version: string; kind: string }): void {
  schema[kindMark] = [...(schema[kindMark] ?? []), gvk];
  if (ofKinds[gvk.kind]) schema.description = ofKinds[gvk.kind];
  for (const [name, description] of Object.entries(ofFields))
    if (schema.properties?.[name]) schema.properties[name] = { description, ...schema.properties[name] };
}

/** The schemas that some lead to, themselves among them. */
export function reachedFrom(schemas: Schemas, names: Iterable<string>): Schemas {
  const reached: Schemas = {};
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached[name] || !schemas[name]) continue;
    reached[name] = schemas[name];
    for (const [, next] of JSON.stringify(schemas[name]).matchAll(/"\$ref":"#[^"]*\/([^"/]+)"/g))
      waiting.push(next ?? '');
  }
  return reached;
}

const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The schema of a custom kind, from its definition, by the name that the server gives it. */
export function customSchema(
  gvk: { group: string; version: string; kind: string },
  said: Json,
): [string, Json] {
  const name = [...gvk.group.split('.').reverse(), gvk.version, gvk.kind].join('.');
  const schema = isRecord(said) ? structuredClone(said) : { type: 'object' };
  const { apiVersion, kind, metadata } = ofFields;
  schema.properties = {
    ...schema.properties,
    apiVersion: { description: apiVersion, type: 'string' },
    kind: { description: kind, type: 'string' },
    metadata: { description: metadata, ...reference(objectMeta, 'v3') },
  };
  schema[kindMark] = [gvk];
  return [name, schema];
}

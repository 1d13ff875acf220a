import { describe, expect, it } from 'vitest';
import { readFields, type WireField } from '../../source/practice/http/protobuf-reader.ts';
import { resourceOfDefinition } from '../../source/practice/kinds/custom-resource.ts';
import { Registry } from '../../source/practice/kinds/registry.ts';
import { openApiV2, openApiV2Protobuf, openApiV3 } from '../../source/practice/openapi/openapi.ts';

const all = (fields: WireField[], number: number): Buffer[] =>
  fields.flatMap((one) => (one.number === number && Buffer.isBuffer(one.value) ? [one.value] : []));
const text = (message: Buffer | undefined, number: number): string =>
  all(readFields(message ?? Buffer.alloc(0)), number)[0]?.toString() ?? '';
/** `NamedSchema`s by their names. */
const named = (message: Buffer | undefined): Map<string, WireField[]> =>
  new Map(
    all(readFields(message ?? Buffer.alloc(0)), 1).map((one) => [
      text(one, 1),
      readFields(all(readFields(one), 2)[0] ?? Buffer.alloc(0)),
    ]),
  );

describe.each(['chapter', 'current'] as const)('the OpenAPI of %s', (profile) => {
  const registry = new Registry(profile);

  it('says the same as protobuf and as JSON', () => {
    const [definitions] = all(readFields(openApiV2Protobuf(registry)), 9);
    const schemas = named(definitions);
    const json = openApiV2(registry).definitions;
    expect([...schemas.keys()]).toEqual(Object.keys(json));
    const container = schemas.get('io.k8s.api.core.v1.Container') ?? [];
    expect(all(container, 19).map(String)).toEqual(json['io.k8s.api.core.v1.Container'].required);
    const fields = named(all(container, 25)[0]);
    expect([...fields.keys()]).toEqual(Object.keys(json['io.k8s.api.core.v1.Container'].properties));
    const env = fields.get('env') ?? [];

    expect(text(all(readFields(all(env, 23)[0] ?? Buffer.alloc(0)), 1)[0], 1)).toBe(
      '#/definitions/io.k8s.api.core.v1.EnvVar',
    );
    const extensions = all(env, 31).map((one) => [text(one, 1), text(all(readFields(one), 2)[0], 2)]);
    expect(extensions).toEqual([
      ['x-kubernetes-patch-merge-key', '"name"'],
      ['x-kubernetes-patch-strategy', '"merge"'],
    ]);
  });

  it('leads nowhere that it does not tell of', () => {
    const { definitions } = openApiV2(registry);
    const names = [...JSON.stringify(definitions).matchAll(/"#\/definitions\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(names.length).toBeGreaterThan(500);
    expect(names.filter((name) => !definitions[name as string])).toEqual([]);
  });

  it('knows every kind that is served', () => {
    const { definitions } = openApiV2(registry);
    const known = Object.values<{ [mark: string]: object[] }>(definitions).flatMap(
      (schema) => schema['x-kubernetes-group-version-kind'] ?? [],
    );
    for (const { served, kind } of registry.all())
      for (const one of served) expect(known).toContainEqual({ ...one, kind });
  });
});

it('tells of a definition’s kind in the definition’s own words', () => {
  const registry = new Registry('current');
  const size = { type: 'integer', description: 'How large it is.' };
  const schema = {
    openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { size } } } },
  };
  registry.add(
    resourceOfDefinition({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { plural: 'widgets', kind: 'Widget' },
        versions: [{ name: 'v1', served: true, storage: true, schema }],
      },
    }),
  );
  const { schemas } = openApiV3(registry, 'apis/example.com/v1').components;
  expect(schemas['com.example.v1.Widget']).toMatchObject({
    properties: { kind: { type: 'string' }, spec: { properties: { size } } },
    'x-kubernetes-group-version-kind': [{ group: 'example.com', version: 'v1', kind: 'Widget' }],
  });
  expect(schemas['io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'].properties.name).toEqual({
    type: 'string',
  });
});

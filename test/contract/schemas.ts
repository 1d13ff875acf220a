import { describe, expect, it } from 'vitest';
import type { Field, Shape } from '../../source/practice/kinds/fields/field-table.ts';
import { typesOf } from '../../source/practice/kinds/fields/kind-fields.ts';
import type { Bench } from './bench.ts';
import type { Answer } from './caller.ts';

const kindMark = 'x-kubernetes-group-version-kind';
/** Types that are written as something simpler, by the ends of their names. */
const simple: Record<string, string> = {
  Time: 'time',
  MicroTime: 'time',
  Quantity: 'quantity',
  IntOrString: 'intOrString',
  FieldsV1: 'object',
  RawExtension: 'object',
  Patch: 'object',
  CustomResourceSubresourceStatus: 'object',
  JSON: 'any',
  JSONSchemaPropsOrArray: 'any',
  JSONSchemaPropsOrBool: 'any',
  JSONSchemaPropsOrStringArray: 'any',
};
const formats: Record<string, string> = {
  int64: 'long',
  int32: 'integer',
  byte: 'bytes',
  'date-time': 'time',
  double: 'number',
};

/** A field as the table writes it, from OpenAPI and from the table itself. */
function shapeOfSchema({ $ref, type, format, items, additionalProperties }: Answer): string {
  if ($ref) {
    const name: string = $ref.split('.').at(-1);
    return simple[name] ?? name;
  }
  if (type === 'array') return `[${shapeOfSchema(items)}]`;
  if (type === 'object' && additionalProperties) return `{${shapeOfSchema(additionalProperties)}}`;
  return formats[format] ?? type ?? 'any';
}
function shapeOfTable(shape: Shape): string {
  if ('list' in shape) return `[${shapeOfTable(shape.list)}]`;
  if ('map' in shape) return `{${shapeOfTable(shape.map)}}`;
  return shape.type.replace(/@.*/, '');
}

const ofSchema = ({ properties = {}, required = [] }: Answer): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries<Answer>(properties).map(([name, one]) => [
      name,
      [
        shapeOfSchema(one),
        required.includes(name),
        one['x-kubernetes-patch-strategy'] ?? '',
        one['x-kubernetes-patch-merge-key'] ?? '',
      ],
    ]),
  );
const ofTable = (fields: ReadonlyMap<string, Field>): Record<string, unknown> =>
  Object.fromEntries(
    [...fields].map(([name, { shape, required, patchStrategy, patchMergeKey }]) => [
      name,
      [shapeOfTable(shape), required, patchStrategy, patchMergeKey],
    ]),
  );

/** Fields that v1.14 had and v1.20 has not. */
const gone = ['EventSeries.state', 'ManagedFieldsEntry.fields', 'ObjectMeta.initializers'];

export function schemas({ caller, traits }: Bench): void {
  describe('the schemas of kinds', () => {
    const read = async (): Promise<Record<string, Answer>> => {
      const { body } = await caller.get('/openapi/v2');
      // Older servers do not say that it is JSON.
      return (typeof body === 'string' ? JSON.parse(body) : body).definitions;
    };

    it('say which kind they are of', async () => {
      const definitions = await read();
      const deployment = definitions['io.k8s.api.apps.v1.Deployment'];
      expect(deployment[kindMark]).toContainEqual({ group: 'apps', version: 'v1', kind: 'Deployment' });
      expect(deployment.description).toBeTruthy();
      expect(deployment.properties.spec.$ref).toBe('#/definitions/io.k8s.api.apps.v1.DeploymentSpec');
    });

    if (traits.minor === 34 || traits.minor === 14)
      it('have the fields that the table has', async () => {
        const definitions = await read();
        const types = [...typesOf(traits.minor === 14 ? 'chapter' : 'current').values()];
        expect(types.length).toBeGreaterThan(250);
        const table = Object.fromEntries(types.map(({ fullName, fields }) => [fullName, ofTable(fields)]));
        const real = Object.fromEntries(
          types.map(({ fullName }) => [fullName, ofSchema(definitions[fullName] ?? {})]),
        );
        expect(real).toEqual(table);
      });

    if (traits.minor === 20)
      it('have lost little since v1.14', async () => {
        const definitions = await read();
        const missing = [...typesOf('chapter').values()].flatMap(({ fullName, fields }) => {
          const real = definitions[fullName];
          const names = real ? [...fields.keys()].filter((name) => !real.properties?.[name]) : [];
          return names.map((name) => `${fullName.split('.').at(-1)}.${name}`);
        });
        expect(missing.filter((one) => !gone.includes(one))).toEqual([]);
      });

    if (traits.minor >= 27)
      it('are told by version, with all that they lead to', async () => {
        const { body } = await caller.get('/openapi/v3/apis/apps/v1');
        const { schemas: all } = body.components;
        const kinds = (name: string) => all[`io.k8s.api.${name}`];
        expect(kinds('apps.v1.Deployment')[kindMark]).toEqual([
          { group: 'apps', version: 'v1', kind: 'Deployment' },
        ]);
        expect(kinds('core.v1.PodSpec').properties.containers).toMatchObject({
          type: 'array',
          items: { allOf: [{ $ref: '#/components/schemas/io.k8s.api.core.v1.Container' }] },
          'x-kubernetes-patch-merge-key': 'name',
          'x-kubernetes-patch-strategy': 'merge',
        });
        expect(kinds('core.v1.Container').properties.image.type).toBe('string');
        expect(kinds('rbac.v1.Role')).toBeUndefined();
      });
  });
}

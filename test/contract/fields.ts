import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import type { Reply } from './caller.ts';
import { deployment } from './objects.ts';
import { configMaps, deployments } from './places.ts';
import { isRefused } from './refusal.ts';

const steps = [{ op: 'add', path: '/surplus', value: 1 }];

export function fields({ caller, make, makeMap, tellsOfFields, traits }: Bench): void {
  const post = (path: string, text: string): Promise<Reply> => caller.call('POST', path, { text });
  const strict = (words: string) =>
    `ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: ${words}`;
  /** What a server answers that knows of `fieldValidation`, and what one that does not. */
  const told = (...warnings: string[]) => (tellsOfFields ? warnings : []);

  describe('fields that a kind does not have', () => {
    const surplus =
      '{"metadata":{"name":"NAME","foo":1,"labels":{"x":"1","x":"2"}},"data":{"k":"1","k":"2"},"bar":1}';
    const words = [
      'unknown field "metadata.foo"',
      'duplicate field "metadata.labels.x"',
      'duplicate field "data.k"',
      'unknown field "bar"',
    ];

    it('are not kept, and of fields that stand twice the last one is', async () => {
      const { code, body, warnings } = await post(configMaps, surplus.replace('NAME', 'surplus'));
      expect(code).toBe(201);
      expect(warnings).toEqual(told(...words));
      expect(body.data).toEqual({ k: '2' });
      expect(body.metadata.labels).toEqual({ x: '2' });
      expect([body.bar, body.metadata.foo]).toEqual([undefined, undefined]);
    });

    it('are told of as the writer wishes', async () => {
      const silent = await post(
        `${configMaps}?dryRun=All&fieldValidation=Ignore`,
        surplus.replace('NAME', 'silent'),
      );
      expect([silent.code, silent.warnings]).toEqual([201, []]);
      const warned = await post(
        `${configMaps}?dryRun=All&fieldValidation=Warn`,
        surplus.replace('NAME', 'warned'),
      );
      expect([warned.code, warned.warnings]).toEqual([201, told(...words)]);
      const refused = await post(
        `${configMaps}?dryRun=All&fieldValidation=Strict`,
        surplus.replace('NAME', 'refused'),
      );
      if (tellsOfFields) isRefused(refused, 400, 'BadRequest', strict(words.join(', ')));
      else expect(refused.code).toBe(201);
    });

    it('are found wherever they are, in the order in which they were written', async () => {
      const { spec } = deployment('deep') as { spec: { template: { spec: { containers: object[] } } } };
      const [container] = spec.template.spec.containers;
      const deep = {
        metadata: { name: 'deep' },
        status: { zebra: 1 },
        spec: {
          ...spec,
          foo: 1,
          template: {
            ...spec.template,
            spec: {
              ...spec.template.spec,
              containers: [{ ...container, imagePullPolice: 'Always', env: [{ name: 'A', val: 'b' }] }],
              bar: null,
            },
          },
        },
      };
      const { code, body, warnings } = await caller.post(`${deployments}?dryRun=All`, deep);
      expect(code).toBe(201);
      expect(warnings).toEqual(
        told(
          'unknown field "status.zebra"',
          'unknown field "spec.template.spec.containers[0].env[0].val"',
          'unknown field "spec.template.spec.containers[0].imagePullPolice"',
          'unknown field "spec.template.spec.bar"',
          'unknown field "spec.foo"',
        ),
      );
      expect(body.spec.foo).toBeUndefined();
      expect(body.spec.template.spec.bar).toBeUndefined();
      expect(body.spec.template.spec.containers[0]).toMatchObject({ env: [{ name: 'A' }] });
      expect(body.spec.template.spec.containers[0].imagePullPolice).toBeUndefined();
    });

    it('are known by their letters, small and great, and are nothing to what is wrong', async () => {
      const great = await post(`${configMaps}?dryRun=All`, '{"metadata":{"name":"great"},"Data":{"a":"b"}}');
      expect([great.code, great.warnings, great.body.data]).toEqual([
        201,
        told('unknown field "Data"'),
        undefined,
      ]);
      const wrong = await post(
        `${configMaps}?fieldValidation=Strict`,
        '{"metadata":{"name":"wrong"},"foo":1,"data":{"a":1}}',
      );
      expect(wrong.code).toBe(400);
      expect(wrong.body.message).not.toContain('strict decoding error');
    });

    it('are told of in YAML by the line', async () => {
      const text = 'metadata:\n  name: lines\ndata:\n  z: "1"\n  z: "2"\nfoo: 1\n';
      const send = (mode: string) =>
        caller.call('POST', `${configMaps}?dryRun=All&fieldValidation=${mode}`, {
          text,
          contentType: 'application/yaml',
        });
      const warned = await send('Warn');
      expect([warned.code, warned.body.data]).toEqual([201, { z: '2' }]);
      expect(warned.warnings).toEqual(told('line 5: key "z" already set in map', 'unknown field "foo"'));
      const refused = await send('Strict');
      const why = 'yaml: unmarshal errors:\n  line 5: key "z" already set in map, unknown field "foo"';
      if (tellsOfFields) isRefused(refused, 400, 'BadRequest', strict(why));
      else expect(refused.code).toBe(201);
    });

    it('are told of when an object is replaced, and of its subresources', async () => {
      await makeMap('with-surplus');
      const text = '{"metadata":{"name":"with-surplus"},"foo":1}';
      const refused = await caller.call('PUT', `${configMaps}/with-surplus?fieldValidation=Strict`, { text });
      if (tellsOfFields) isRefused(refused, 400, 'BadRequest', strict('unknown field "foo"'));
      else expect(refused.code).toBe(200);
      await make(deployments, deployment('surplus-scale'));
      const { body } = await caller.get(`${deployments}/surplus-scale/scale`);
      const { name, namespace } = body.metadata;
      const scale = { ...body, metadata: { name, namespace }, foo: 1, spec: { ...body.spec, bar: 1 } };
      const scaled = await caller.put(`${deployments}/surplus-scale/scale?dryRun=All`, scale);
      expect(scaled.code).toBe(200);
      expect(scaled.warnings.toSorted()).toEqual(told('unknown field "foo"', 'unknown field "spec.bar"'));
      await caller.delete(`${deployments}/surplus-scale`);
    });

    it.each([
      ['merge', 'application/merge-patch+json'],
      ['strategic', 'application/strategic-merge-patch+json'],
    ])('are not patched in: %s', async (kind, contentType) => {
      const path = `${configMaps}/surplus-${kind}`;
      await makeMap(`surplus-${kind}`, { data: { k: 'v' } });
      const text = '{"zzz":1,"data":{"z":"1","z":"2"},"metadata":{"bar":1},"aaa":{"a":1}}';
      const problems = [
        'duplicate field "data.z"',
        'unknown field "aaa"',
        'unknown field "metadata.bar"',
        'unknown field "zzz"',
      ];
      const refused = await caller.call('PATCH', `${path}?fieldValidation=Strict&dryRun=All`, {
        text,
        contentType,
      });
      if (tellsOfFields) {
        expect(refused.body).toMatchObject({ code: 422, reason: 'Invalid' });
        expect(refused.body.message.startsWith(' "" is invalid: patch: Invalid value: "')).toBe(true);
        expect(refused.body.message.endsWith(`": strict decoding error: ${problems.join(', ')}`)).toBe(true);
      } else expect(refused.code).toBe(200);
      const { body, warnings } = await caller.call('PATCH', path, { text, contentType });
      expect(warnings).toEqual(told(...problems));
      expect(body.data).toEqual({ k: 'v', z: '2' });
      expect([body.aaa, body.zzz, body.metadata.bar]).toEqual([undefined, undefined, undefined]);
    });

    it('are not patched in by steps, which are read as strictly', async () => {
      await makeMap('surplus-steps', { data: { k: 'v' } });
      const text = `[${JSON.stringify(steps[0])},{"op":"add","path":"/data/z","value":"1","value":"2","zz":1}]`;
      const { code, body, warnings } = await caller.call('PATCH', `${configMaps}/surplus-steps`, {
        text,
        contentType: 'application/json-patch+json',
      });
      expect([code, body.data, body.surplus]).toEqual([200, { k: 'v', z: '2' }, undefined]);
      expect(warnings).toEqual(
        told(
          'json patch duplicate field "[1].value"',
          'json patch unknown field "[1].zz"',
          'unknown field "surplus"',
        ),
      );
    });

    if (traits.serverSideApply)
      it('cannot be applied, however they are to be told of', async () => {
        const send = (path: string, object: object) =>
          caller.patch(`${path}?fieldManager=t&fieldValidation=Ignore`, 'apply', object);
        const map = await send(`${configMaps}/applied`, {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'applied' },
          foo: { a: 1 },
        });
        const where = (name: string, version: string) => (tellsOfFields ? ` (/${name}; ${version})` : '');
        isRefused(
          map,
          500,
          '',
          `failed to create typed patch object${where('applied', '/v1, Kind=ConfigMap')}: .foo: field not declared in schema`,
        );
        const object = { apiVersion: 'apps/v1', kind: 'Deployment', ...deployment('typed') };
        const { containers } = object.spec.template.spec;
        Object.assign(containers[0] as object, { imagePullPolice: 'Always' });
        isRefused(
          await send(`${deployments}/typed`, object),
          500,
          '',
          `failed to create typed patch object${where('typed', 'apps/v1, Kind=Deployment')}: .spec.template.spec.containers[name="c"].imagePullPolice: field not declared in schema`,
        );
      });

    if (traits.serverSideApply)
      it('may stand twice in an apply, unless it is to be strict', async () => {
        const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: twice}\ndata:\n  z: "1"\n  z: "2"\n';
        const send = (mode: string) =>
          caller.call('PATCH', `${configMaps}/twice?fieldManager=t&dryRun=All&fieldValidation=${mode}`, {
            text,
            contentType: 'application/apply-patch+yaml',
          });
        const warned = await send('Warn');
        expect([warned.code, warned.body.data]).toEqual([201, { z: '2' }]);
        expect(warned.warnings).toEqual(told('line 6: key "z" already set in map'));
        const why =
          'error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  line 6: key "z" already set in map';
        if (tellsOfFields) isRefused(await send('Strict'), 400, 'BadRequest', why);
      });

    it('are told of in one of three ways', async () => {
      const refused = await post(
        `${configMaps}?dryRun=All&fieldValidation=Foo`,
        '{"metadata":{"name":"mode"}}',
      );
      const message = 'Unsupported value: "Foo": supported values: "", "Ignore", "Strict", "Warn"';
      if (tellsOfFields)
        isRefused(
          refused,
          422,
          'Invalid',
          `CreateOptions.meta.k8s.io "" is invalid: fieldValidation: ${message}`,
          {
            group: 'meta.k8s.io',
            kind: 'CreateOptions',
            causes: [{ reason: 'FieldValueNotSupported', message, field: 'fieldValidation' }],
          },
        );
      else expect(refused.code).toBe(201);
    });
  });
}

import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { configMaps, namespace, root } from './places.ts';
import { isRefused } from './refusal.ts';

export function creating({ caller, make, makeMap, nameWords, value }: Bench): void {
  describe('creating', () => {
    it('gives an object its identity, and keeps what was said', async () => {
      const object = await makeMap('identity', { data: { a: '1' } }, { labels: { app: 'x' } });
      expect(object).toMatchObject({ kind: 'ConfigMap', apiVersion: 'v1', data: { a: '1' } });
      expect(object.metadata).toMatchObject({ name: 'identity', namespace, labels: { app: 'x' } });
      expect(object.metadata.uid).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      expect(object.metadata.creationTimestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(object.metadata.generation).toBeUndefined();
      expect((await caller.get(`${configMaps}/identity`)).body).toEqual(object);
    });

    it('makes a name from generateName', async () => {
      const { metadata } = await make(configMaps, { metadata: { generateName: 'made-' } });
      expect(metadata.name).toMatch(/^made-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
      expect(metadata.generateName).toBe('made-');
    });

    it('refuses a name that is taken', async () => {
      await makeMap('taken');
      isRefused(
        await caller.post(configMaps, { metadata: { name: 'taken' } }),
        409,
        'AlreadyExists',
        'configmaps "taken" already exists',
        {
          name: 'taken',
          kind: 'configmaps',
        },
      );
    });

    it('refuses a name that is none, and says which would be', async () => {
      const message = `Invalid value: "A_b": ${nameWords} subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`;
      isRefused(
        await caller.post(configMaps, { metadata: { name: 'A_b' } }),
        422,
        'Invalid',
        `ConfigMap "A_b" is invalid: metadata.name: ${message}`,
        {
          name: 'A_b',
          kind: 'ConfigMap',
          causes: [{ reason: 'FieldValueInvalid', message, field: 'metadata.name' }],
        },
      );
      const none = 'Required value: name or generateName is required';
      isRefused(
        await caller.post(configMaps, { metadata: {} }),
        422,
        'Invalid',
        `ConfigMap "" is invalid: metadata.name: ${none}`,
        {
          kind: 'ConfigMap',
          causes: [{ reason: 'FieldValueRequired', message: none, field: 'metadata.name' }],
        },
      );
    });

    it('needs the namespace to be there, and to be the one of the path', async () => {
      const missing = '/api/v1/namespaces/practice-contract-none/configmaps';
      isRefused(
        await caller.post(missing, { metadata: { name: 'x' } }),
        404,
        'NotFound',
        'namespaces "practice-contract-none" not found',
        {
          name: 'practice-contract-none',
          kind: 'namespaces',
        },
      );
      isRefused(
        await caller.post(configMaps, { metadata: { name: 'x', namespace: 'other' } }),
        400,
        'BadRequest',
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    });

    it('takes no resourceVersion for something new', async () => {
      const reply = await caller.post(configMaps, { metadata: { name: 'versioned', resourceVersion: '5' } });
      isRefused(reply, 500, '', 'resourceVersion should not be set on objects to be created');
    });

    it('reads JSON and YAML, and says what it reads', async () => {
      const yaml = await caller.call('POST', configMaps, {
        text: 'metadata:\n  name: from-yaml\n',
        contentType: 'application/yaml',
      });
      expect(yaml.code).toBe(201);
      const other = await caller.call('POST', configMaps, { text: '{}', contentType: 'text/plain' });
      isRefused(
        other,
        415,
        'UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
      );
    });

    it.each([
      [
        'broken JSON',
        '{broken',
        /^the object provided is unrecognized \(must be of type ConfigMap\): couldn't get version\/kind; json parse error: /,
      ],
      [
        'a list',
        '[]',
        /^the object provided is unrecognized \(must be of type ConfigMap\): couldn't get version\/kind; json parse error: json: cannot unmarshal array into Go value/,
      ],
      [
        'another kind',
        '{"kind":"Secret","apiVersion":"v1","metadata":{"name":"x"}}',
        /^Secret in version "v1" cannot be handled as a ConfigMap: /,
      ],
      [
        'another version',
        '{"kind":"ConfigMap","apiVersion":"v2","metadata":{"name":"x"}}',
        /^ConfigMap in version "v2" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "v2"/,
      ],
      [
        'a label that is no text',
        '{"metadata":{"name":"x","labels":{"a":1}}}',
        /^ConfigMap in version "v1" cannot be handled as a ConfigMap: /,
      ],
    ])('answers 400 to %s', async (_, text, words) => {
      const { code, body } = await caller.call('POST', configMaps, { text });
      expect(body).toMatchObject({ kind: 'Status', status: 'Failure', reason: 'BadRequest', code: 400 });
      expect(body.message).toMatch(words);
      expect(code).toBe(400);
    });

    it('tries without doing when it is a dry run', async () => {
      const tried = await caller.post(`${configMaps}?dryRun=All`, { metadata: { name: 'dry' } });
      expect(tried.code).toBe(201);
      expect(tried.body.metadata.uid).toBeTruthy();
      expect(tried.body.metadata.resourceVersion).toBeUndefined();
      expect((await caller.get(`${configMaps}/dry`)).code).toBe(404);
      const message = `Unsupported value: ${value('[]string{"Some"}', '["Some"]')}: supported values: "All"`;
      isRefused(
        await caller.post(`${configMaps}?dryRun=Some`, { metadata: { name: 'dry' } }),
        422,
        'Invalid',
        `CreateOptions.meta.k8s.io "" is invalid: dryRun: ${message}`,
        {
          group: 'meta.k8s.io',
          kind: 'CreateOptions',
          causes: [{ reason: 'FieldValueNotSupported', message, field: 'dryRun' }],
        },
      );
    });

    it('stores written text of a secret as data', async () => {
      const secret = await make(`${root}/secrets`, { metadata: { name: 'spoken' }, stringData: { a: 'b' } });
      expect(secret).toMatchObject({ type: 'Opaque', data: { a: 'Yg==' } });
      expect(secret.stringData).toBeUndefined();
    });
  });
}

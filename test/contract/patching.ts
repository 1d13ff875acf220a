import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import type { Answer } from './caller.ts';
import { deployment } from './objects.ts';
import { configMaps, deployments } from './places.ts';
import { isRefused } from './refusal.ts';

export function patching({ caller, make, makeMap, traits }: Bench): void {
  describe('patching', () => {
    it('takes JSON patches, operation by operation', async () => {
      await makeMap('json', { data: { a: '1' } }, { annotations: { 'example.com/x': '2' } });
      const { body } = await caller.patch(`${configMaps}/json`, 'json', [
        { op: 'test', path: '/data/a', value: '1' },
        { op: 'replace', path: '/data/a', value: '3' },
        { op: 'move', from: '/metadata/annotations/example.com~1x', path: '/data/z' },
        { op: 'copy', from: '/data/a', path: '/data/b' },
      ]);
      expect(body.data).toEqual({ a: '3', z: '2', b: '3' });
    });

    it('refuses a JSON patch that does not fit, as a whole', async () => {
      await makeMap('json-refused', { data: { a: '1' } });
      const path = `${configMaps}/json-refused`;
      const words = 'the server rejected our request due to an error in our request';
      for (const operation of [
        { op: 'test', path: '/data/a', value: '2' },
        { op: 'remove', path: '/data/zz' },
      ]) {
        const first = { op: 'add', path: '/data/c', value: '9' };
        isRefused(await caller.patch(path, 'json', [first, operation]), 422, 'Invalid', words, {});
      }
      expect((await caller.get(path)).body.data).toEqual({ a: '1' });
      isRefused(
        await caller.patch(path, 'json', {}),
        400,
        'BadRequest',
        traits.minor < 33
          ? 'json: cannot unmarshal object into Go value of type jsonpatch.Patch'
          : 'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
      );
    });

    it('takes merge patches, in which null removes', async () => {
      await makeMap('merge', { data: { a: '1', b: '2' } }, { labels: { x: 'y' } });
      const { body } = await caller.patch(`${configMaps}/merge`, 'merge', {
        metadata: { labels: null },
        data: { a: null, c: '3' },
      });
      expect(body.data).toEqual({ b: '2', c: '3' });
      expect(body.metadata.labels).toBeUndefined();
    });

    it('merges lists by their keys in strategic merge patches', async () => {
      const made = deployment('strategic');
      made.spec.template.spec.containers.push({ name: 'd', image: 'example/d:1' });
      await make(deployments, made);
      const path = `${deployments}/strategic`;
      const patch = (spec: object) => caller.patch(path, 'strategic', { spec: { template: { spec } } });
      const merged = await patch({
        '$setElementOrder/containers': [{ name: 'd' }, { name: 'c' }],
        containers: [{ name: 'c', env: [{ name: 'B', value: '2' }] }],
      });
      const { containers } = merged.body.spec.template.spec;
      expect(containers.map(({ name }: Answer) => name)).toEqual(['d', 'c']);
      expect(containers[1]).toMatchObject({ image: 'example/image:1' });
      expect(containers[1].env.map(({ name }: Answer) => name).sort()).toEqual(['A', 'B']);
      const dropped = await patch({ containers: [{ name: 'd', $patch: 'delete' }] });
      expect(dropped.body.spec.template.spec.containers.map(({ name }: Answer) => name)).toEqual(['c']);
      const retained = await patch({
        volumes: [{ $retainKeys: ['name', 'configMap'], name: 's', configMap: { name: 'm' } }],
      });
      expect(retained.body.spec.template.spec.volumes[0]).toEqual({
        name: 's',
        configMap: { name: 'm', defaultMode: 420 },
      });
    });

    const other = '00000000-0000-4000-8000-000000000000';
    const words = `Invalid value: "${other}": field is immutable`;

    it('takes a patch that names the UID of the very object', async () => {
      const { uid } = (await makeMap('bound')).metadata;
      const patch = { metadata: { uid, labels: { x: 'y' } } };
      const { code, body } = await caller.patch(`${configMaps}/bound`, 'merge', patch);
      expect({ code, labels: body.metadata.labels }).toEqual({ code: 200, labels: { x: 'y' } });
    });

    it.each(['merge', 'strategic'] as const)('refuses a %s patch that names another UID', async (type) => {
      const name = `bound-${type}`;
      await makeMap(name);
      await make(deployments, deployment(name));
      const patch = { metadata: { uid: other, labels: { x: 'y' } } };
      for (const [path, kind, group] of [
        [`${configMaps}/${name}`, 'ConfigMap', undefined],
        [`${deployments}/${name}`, 'Deployment', 'apps'],
      ] as const) {
        const { code, body: told } = await caller.patch(path, type, patch);
        const message = `${group ? `${kind}.${group}` : kind} "${name}" is invalid: metadata.uid: ${words}`;
        expect({ code, reason: told.reason, message: told.message }).toEqual({
          code: 422,
          reason: 'Invalid',
          message,
        });
        // Of some kinds the server looks at the UID twice, and says so twice.
        const cause = { reason: 'FieldValueInvalid', message: words, field: 'metadata.uid' };
        expect(told.details).toMatchObject({ name, kind });
        for (const one of told.details.causes) expect(one).toEqual(cause);
        expect(told.details.causes.length).toBeGreaterThan(0);
        expect((await caller.get(path)).body.metadata.labels?.x).toBeUndefined();
      }
    });

    it('hears the version before the UID', async () => {
      const { resourceVersion } = (await makeMap('bound-twice')).metadata;
      const path = `${configMaps}/bound-twice`;
      await caller.patch(path, 'merge', { data: { a: '1' } });
      isRefused(
        await caller.patch(path, 'merge', { metadata: { uid: other, resourceVersion } }),
        409,
        'Conflict',
        'Operation cannot be fulfilled on configmaps "bound-twice": the object has been modified; please apply your changes to the latest version and try again',
        { name: 'bound-twice', kind: 'configmaps' },
      );
    });

    it('refuses to scale another than the one whose UID is named', async () => {
      const { uid } = (await make(deployments, deployment('bound-scale'))).metadata;
      isRefused(
        await caller.patch(`${deployments}/bound-scale/scale`, 'merge', { metadata: { uid: other } }),
        409,
        'Conflict',
        `Operation cannot be fulfilled on deployments/scale.apps "bound-scale": Precondition failed: UID in precondition: ${other}, UID in object meta: ${uid}`,
        { name: 'bound-scale', group: 'apps', kind: 'deployments/scale' },
      );
    });

    it('refuses patches of an unknown type, and to what is not there', async () => {
      await makeMap('typed');
      const unknown = await caller.call('PATCH', `${configMaps}/typed`, {
        body: {},
        contentType: 'application/json',
      });
      isRefused(unknown, 415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
      isRefused(
        await caller.patch(`${configMaps}/none`, 'merge', {}),
        404,
        'NotFound',
        'configmaps "none" not found',
        {
          name: 'none',
          kind: 'configmaps',
        },
      );
    });

    it(`answers a patch that is no map with ${traits.minor < 33 ? 422 : 400}`, async () => {
      await makeMap('no-map');
      const { code, body } = await caller.patch(`${configMaps}/no-map`, 'merge', []);
      if (traits.minor >= 33) {
        expect({ code, message: body.message }).toEqual({
          code: 400,
          message:
            'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
        });
        return;
      }
      expect(code).toBe(422);
      expect(body.details.causes[0]).toMatchObject({ reason: 'FieldValueInvalid', field: 'patch' });
    });
  });
}

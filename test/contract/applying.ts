import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import type { Answer } from './caller.ts';
import { deployment } from './objects.ts';
import { configMaps, deployments, namespace } from './places.ts';
import { isRefused } from './refusal.ts';

export function applying({ caller, make, makeMap, traits }: Bench): void {
  const withoutApply = () => {
    it('answers apply patches with 415, upon which a client merges', async () => {
      await makeMap('applied');
      const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'applied' }, data: { a: '1' } };
      const reply = await caller.patch(`${configMaps}/applied?fieldManager=one`, 'apply', body);
      expect(reply).toMatchObject({ code: 415, body: { reason: 'UnsupportedMediaType' } });
      const applied = await caller.connection.api.apply({
        ...body,
        metadata: { name: 'applied', namespace },
      });
      expect(applied.data).toEqual({ a: '1' });
      expect(applied.metadata.managedFields).toBeUndefined();
    });
  };

  const withApply = () => {
    const map = (name: string, data: object, more: object = {}) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, ...more },
      data,
    });
    const apply = (manager: string, body: Answer, more = '') =>
      caller.patch(`${configMaps}/${body.metadata.name}?fieldManager=${manager}${more}`, 'apply', body);

    it('makes what is not there, and remembers who applied what', async () => {
      const { code, body } = await apply('one', map('fresh', { a: '1' }, { labels: { l: 'm' } }));
      expect(code).toBe(201);
      expect(body.metadata.managedFields).toEqual([
        {
          manager: 'one',
          operation: 'Apply',
          apiVersion: 'v1',
          time: expect.any(String),
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:data': { 'f:a': {} }, 'f:metadata': { 'f:labels': { 'f:l': {} } } },
        },
      ]);
      const again = await apply('one', map('fresh', { a: '1' }, { labels: { l: 'm' } }));
      expect(again.code).toBe(200);
      expect(again.body.metadata.resourceVersion).toBe(body.metadata.resourceVersion);
    });

    it('removes what its applier applies no more, and leaves what others own', async () => {
      await apply('one', map('shared', { a: '1', b: '2' }));
      await apply('two', map('shared', { c: '3' }));
      expect((await apply('one', map('shared', { b: '2' }))).body.data).toEqual({ b: '2', c: '3' });
    });

    it('shares a field that two appliers agree on', async () => {
      await apply('one', map('agreed', { a: '1' }));
      expect((await apply('two', map('agreed', { a: '1' }))).code).toBe(200);
      expect((await apply('one', map('agreed', {}))).body.data).toEqual({ a: '1' });
    });

    it('refuses to take a field from another, and names it', async () => {
      await apply('one', map('contested', { a: '1' }));
      isRefused(
        await apply('two', map('contested', { a: '2' })),
        409,
        'Conflict',
        'Apply failed with 1 conflict: conflict with "one": .data.a',
        {
          causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.data.a' }],
        },
      );
      const forced = await apply('two', map('contested', { a: '2' }), '&force=true');
      expect(forced.body.data).toEqual({ a: '2' });
      expect(forced.body.metadata.managedFields.map(({ manager }: Answer) => manager)).toEqual(['two']);
    });

    it('names each contested field of an updater, in lists by their keys', async () => {
      await make(`${deployments}?fieldManager=updater`, deployment('conflicts'));
      const body = {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'conflicts' },
        spec: {
          replicas: 2,
          paused: true,
          template: { spec: { containers: [{ name: 'c', image: 'example/z' }] } },
        },
      };
      const path = `${deployments}/conflicts?fieldManager=other`;
      const cause = (field: string) => ({
        reason: 'FieldManagerConflict',
        message: 'conflict with "updater" using apps/v1',
        field,
      });
      isRefused(
        await caller.patch(path, 'apply', body),
        409,
        'Conflict',
        'Apply failed with 2 conflicts: conflicts with "updater" using apps/v1:\n- .spec.replicas\n- .spec.template.spec.containers[name="c"].image',
        { causes: [cause('.spec.replicas'), cause('.spec.template.spec.containers[name="c"].image')] },
      );
      const forced = await caller.patch(`${path}&force=true&dryRun=All`, 'apply', body);
      const [mine] = forced.body.metadata.managedFields;
      expect(mine).toMatchObject({
        manager: 'other',
        operation: 'Apply',
        fieldsV1: {
          'f:spec': {
            'f:paused': {},
            'f:replicas': {},
            'f:template': {
              'f:spec': { 'f:containers': { 'k:{"name":"c"}': { '.': {}, 'f:image': {}, 'f:name': {} } } },
            },
          },
        },
      });
      const rest = forced.body.metadata.managedFields.find(
        ({ manager }: Answer) => manager === 'updater',
      ).fieldsV1;
      expect(rest['f:spec']['f:replicas']).toBeUndefined();
      expect(
        rest['f:spec']['f:template']['f:spec']['f:containers']['k:{"name":"c"}']['f:imagePullPolicy'],
      ).toEqual({});
      expect((await caller.get(`${deployments}/conflicts`)).body.spec.replicas).toBe(0);
    });

    it('says of a creator every field that it set, defaults included', async () => {
      const made = await make(`${deployments}?fieldManager=creator&dryRun=All`, deployment('fields'));
      expect(made.metadata.managedFields).toHaveLength(1);
      expect(made.metadata.managedFields[0]).toMatchObject({
        manager: 'creator',
        operation: 'Update',
        apiVersion: 'apps/v1',
      });
      const container = {
        '.': {},
        'f:env': {
          '.': {},
          'k:{"name":"A"}': {
            '.': {},
            'f:name': {},
            'f:valueFrom': {
              '.': {},
              'f:fieldRef': traits.minor >= 22 ? {} : { '.': {}, 'f:apiVersion': {}, 'f:fieldPath': {} },
            },
          },
        },
        'f:image': {},
        'f:imagePullPolicy': {},
        'f:livenessProbe': {
          '.': {},
          'f:failureThreshold': {},
          'f:httpGet': { '.': {}, 'f:path': {}, 'f:port': {}, 'f:scheme': {} },
          'f:periodSeconds': {},
          'f:successThreshold': {},
          'f:timeoutSeconds': {},
        },
        'f:name': {},
        'f:ports': {
          '.': {},
          'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {}, 'f:protocol': {} },
        },
        'f:resources': {},
        'f:terminationMessagePath': {},
        'f:terminationMessagePolicy': {},
      };
      expect(made.metadata.managedFields[0].fieldsV1).toEqual({
        'f:spec': {
          'f:progressDeadlineSeconds': {},
          'f:replicas': {},
          'f:revisionHistoryLimit': {},
          'f:selector': {},
          'f:strategy': {
            'f:rollingUpdate': { '.': {}, 'f:maxSurge': {}, 'f:maxUnavailable': {} },
            'f:type': {},
          },
          'f:template': {
            'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
            'f:spec': {
              'f:containers': { 'k:{"name":"c"}': container },
              'f:dnsPolicy': {},
              'f:restartPolicy': {},
              'f:schedulerName': {},
              'f:securityContext': {},
              'f:terminationGracePeriodSeconds': {},
              'f:volumes': {
                '.': {},
                'k:{"name":"e"}': { '.': {}, 'f:emptyDir': {}, 'f:name': {} },
                'k:{"name":"s"}': {
                  '.': {},
                  'f:name': {},
                  'f:secret': { '.': {}, 'f:defaultMode': {}, 'f:secretName': {} },
                },
              },
            },
          },
        },
      });
    });

    it('needs a field manager', async () => {
      const { code, body } = await caller.patch(`${configMaps}/nobody`, 'apply', map('nobody', {}));
      expect(code).toBe(422);
      expect(body.message).toBe(
        'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
      );
    });
  };
  // Chosen here, not skipped: what a server does not have is no test of it.
  if (traits.serverSideApply) describe('server-side apply', withApply);
  else describe('without server-side apply', withoutApply);
}

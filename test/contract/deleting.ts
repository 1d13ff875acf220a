import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import type { Answer } from './caller.ts';
import { configMaps } from './places.ts';
import { isRefused } from './refusal.ts';

export function deleting({ caller, isGone, makeMap }: Bench): void {
  describe('deleting', () => {
    it('answers with a Status, or with the object where its kind does', async () => {
      const { metadata } = await makeMap('deleted');
      expect(await caller.delete(`${configMaps}/deleted`)).toMatchObject({
        code: 200,
        body: {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Success',
          details: { name: 'deleted', kind: 'configmaps', uid: metadata.uid },
        },
      });
      isRefused(
        await caller.delete(`${configMaps}/deleted`),
        404,
        'NotFound',
        'configmaps "deleted" not found',
        {
          name: 'deleted',
          kind: 'configmaps',
        },
      );
    });

    it('deletes only the very object that is meant', async () => {
      const { metadata } = await makeMap('meant');
      isRefused(
        await caller.delete(`${configMaps}/meant`, { preconditions: { uid: 'zz' } }),
        409,
        'Conflict',
        `Operation cannot be fulfilled on ConfigMap "meant": the UID in the precondition (zz) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
        { name: 'meant', kind: 'ConfigMap' },
      );
      expect(
        (await caller.delete(`${configMaps}/meant`, { preconditions: { uid: metadata.uid } })).code,
      ).toBe(200);
    });

    it('waits for finalizers, and takes no new ones', async () => {
      const path = `${configMaps}/held`;
      await makeMap('held', {}, { finalizers: ['example.com/hold'] });
      const { code, body } = await caller.delete(path);
      expect(code).toBe(200);
      expect(body).toMatchObject({
        kind: 'ConfigMap',
        metadata: { finalizers: ['example.com/hold'], deletionGracePeriodSeconds: 0 },
      });
      expect(body.metadata.deletionTimestamp).toMatch(/Z$/);
      const added = await caller.patch(path, 'merge', {
        metadata: { finalizers: ['example.com/hold', 'example.com/new'] },
      });
      expect(added.code).toBe(422);
      expect(added.body.message).toBe(
        'ConfigMap "held" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/new"}',
      );
      expect((await caller.get(path)).code).toBe(200);
      expect((await caller.patch(path, 'merge', { metadata: { finalizers: null } })).code).toBe(200);
      expect((await caller.get(path)).code).toBe(404);
    });

    it('tries without doing when it is a dry run', async () => {
      await makeMap('kept');
      expect((await caller.delete(`${configMaps}/kept`, { dryRun: ['All'] })).code).toBe(200);
      expect((await caller.get(`${configMaps}/kept`)).code).toBe(200);
    });

    it('knows three ways to treat dependents, and no fourth', async () => {
      const message =
        'Unsupported value: "Nope": supported values: "Foreground", "Background", "Orphan", "nil"';
      isRefused(
        await caller.delete(`${configMaps}/whichever`, { propagationPolicy: 'Nope' }),
        422,
        'Invalid',
        `DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: ${message}`,
        {
          group: 'meta.k8s.io',
          kind: 'DeleteOptions',
          causes: [{ reason: 'FieldValueNotSupported', message, field: 'propagationPolicy' }],
        },
      );
    });

    it('deletes a collection by its labels', async () => {
      for (const name of ['x', 'y', 'z'])
        await makeMap(`many-${name}`, {}, { labels: { many: name === 'z' ? 'no' : 'yes' } });
      const { code, body } = await caller.delete(`${configMaps}?labelSelector=many%3Dyes`);
      expect(code).toBe(200);
      expect(body.items.map(({ metadata }: Answer) => metadata.name)).toEqual(['many-x', 'many-y']);
      const left = await caller.get(`${configMaps}?labelSelector=many`);
      expect(left.body.items.map(({ metadata }: Answer) => metadata.name)).toEqual(['many-z']);
    });

    const family = async (name: string, blockOwnerDeletion = false) => {
      const owner = await makeMap(`${name}-owner`);
      const { uid } = owner.metadata;
      const reference = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: `${name}-owner`,
        uid,
        blockOwnerDeletion,
      };
      await makeMap(`${name}-child`, {}, { ownerReferences: [reference] });
      return { owner: `${configMaps}/${name}-owner`, child: `${configMaps}/${name}-child` };
    };

    it('in the background: the owner at once, its dependents after it', async () => {
      const { owner, child } = await family('background');
      await caller.delete(owner, { propagationPolicy: 'Background' });
      expect((await caller.get(owner)).code).toBe(404);
      await isGone(child);
    });

    it('in the foreground: dependents first, the owner after them', async () => {
      const { owner, child } = await family('foreground', true);
      const { body } = await caller.delete(owner, { propagationPolicy: 'Foreground' });
      expect(body.metadata.finalizers).toEqual(['foregroundDeletion']);
      await isGone(owner);
      expect((await caller.get(child)).code).toBe(404);
    });

    it('as orphans: dependents stay, and forget their owner', async () => {
      const { owner, child } = await family('orphan');
      const { body } = await caller.delete(owner, { propagationPolicy: 'Orphan' });
      expect(body.metadata.finalizers).toEqual(['orphan']);
      await isGone(owner);
      expect((await caller.get(child)).body.metadata.ownerReferences).toBeUndefined();
    });

    it('collects what names an owner that never was', async () => {
      const uid = '00000000-0000-4000-8000-000000000000';
      await makeMap(
        'foundling',
        {},
        { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'nobody', uid }] },
      );
      await isGone(`${configMaps}/foundling`);
    });
  });
}

import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { configMaps } from './places.ts';
import { isRefused } from './refusal.ts';

export function updating({ caller, makeMap }: Bench): void {
  describe('updating', () => {
    it('replaces, and gives a new resourceVersion', async () => {
      const made = await makeMap('replaced', { data: { a: '1' } });
      const { body } = await caller.put(`${configMaps}/replaced`, { ...made, data: { b: '2' } });
      expect(body.data).toEqual({ b: '2' });
      expect(body.metadata.uid).toBe(made.metadata.uid);
      expect(Number(body.metadata.resourceVersion)).toBeGreaterThan(Number(made.metadata.resourceVersion));
    });

    it('leaves the resourceVersion where nothing changes', async () => {
      const made = await makeMap('same', { data: { a: '1' } });
      const { body } = await caller.patch(`${configMaps}/same`, 'merge', { data: { a: '1' } });
      expect(body.metadata.resourceVersion).toBe(made.metadata.resourceVersion);
    });

    it('refuses what was written from an older state', async () => {
      const made = await makeMap('older');
      await caller.patch(`${configMaps}/older`, 'merge', { data: { a: '1' } });
      const message =
        'Operation cannot be fulfilled on configmaps "older": the object has been modified; please apply your changes to the latest version and try again';
      const details = { name: 'older', kind: 'configmaps' };
      isRefused(await caller.put(`${configMaps}/older`, made), 409, 'Conflict', message, details);
      const stale = { metadata: { resourceVersion: made.metadata.resourceVersion } };
      isRefused(await caller.patch(`${configMaps}/older`, 'merge', stale), 409, 'Conflict', message, details);
    });

    it('refuses another name, another UID, and what is not there', async () => {
      await makeMap('strict');
      isRefused(
        await caller.put(`${configMaps}/strict`, { metadata: { name: 'two' } }),
        400,
        'BadRequest',
        'the name of the object (two) does not match the name on the URL (strict)',
      );
      const other = await caller.put(`${configMaps}/strict`, { metadata: { name: 'strict', uid: 'x' } });
      expect(other).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
      expect(other.body.message).toContain(
        'Precondition failed: UID in precondition: x, UID in object meta: ',
      );
      isRefused(
        await caller.put(`${configMaps}/absent`, { metadata: { name: 'absent' } }),
        404,
        'NotFound',
        'configmaps "absent" not found',
        { name: 'absent', kind: 'configmaps' },
      );
    });
  });
}

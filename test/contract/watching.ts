import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import type { Answer } from './caller.ts';
import { configMaps } from './places.ts';
import { isRefused } from './refusal.ts';

export function watching({ caller, makeMap, traits, value }: Bench): void {
  describe('watching', () => {
    it('tells from a resourceVersion on what happens, in order', async () => {
      const made = await makeMap('watched', { data: { a: '1' } });
      const query = {
        resourceVersion: made.metadata.resourceVersion,
        fieldSelector: 'metadata.name=watched',
      };
      await caller.watch(configMaps, query, async (events) => {
        const changed = await caller.patch(`${configMaps}/watched`, 'merge', { data: { a: '2' } });
        await caller.delete(`${configMaps}/watched`);
        const modified = await events.next();
        expect(modified).toEqual({ type: 'MODIFIED', object: changed.body });
        const deleted = await events.next();
        expect(deleted.type).toBe('DELETED');
        expect(deleted.object.data).toEqual({ a: '2' });
        expect(Number(deleted.object.metadata.resourceVersion)).toBeGreaterThan(
          Number(changed.body.metadata.resourceVersion),
        );
      });
    });

    it('begins with what is there when no resourceVersion is given', async () => {
      const made = await makeMap('present');
      await caller.watch(configMaps, { fieldSelector: 'metadata.name=present' }, async (events) => {
        expect(await events.next()).toEqual({ type: 'ADDED', object: made });
      });
    });

    it('tells of objects that come to match a selector, and cease to', async () => {
      const made = await makeMap('moving');
      const query = { resourceVersion: made.metadata.resourceVersion, labelSelector: 'moving=yes' };
      await caller.watch(configMaps, query, async (events) => {
        await caller.patch(`${configMaps}/moving`, 'merge', { metadata: { labels: { moving: 'yes' } } });
        expect((await events.next()).type).toBe('ADDED');
        const left = await caller.patch(`${configMaps}/moving`, 'merge', {
          metadata: { labels: { moving: 'no' } },
        });
        const gone = await events.next();
        expect(gone.type).toBe('DELETED');
        expect(gone.object.metadata.resourceVersion).toBe(left.body.metadata.resourceVersion);
      });
    });

    it('ends when its time is up', async () => {
      const { metadata } = (await caller.get(configMaps)).body;
      const query = { resourceVersion: metadata.resourceVersion, timeoutSeconds: '1' };
      await caller.watch(configMaps, query, (events) => events.ended);
    });

    it('refuses a resourceVersion that is no number', async () => {
      const words = 'resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax';
      const [code, reason, message] = value(
        [500, '', words],
        [400, 'BadRequest', `invalid resource version: ${words}`],
      );
      isRefused(await caller.get(`${configMaps}?resourceVersion=abc`), code, reason, message);
      const watch = caller.watch(configMaps, { resourceVersion: 'abc' }, async () => undefined);
      await expect(watch).rejects.toMatchObject({ code: 500, message: words });
    });

    it('tells in tables, with the columns once', async () => {
      const made = await makeMap('tabled');
      const accept = `application/json;as=Table;v=${traits.views};g=meta.k8s.io`;
      const { resourceVersion } = made.metadata;
      await caller.patch(`${configMaps}/tabled`, 'merge', { data: { a: '1' } });
      await caller.patch(`${configMaps}/tabled`, 'merge', { data: { b: '1' } });
      const query = `watch=true&timeoutSeconds=1&resourceVersion=${resourceVersion}&fieldSelector=metadata.name%3Dtabled`;
      const { body } = await caller.get(`${configMaps}?${query}`, accept);
      const tables = body
        .trim()
        .split('\n')
        .map((line: string) => JSON.parse(line).object);
      expect(tables.map((table: Answer) => table.rows[0].cells.slice(0, 2))).toEqual([
        ['tabled', 1],
        ['tabled', 2],
      ]);
      expect(tables.map((table: Answer) => table.columnDefinitions?.length ?? 0)).toEqual([3, 0]);
    });
  });
}

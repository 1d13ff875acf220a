import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import type { Answer } from './caller.ts';
import { configMaps, root } from './places.ts';
import { isRefused } from './refusal.ts';

export function discovery({ caller, traits }: Bench): void {
  describe('discovery', () => {
    it('says which version answers, and that it is well', async () => {
      const { body } = await caller.get('/version');
      expect(body).toMatchObject({
        major: '1',
        minor: expect.stringMatching(new RegExp(`^${traits.minor}`)),
      });
      expect(body.gitVersion).toMatch(new RegExp(`^v1\\.${traits.minor}\\.`));
      expect((await caller.get('/healthz')).body).toBe('ok');
    });

    it('lists the core group by its versions and the others by their groups', async () => {
      expect((await caller.get('/api')).body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
      const { groups } = (await caller.get('/apis')).body;
      const apps = groups.find((group: Answer) => group.name === 'apps');
      expect(apps.preferredVersion).toEqual({ groupVersion: 'apps/v1', version: 'v1' });
      expect((await caller.get('/apis/apps')).body).toEqual({ kind: 'APIGroup', apiVersion: 'v1', ...apps });
    });

    it('tells of each kind its verbs, short names, categories and subresources', async () => {
      const { body } = await caller.get('/apis/apps/v1');
      const [plain, scale, status] = ['deployments', 'deployments/scale', 'deployments/status'].map((name) =>
        body.resources.find((one: Answer) => one.name === name),
      );
      expect(plain).toMatchObject({
        kind: 'Deployment',
        namespaced: true,
        verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
        shortNames: ['deploy'],
        categories: ['all'],
      });
      expect(scale).toMatchObject({
        group: 'autoscaling',
        version: 'v1',
        kind: 'Scale',
        verbs: ['get', 'patch', 'update'],
      });
      expect(status).toMatchObject({ kind: 'Deployment', verbs: ['get', 'patch', 'update'] });
      const core = (await caller.get('/api/v1')).body.resources;
      expect(core.find((one: Answer) => one.name === 'namespaces').verbs).not.toContain('deletecollection');
    });

    it('knows no other paths, kinds and versions', async () => {
      isRefused(
        await caller.get(`${root}/nosuch`),
        404,
        'NotFound',
        'the server could not find the requested resource',
        {},
      );
      expect(await caller.get('/apis/nosuch.example.com/v1/foos')).toMatchObject({
        code: 404,
        body: '404 page not found\n',
      });
      expect((await caller.get('/nosuch')).code).toBe(404);
      expect((await caller.get('/apis/apps/v7')).code).toBe(404);
    });

    it('allows no method that a path does not have', async () => {
      const words = 'the server does not allow this method on the requested resource';
      isRefused(await caller.post(`${configMaps}/one`, {}), 405, 'MethodNotAllowed', words, {});
      isRefused(await caller.delete('/api/v1/namespaces'), 405, 'MethodNotAllowed', words, {});
      isRefused(await caller.put(configMaps, {}), 405, 'MethodNotAllowed', words, {});
    });
  });
}

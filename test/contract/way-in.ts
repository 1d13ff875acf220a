import { describe, expect, it } from 'vitest';
import { ApiError } from '../../source/kubernetes/errors.ts';
import type { Bench } from './bench.ts';
import { configMaps } from './places.ts';

export function wayIn({ caller }: Bench): void {
  describe('the program’s own way in', () => {
    it('gets the server’s words as an ApiError', async () => {
      const call = caller.connection.transport.json({ method: 'GET', path: `${configMaps}/none` });
      await expect(call).rejects.toBeInstanceOf(ApiError);
      await expect(call).rejects.toMatchObject({
        code: 404,
        reason: 'NotFound',
        message: 'configmaps "none" not found',
      });
    });

    it('pins the cluster by kube-system', async () => {
      const { uid } = await caller.connection.pin();
      expect(uid).toBe((await caller.get('/api/v1/namespaces/kube-system')).body.metadata.uid);
    });
  });
}

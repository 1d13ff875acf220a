import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { type Answer, eventually } from './caller.ts';
import { namespace } from './places.ts';

export function namespaces({ caller, isGone, make, traits }: Bench): void {
  describe('namespaces', () => {
    const name = `${namespace}-other`;
    const path = `/api/v1/namespaces/${name}`;

    it('are there at once, with a service account soon', async () => {
      const made = await make('/api/v1/namespaces', { metadata: { name } });
      expect(made).toMatchObject({ spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } });
      await eventually(
        async () => (await caller.get(`${path}/serviceaccounts/default`)).code === 200,
        'a service account',
      );
    });

    it('go with all that is in them, and take nothing new meanwhile', async () => {
      await make(`${path}/configmaps`, { metadata: { name: 'stays', finalizers: ['example.com/hold'] } });
      await make(`${path}/configmaps`, { metadata: { name: 'goes' } });
      const { code, body } = await caller.delete(path);
      expect(code).toBe(200);
      expect(body).toMatchObject({ kind: 'Namespace', status: { phase: 'Terminating' } });
      expect(body.metadata.deletionTimestamp).toBeTruthy();
      const late = await caller.post(`${path}/configmaps`, { metadata: { name: 'late' } });
      expect(late.code).toBe(403);
      expect(late.body.message).toBe(
        `configmaps "late" is forbidden: unable to create new content in namespace ${name} because it is being terminated`,
      );
      expect(late.body.details.causes).toEqual([
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${name} is being terminated`,
          field: 'metadata.namespace',
        },
      ]);
      await isGone(`${path}/configmaps/goes`);
      if (traits.minor >= 16) {
        const condition = await eventually(async () => {
          const { conditions = [] } = (await caller.get(path)).body.status;
          return conditions.find(
            (one: Answer) => one.type === 'NamespaceFinalizersRemaining' && one.status === 'True',
          );
        }, 'the namespace says what holds it');
        expect(condition.message).toBe(
          'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
        );
      }
      await caller.patch(`${path}/configmaps/stays`, 'merge', { metadata: { finalizers: null } });
      await isGone(path);
    });
  });
}

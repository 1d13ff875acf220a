import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { namespace } from './places.ts';

export function reviews({ caller }: Bench): void {
  describe('reviews', () => {
    it('say what one may do', async () => {
      const attributes = { verb: 'create', resource: 'pods', namespace };
      const reply = await caller.post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: attributes },
      });
      expect(reply).toMatchObject({
        code: 201,
        body: { kind: 'SelfSubjectAccessReview', status: { allowed: true } },
      });
      const rules = await caller.post('/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectRulesReview',
        spec: { namespace },
      });
      expect(rules.body.status.resourceRules).toContainEqual({
        verbs: ['*'],
        apiGroups: ['*'],
        resources: ['*'],
      });
    });
  });
}

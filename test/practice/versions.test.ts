import { describe, expect, it } from 'vitest';
import { named, refusal, start } from './bare-cluster.ts';

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'c', image: 'web:1' }] },
};

describe('one object in several versions', () => {
  it('takes selector and labels from the template in extensions/v1beta1, and shows the same in apps/v1', () => {
    const { client } = start().cluster;
    client.create(named('extensions/v1beta1', 'Deployment', 'web', { spec: { template } }));
    const seen = client.get({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web' });
    expect(seen).toMatchObject({
      apiVersion: 'apps/v1',
      metadata: { labels: { app: 'web' } },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        strategy: { rollingUpdate: { maxUnavailable: 1, maxSurge: 1 } },
        progressDeadlineSeconds: 2_147_483_647,
      },
    });
  });

  it('wants to be told the selector in apps/v1', () => {
    const { client } = start().cluster;
    const error = refusal(() => client.create(named('apps/v1', 'Deployment', 'web', { spec: { template } })));
    expect(error.code).toBe(422);
    expect(error.message).toContain('spec.selector: Required value');
  });

  it('writes an autoscaler’s metrics as each version does', () => {
    const { client } = start().cluster;
    const metrics = [{ type: 'Resource', resource: { name: 'cpu', targetAverageUtilization: 55 } }];
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    client.create(
      named('autoscaling/v2beta1', 'HorizontalPodAutoscaler', 'web', {
        spec: { maxReplicas: 3, scaleTargetRef, metrics },
      }),
    );
    const ref = { kind: 'HorizontalPodAutoscaler', namespace: 'default', name: 'web' };
    expect(client.get({ ...ref, apiVersion: 'autoscaling/v1' })?.spec).toEqual({
      maxReplicas: 3,
      minReplicas: 1,
      scaleTargetRef,
      targetCPUUtilizationPercentage: 55,
    });
    expect(client.get({ ...ref, apiVersion: 'autoscaling/v2beta1' })?.spec.metrics).toEqual(metrics);
  });

  it('serves in v1.34 none of the versions that were removed', () => {
    const { registry } = start({ profile: 'current' }).cluster;
    for (const removed of [
      'extensions/v1beta1',
      'apps/v1beta1',
      'apps/v1beta2',
      'apiextensions.k8s.io/v1beta1',
      'admissionregistration.k8s.io/v1beta1',
      'rbac.authorization.k8s.io/v1beta1',
      'policy/v1beta1',
      'autoscaling/v2beta1',
      'batch/v1beta1',
    ])
      expect(registry.serves(removed), removed).toBe(false);
    for (const served of ['autoscaling/v2', 'policy/v1', 'discovery.k8s.io/v1', 'apiextensions.k8s.io/v1'])
      expect(registry.serves(served), served).toBe(true);
  });

  it('fills in of a webhook what its version means by silence', () => {
    const webhook = { name: 'a.example.com', clientConfig: { service: { name: 's', namespace: 'default' } } };
    const make = (profile: 'chapter' | 'current', version: string, more: object) => {
      const metadata = { name: 'hook' };
      const apiVersion = `admissionregistration.k8s.io/${version}`;
      const object = {
        apiVersion,
        kind: 'MutatingWebhookConfiguration',
        metadata,
        webhooks: [{ ...webhook, ...more }],
      };
      return start({ profile }).cluster.client.create(object).webhooks[0];
    };
    expect(make('chapter', 'v1beta1', {})).toMatchObject({
      failurePolicy: 'Ignore',
      timeoutSeconds: 30,
      sideEffects: 'Unknown',
    });
    const said = { sideEffects: 'None', admissionReviewVersions: ['v1'] };
    expect(make('current', 'v1', said)).toMatchObject({
      failurePolicy: 'Fail',
      timeoutSeconds: 10,
      matchPolicy: 'Equivalent',
    });
    const error = refusal(() => make('current', 'v1', {}));
    expect(error.message).toContain(
      'admissionReviewVersions: Required value: must specify one of v1, v1beta1',
    );
  });
});

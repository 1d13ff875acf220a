import { describe, expect, it } from 'vitest';
import { injection } from '../../source/chapter/steps/injection.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { FakeCluster, standOn } from './fake-cluster.ts';

const namespace = (labels: Record<string, string>): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'default', labels },
});
const injectorOf = (revision: string): KubernetesObject => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name: 'istio-sidecar-injector' },
  webhooks: [
    {
      name: 'rev.namespace.sidecar-injector.istio.io',
      clientConfig: { service: { name: 'istiod', namespace: 'istio-system', path: '/inject' } },
      namespaceSelector: {
        matchExpressions: [
          { key: 'istio.io/rev', operator: 'In', values: [revision] },
          { key: 'istio-injection', operator: 'DoesNotExist' },
        ],
      },
    },
  ],
});

describe('what switching injection on would do', () => {
  it.each([
    ['change', {}],
    ['keep', { 'istio-injection': 'enabled' }],
    ['change', { 'istio-injection': 'disabled' }],
    // It is on by the revision; both labels would contradict each other.
    ['keep', { 'istio.io/rev': 'default' }],
    ['change', { 'istio.io/rev': 'canary' }],
  ])('%s, with the labels %j', async (action, labels) => {
    const cluster = new FakeCluster();
    cluster.put(namespace(labels));
    cluster.put(injectorOf('default'));
    const { ground, run } = standOn(cluster);
    expect(await injection.plan(ground, run.signal)).toMatchObject([{ action }]);
  });
});

import { describe, expect, it } from 'vitest';
import { injection } from '../../source/chapter/steps/injection.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { eventually } from '../kubernetes/eventually.ts';
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

describe('switching injection on', () => {
  it('waits, and says so, for the addresses of an injector whose pods are available: a controller may be behind', async () => {
    const cluster = new FakeCluster();
    const metadata = { name: 'istiod', namespace: 'istio-system' };
    cluster.put(namespace({}));
    cluster.put({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, status: { availableReplicas: 1 } });
    const webhook = injectorOf('default');
    const [one] = webhook.webhooks;
    one.clientConfig.caBundle = 'Q0E=';
    one.namespaceSelector = { matchLabels: { 'istio-injection': 'enabled' } };
    cluster.put(webhook);
    const { ground, run, news } = standOn(cluster);
    Object.assign(ground.connection, { pin: async () => ({ server: cluster.server, uid: 'u1' }) });
    const done = injection.act(ground, run);
    done.catch(() => {});
    await eventually(() => news.some(({ type }) => type === 'waiting'));
    expect(news).toMatchObject([
      {
        type: 'waiting',
        object: { kind: 'Service', name: 'istiod' },
        why: { key: 'injection.no-endpoints' },
      },
    ]);
    expect(cluster.writes).toEqual([]);
    cluster.put({
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata,
      subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 15017 }] }],
    });
    await expect(done).resolves.toMatchObject({ key: 'step.injection.done' });
    expect(cluster.writes).toEqual(['PATCH /api/v1/namespaces/default']);
  });
});

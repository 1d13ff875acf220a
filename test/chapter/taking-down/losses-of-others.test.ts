import { describe, expect, it } from 'vitest';
import type { Step } from '../../../source/chapter/step.ts';
import { bookinfo } from '../../../source/chapter/steps/bookinfo.ts';
import { controlPlane } from '../../../source/chapter/steps/control-plane.ts';
import { crds } from '../../../source/chapter/steps/crds.ts';
import type { KubernetesObject } from '../../../source/kubernetes/object.ts';
import { FakeCluster, standOn } from '../fake-cluster.ts';
import { down, releaseOf, service } from './down.ts';

describe('what others lose with istio-system', () => {
  it('is told before anything is deleted, and planned: their CA and workloads, not what Istio and Kubernetes have there', async () => {
    const cluster = new FakeCluster();
    const inSystem = (kind: string, name: string, more: object = {}): KubernetesObject => ({
      apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
      kind,
      metadata: { name, namespace: 'istio-system', ...more },
    });
    const own = inSystem('Deployment', 'grafana');
    for (const one of [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } },
      own,
      inSystem('Secret', 'cacerts'),
      inSystem('Deployment', 'my-gateway', { labels: { istio: 'my-gateway', 'istio.io/rev': 'default' } }),
      inSystem('Secret', 'istio-ingressgateway-certs'),
      inSystem('Secret', 'istio.default'),
      inSystem('Secret', 'istio-ca-secret'),
      inSystem('Secret', 'default-token-x', {
        annotations: { 'kubernetes.io/service-account.name': 'default' },
      }),
      inSystem('ConfigMap', 'kube-root-ca.crt'),
      inSystem('ConfigMap', 'prometheus', { labels: { release: 'istio' } }),
      inSystem('Pod', 'my-gateway-1', { ownerReferences: [{ kind: 'ReplicaSet', name: 'x' }] }),
    ])
      cluster.put(one);
    const release = releaseOf({ controlPlane: [own] });
    const { ground, run } = standOn(cluster, { release });
    const plan = await controlPlane.planUndo(ground, run.signal);
    const other = plan.filter(({ why }) => why?.key === 'step.control-plane.other');
    expect(other.map(({ object }) => object.name)).toEqual([
      'cacerts',
      'istio-ingressgateway-certs',
      'my-gateway',
    ]);
    const events = await down(cluster, release, [controlPlane]);
    const values = { names: 'secret/cacerts, secret/istio-ingressgateway-certs, deployment.apps/my-gateway' };
    const told = events.findIndex(
      (event) => event.type === 'note' && event.message.key === 'step.control-plane.others',
    );
    expect(events[told]).toMatchObject({ message: { values } });
    expect(events.findIndex(({ type }) => type === 'object')).toBeGreaterThan(told);
  });
});

describe('what others lose with a CRD', () => {
  it('is told before anything is deleted', async () => {
    const cluster = new FakeCluster();
    cluster.put(service('details', { app: 'details', service: 'details' }));
    const release = releaseOf({ bookinfo: [service('details', { app: 'details', service: 'details' })] });
    const lost = { type: 'note', level: 'warn', message: { key: 'run.cancelled' } } as const;
    const warned: Step = { ...crds, warn: async (_, { emit }) => emit(lost) };
    const events = await down(cluster, release, [bookinfo, warned]);
    const types = events.map((event) => event.type).filter((type) => type === 'note' || type === 'object');
    expect(types.slice(0, 2)).toEqual(['note', 'object']);
  });
});

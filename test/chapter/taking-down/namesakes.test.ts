import { describe, expect, it } from 'vitest';
import { bookinfo } from '../../../source/chapter/steps/bookinfo.ts';
import { controlPlane } from '../../../source/chapter/steps/control-plane.ts';
import { injection } from '../../../source/chapter/steps/injection.ts';
import { audit } from '../../../source/chapter/uninstall/audit.ts';
import type { KubernetesObject } from '../../../source/kubernetes/object.ts';
import { deployment, FakeCluster, standOn } from '../fake-cluster.ts';
import { releaseOf, role, secret, service, webhook } from './down.ts';

const workload = (name: string, image: string): KubernetesObject => ({
  ...deployment(name),
  metadata: { name, namespace: 'default' },
  spec: { template: { spec: { containers: [{ image }] } } },
});

const stays = (news: readonly { type: string }[]) =>
  news.flatMap((one) =>
    'message' in one && (one.message as { key: string }).key === 'remove.not-ours' ? [one.message] : [],
  );

describe('what has a name of the release and is of somebody else', () => {
  it('stays: the ClusterRole of a Kiali by itself', async () => {
    const cluster = new FakeCluster();
    cluster.put(role('kiali'));
    cluster.put(role('istio-pilot-istio-system'));
    const release = releaseOf({ controlPlane: [role('kiali'), role('istio-pilot-istio-system')] });
    const { ground, run, news } = standOn(cluster, { release });
    await controlPlane.undo(ground, run);
    expect(cluster.has('ClusterRole', 'kiali')).toBe(true);
    expect(cluster.has('ClusterRole', 'istio-pilot-istio-system')).toBe(false);
    expect(stays(news)).toMatchObject([{ values: { name: 'clusterrole.rbac.authorization.k8s.io/kiali' } }]);
  });

  it('goes where it is of the release', async () => {
    const cluster = new FakeCluster();
    cluster.put(role('kiali', { release: 'istio' }));
    const { ground, run } = standOn(cluster, { release: releaseOf({ controlPlane: [role('kiali')] }) });
    await controlPlane.undo(ground, run);
    expect(cluster.has('ClusterRole', 'kiali')).toBe(false);
  });

  it('stays: a Service and a Deployment of another shop', async () => {
    const cluster = new FakeCluster();
    cluster.put(service('reviews'));
    cluster.put(workload('reviews-v1', 'registry.example/shop/reviews:7'));
    cluster.put(service('details', { app: 'details', service: 'details' }));
    cluster.put(workload('details-v1', 'docker.io/istio/examples-bookinfo-details-v1:1.10.1'));
    const release = releaseOf({
      bookinfo: [
        service('reviews'),
        workload('reviews-v1', 'docker.io/istio/examples-bookinfo-reviews-v1:1.10.1'),
        service('details'),
        workload('details-v1', 'docker.io/istio/examples-bookinfo-details-v1:1.10.1'),
      ],
    });
    const { ground, run } = standOn(cluster, { release });
    await bookinfo.undo(ground, run);
    expect(cluster.has('Service', 'reviews') && cluster.has('Deployment', 'reviews-v1')).toBe(true);
    expect(cluster.has('Service', 'details') || cluster.has('Deployment', 'details-v1')).toBe(false);
  });

  it('stays: the webhook of a galley in another namespace', async () => {
    const cluster = new FakeCluster();
    cluster.put(webhook('istio-galley', 'istio-of-others'));
    const { ground, run } = standOn(cluster, { release: releaseOf({}) });
    await controlPlane.undo(ground, run);
    expect(cluster.has('ValidatingWebhookConfiguration', 'istio-galley')).toBe(true);
  });

  it('stays: Secrets of other types', async () => {
    const cluster = new FakeCluster();
    cluster.put(secret('istio.default', 'shop', 'istio.io/key-and-cert'));
    cluster.put(secret('istio.mine', 'shop', 'Opaque'));
    const { ground, run } = standOn(cluster, { release: releaseOf({}) });
    await controlPlane.undo(ground, run);
    expect(cluster.has('Secret', 'istio.default')).toBe(false);
    expect(cluster.has('Secret', 'istio.mine')).toBe(true);
  });
});

describe('the label of a namespace', () => {
  const namespace = (value: string): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'default', labels: { 'istio-injection': value } },
  });

  it.each([
    ['enabled', 1],
    ['disabled', 0],
  ])('%s is written to %d times', async (value, times) => {
    const cluster = new FakeCluster();
    cluster.put(namespace(value));
    const { ground, run } = standOn(cluster, { release: releaseOf({}) });
    await injection.undo(ground, run);
    expect(cluster.writes.filter((write) => write.startsWith('PATCH'))).toHaveLength(times);
    expect((await audit(ground, run.signal)).some((one) => one.kind === 'Namespace')).toBe(false);
  });
});

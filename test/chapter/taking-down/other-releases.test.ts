import { describe, expect, it } from 'vitest';
import { controlPlane } from '../../../source/chapter/steps/control-plane.ts';
import type { KubernetesObject } from '../../../source/kubernetes/object.ts';
import { deployment, FakeCluster } from '../fake-cluster.ts';
import { down, releaseOf, role } from './down.ts';

const pilot = (namespace: string, version: string): KubernetesObject => ({
  ...deployment('istiod'),
  metadata: { name: 'istiod', namespace, labels: { istio: 'pilot' } },
  spec: { template: { spec: { containers: [{ image: `docker.io/istio/pilot:${version}` }] } } },
});

describe('another Istio in the cluster', () => {
  const pilotRole = releaseOf({ controlPlane: [role('istio-pilot-istio-system')] });

  it.each([
    ['of a later version', 'istio-system', '1.30.3'],
    ['in another namespace', 'mesh', '1.1.0'],
  ])('%s is not touched', async (_, namespace, version) => {
    const cluster = new FakeCluster();
    cluster.put(pilot(namespace, version));
    cluster.put(role('istio-pilot-istio-system'));
    const events = await down(cluster, pilotRole, [controlPlane]);
    expect(events).toContainEqual(
      expect.objectContaining({
        result: 'failed',
        message: {
          key: 'remove.other-istio',
          values: { names: `${namespace}/istiod ${version}`, release: '1.1.0' },
        },
      }),
    );
    expect(cluster.writes).toEqual([]);
  });

  it('is not seen in a patch of this release', async () => {
    const cluster = new FakeCluster();
    cluster.put(pilot('istio-system', '1.1.17'));
    cluster.put(role('istio-pilot-istio-system'));
    expect((await down(cluster, pilotRole, [controlPlane])).at(-1)).toMatchObject({
      result: 'done',
      written: { deleted: 1 },
    });
  });
});

describe('where no release could be opened', () => {
  const inventory = (release: string): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'hoist-inventory', namespace: 'kube-system' },
    data: { inventory: JSON.stringify({ v: 1, release, namespace: 'default', items: [] }) },
  });

  it.each([
    ['that hoist has manifests of', '1.30.3', []],
    ['that the inventory names', '1.25.1', [inventory('1.25.0')]],
  ])('the Istio %s is taken down', async (_, version, more) => {
    const cluster = new FakeCluster();
    for (const object of [pilot('istio-system', version), ...more]) cluster.put(object);
    const events = await down(cluster, undefined, [controlPlane]);
    expect(events.at(-1)).toMatchObject({ result: 'done' });
  });

  it('any other Istio is not touched', async () => {
    const cluster = new FakeCluster();
    cluster.put(pilot('istio-system', '1.17.2'));
    const events = await down(cluster, undefined, [controlPlane]);
    expect(events).toContainEqual(
      expect.objectContaining({
        result: 'failed',
        message: expect.objectContaining({ key: 'remove.other-istio' }),
      }),
    );
    expect(cluster.writes).toEqual([]);
  });
});

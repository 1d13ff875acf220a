import { describe, expect, it } from 'vitest';
import { controlPlane } from '../../source/chapter/steps/control-plane.ts';
import { crds } from '../../source/chapter/steps/crds.ts';
import type { ChosenRelease } from '../../source/istio/choices/chosen-release.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { configMap, deployment, FakeCluster, standOn } from './fake-cluster.ts';

const pilot = (image: string, namespace = 'istio-system'): KubernetesObject => ({
  ...deployment('istiod'),
  metadata: { name: 'istiod', namespace, labels: { istio: 'pilot' } },
  spec: { template: { spec: { containers: [{ image }] } } },
});

const release = {
  version: '1.1.0',
  era: 'components',
  source: { kind: 'own' },
  crds: () => [],
  controlPlane: () => [configMap('istio')],
  bookinfo: () => [],
  gateway: () => [],
  leftOut: () => [],
  all: () => [],
  selection: { mtls: 'permissive', included: [], leftOut: [] },
} as unknown as ChosenRelease;

describe('a step that is run by itself over an Istio that is there', () => {
  it.each([
    ['of another version', pilot('docker.io/istio/pilot:1.30.3'), 'istio-system 1.30.3'],
    ['in another namespace', pilot('docker.io/istio/pilot:1.30.3', 'mesh'), 'mesh/istiod 1.30.3'],
  ])('writes nothing, and says why: %s', async (_, there, names) => {
    for (const step of [crds, controlPlane]) {
      const cluster = new FakeCluster();
      cluster.put(there);
      const { ground, run } = standOn(cluster, { release });
      await expect(step.act(ground, run)).rejects.toMatchObject({
        told: { key: 'apply.other-istio', values: { names, release: '1.1.0' } },
      });
      expect(cluster.writes).toEqual([]);
    }
  });

  it.each([
    ['of the same version', 'docker.io/istio/pilot:1.1.0'],
    ['whose image does not tell', 'registry.example/mesh/brain:7'],
  ])('goes on: %s', async (_, image) => {
    const cluster = new FakeCluster();
    cluster.put(pilot(image));
    const { ground, run } = standOn(cluster, { release });
    await controlPlane.act(ground, run);
    expect(cluster.has('ConfigMap', 'istio')).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { openRelease } from '../../source/istio/release/release.ts';
import { sidecarRequests } from '../../source/istio/sidecar/sidecar-requests.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

const injector = (data: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'istio-sidecar-injector', namespace: 'istio-system' },
  data,
});
const workload = (replicas?: number): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  spec: { replicas, template: { spec: { containers: [] } } },
});
const mebi = 2 ** 20;

describe('what the sidecars of an application will request', () => {
  it.each(['1.1.0', '1.30.3'])("is known of hoist's own %s: 10m CPU and 40Mi each", async (version) => {
    const release = await openRelease(version);
    const found = sidecarRequests(release.controlPlane(), release.bookinfo());
    expect(found).toEqual({ count: 6, cpu: expect.closeTo(0.06), memory: 240 * mebi });
  });

  it.each([
    [
      'in the values',
      { values: '{"global":{"proxy":{"resources":{"requests":{"cpu":"100m","memory":"128Mi"}}}}}' },
    ],
    [
      'in the template, past what annotations say and what runs before the proxy',
      {
        config: `requests: { cpu: 10m, memory: 10Mi }
          [[ if x ]] requests:
            cpu: "[[ index .Annotations ]]"
          [[ else ]] requests:
            cpu: 100m
            memory: 128Mi`,
      },
    ],
  ])('is read %s, for each replica', (_, data) => {
    const found = sidecarRequests([injector(data)], [workload(), workload(3)]);
    expect(found).toEqual({ count: 4, cpu: expect.closeTo(0.4), memory: 512 * mebi });
  });

  it('is not known where nobody injects, or no number is given', () => {
    expect(sidecarRequests([], [workload()])).toBeUndefined();
    expect(
      sidecarRequests([injector({ values: '{}', config: 'policy: enabled' })], [workload()]),
    ).toBeUndefined();
  });
});

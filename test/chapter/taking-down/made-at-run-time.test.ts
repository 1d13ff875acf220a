import { describe, expect, it } from 'vitest';
import { controlPlane } from '../../../source/chapter/steps/control-plane.ts';
import { audit } from '../../../source/chapter/uninstall/audit.ts';
import { ApiError } from '../../../source/kubernetes/errors.ts';
import { FakeCluster, standOn } from '../fake-cluster.ts';
import { releaseOf, secret, webhook } from './down.ts';

describe('the plan of taking the control plane down', () => {
  it('names what controllers made at run time', async () => {
    const cluster = new FakeCluster();
    cluster.put(webhook('istio-galley', 'istio-system'));
    cluster.put(secret('istio.default', 'shop', 'istio.io/key-and-cert'));
    const { ground, run } = standOn(cluster, { release: releaseOf({}) });
    const plan = await controlPlane.planUndo(ground, run.signal);
    expect(plan.map(({ object, action }) => [object.name, action])).toEqual([
      ['istio-galley', 'delete'],
      ['istio.default', 'delete'],
    ]);
    expect(cluster.writes).toEqual([]);
  });
});

it('finds nothing of a kind whose CRD went while it looked', async () => {
  const cluster = new FakeCluster();
  cluster.before = ({ path }) => {
    if (path === '/apis/networking.istio.io/v1alpha3')
      return { resources: [{ kind: 'Gateway', name: 'gateways', namespaced: true }] };
    if (path.endsWith('/gateways')) throw new ApiError(404, { message: '404 page not found' });
    return undefined;
  };
  const { ground, run } = standOn(cluster);
  await expect(audit(ground, run.signal)).resolves.toEqual([]);
});

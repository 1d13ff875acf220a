import { describe, expect, it } from 'vitest';
import { takeBaseline } from '../../source/chapter/keeping/take-baseline.ts';
import { survey } from '../../source/chapter/observe/survey.ts';
import { certify } from '../../source/chapter/uninstall/certificate.ts';
import {
  namesOfOthersWithSidecar,
  othersWithSidecar,
  refuseWithSidecars,
} from '../../source/chapter/uninstall/sidecars.ts';
import { ApiError } from '../../source/kubernetes/errors.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { FakeCluster, standOn } from './fake-cluster.ts';

const role = (name: string): KubernetesObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name },
});
const signal = new AbortController().signal;

describe('a certificate', () => {
  it('tells what differs from before the first write, and whose it is', async () => {
    const cluster = new FakeCluster();
    const { ground } = standOn(cluster);
    cluster.put(role('admin'));
    cluster.put(role('viewer'));
    const before = await takeBaseline(ground, 'u', signal);
    cluster.put(role('istio-pilot-istio-system'));
    cluster.put(role('istio-lookalike'));
    cluster.remove({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name: 'viewer' });
    const { remains, differences, since } = certify(await survey(ground, signal), before, 'default');
    expect(since).toBe(before.at);
    expect(remains.map(({ name }) => name)).toEqual(['istio-pilot-istio-system']);
    expect(differences.map(({ object, change, origin }) => [object.name, change, origin])).toEqual([
      ['istio-pilot-istio-system', 'added', 'istio'],
      ['istio-lookalike', 'added', 'others'],
      ['viewer', 'gone', 'others'],
    ]);
  });

  it('says what could not be looked at, and looks at the rest', async () => {
    const cluster = new FakeCluster();
    const { ground } = standOn(cluster);
    cluster.put(role('istio-pilot-istio-system'));
    cluster.before = ({ path, method }) => {
      if (method === 'GET' && path.endsWith('/secrets')) throw new ApiError(403, { message: 'no secrets' });
      return undefined;
    };
    const certificate = certify(await survey(ground, signal), undefined, 'default');
    expect(certificate.unread).toEqual([{ kind: 'Secret', words: 'no secrets' }]);
    expect(certificate.remains).toHaveLength(1);
    expect(certificate.checked.find(({ kind }) => kind === 'ClusterRole')).toMatchObject({ count: 1 });
  });
});

describe('pods of others that run with a sidecar', () => {
  const pod = (namespace: string, name: string, app: string, injected = true): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { app },
      ...(injected ? { annotations: { 'sidecar.istio.io/status': '{}' } } : {}),
    },
  });

  function stand() {
    const cluster = new FakeCluster();
    cluster.put(pod('default', 'reviews-v1-x', 'reviews'));
    cluster.put(pod('istio-system', 'istio-pilot-x', 'pilot'));
    cluster.put(pod('default', 'cart-x', 'cart'));
    cluster.put(pod('shop', 'reviews-x', 'reviews'));
    cluster.put(pod('shop', 'plain-x', 'plain', false));
    return standOn(cluster);
  }

  it('are neither the control plane’s nor Bookinfo’s', async () => {
    const found = await othersWithSidecar(stand().ground, signal);
    expect(found.map(({ metadata }) => metadata.name)).toEqual(['cart-x', 'reviews-x']);
  });

  it('are not asked about where their namespace goes before the mesh', async () => {
    const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    expect(await namesOfOthersWithSidecar(stand().ground, signal, [shop])).toEqual(['default/cart-x']);
  });

  it('are named, and nothing is taken from under them, as long as nobody has said what becomes of them', async () => {
    const { ground, run, news } = stand();
    await expect(refuseWithSidecars(ground, undefined, run)).rejects.toMatchObject({
      told: { key: 'sidecars.running', values: { count: 2, names: 'default/cart-x, shop/reviews-x' } },
      hint: { key: 'sidecars.running.hint' },
    });
    await refuseWithSidecars(ground, 'leave', run);
    expect(news).toMatchObject([{ type: 'note', level: 'warn', message: { key: 'sidecars.leave' } }]);
  });
});

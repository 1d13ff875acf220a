import { describe, expect, it } from 'vitest';
import { repair } from '../../source/chapter/repair/repair.ts';
import { bookinfo } from '../../source/chapter/steps/bookinfo.ts';
import { controlPlane } from '../../source/chapter/steps/control-plane.ts';
import { runtimeWebhooks } from '../../source/chapter/uninstall/runtime-objects.ts';
import { removeGroup } from '../../source/chapter/write/remove-objects.ts';
import type { ChosenRelease } from '../../source/istio/choices/chosen-release.ts';
import { type KubernetesObject, refOf } from '../../source/kubernetes/object.ts';
import { FakeCluster, standOn } from './fake-cluster.ts';

const role = (name: string): KubernetesObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name },
});

const webhook = (name: string, service: object): KubernetesObject => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name },
  webhooks: [{ name: 'pilot.validation.istio.io', clientConfig: { service } }],
});

const secret: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'istio.default', namespace: 'shop' },
  type: 'istio.io/key-and-cert',
};

const reviews: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'reviews-v1', namespace: 'default' },
  spec: {
    template: { spec: { containers: [{ image: 'docker.io/istio/examples-bookinfo-reviews-v1:1.10.1' }] } },
  },
};

const releaseOf = (controlPlane: KubernetesObject[]) =>
  ({
    version: '1.1.0',
    era: 'components',
    source: { kind: 'own' },
    crds: () => [],
    controlPlane: () => controlPlane,
    bookinfo: () => [],
    gateway: () => [],
    leftOut: () => [],
  }) as unknown as ChosenRelease;

/** A cluster in which the object that was looked at is gone, and somebody's own is there, once the first deletion arrives. */
function madeAnew(object: KubernetesObject): FakeCluster {
  const cluster = new FakeCluster();
  cluster.put(object);
  let isReplaced = false;
  cluster.before = ({ method }) => {
    if (method !== 'DELETE' || isReplaced) return undefined;
    isReplaced = true;
    cluster.remove(refOf(object));
    cluster.put(object);
    return undefined;
  };
  return cluster;
}

const named = [{ type: 'note', message: { key: 'remove.made-anew' } }];

describe('a namesake of what an audit found, made by somebody since', () => {
  it.each([
    ['a ClusterRole of another edition', role('istio-pilot-istio-system'), controlPlane],
    ['a certificate of citadel’s', secret, controlPlane],
    ['a Deployment of the sample', reviews, bookinfo],
  ])('stays, and is named: %s', async (_, found, step) => {
    const cluster = madeAnew(found);
    const { ground, run, news } = standOn(cluster, { release: releaseOf([]) });
    await step.undo(ground, run);
    expect(cluster.has(found.kind, found.metadata.name)).toBe(true);
    expect(news).toMatchObject(named);
  });

  it('stays, and is named: a webhook of galley’s name', async () => {
    const cluster = madeAnew(webhook('istio-galley', { namespace: 'istio-system', name: 'istio-galley' }));
    const { ground, run, api, news } = standOn(cluster);
    await removeGroup(api, await runtimeWebhooks(ground, run.signal), run);
    expect(cluster.has('ValidatingWebhookConfiguration', 'istio-galley')).toBe(true);
    expect(news).toMatchObject(named);
  });

  it('is left alone by a repair, which says that it is no longer what was shown', async () => {
    const cluster = madeAnew(webhook('mine', { namespace: 'gone', name: 'nobody' }));
    const { ground, run, news } = standOn(cluster);
    const wish = { id: 'validatingwebhookconfiguration/mine' };
    await expect(repair(ground, wish, run)).rejects.toMatchObject({ told: { key: 'repair.changed' } });
    expect(cluster.has('ValidatingWebhookConfiguration', 'mine')).toBe(true);
    expect(news.filter(({ type }) => type === 'object')).toEqual([]);
  });
});

describe('what the release names, and was not there when it was looked at', () => {
  it('is not deleted when somebody makes it meanwhile', async () => {
    const cluster = new FakeCluster();
    const seen = role('istio-pilot-istio-system');
    const late = role('istio-galley-istio-system');
    cluster.put(seen);
    cluster.before = ({ method }) => {
      if (method === 'DELETE') cluster.put(late);
      return undefined;
    };
    const { ground, run } = standOn(cluster, { release: releaseOf([seen, late]) });
    await controlPlane.undo(ground, run);
    expect(cluster.has('ClusterRole', seen.metadata.name)).toBe(false);
    expect(cluster.has('ClusterRole', late.metadata.name)).toBe(true);
  });
});

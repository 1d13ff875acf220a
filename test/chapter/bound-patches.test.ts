import { describe, expect, it } from 'vitest';
import { pilotAway } from '../../source/chapter/experiment/pilot-away.ts';
import { explainError } from '../../source/chapter/explain.ts';
import { repair } from '../../source/chapter/repair/repair.ts';
import { restartWorkload } from '../../source/chapter/run/restart.ts';
import { injection } from '../../source/chapter/steps/injection.ts';
import { restartWithoutSidecar } from '../../source/chapter/uninstall/sidecars.ts';
import { type KubernetesObject, refOf } from '../../source/kubernetes/object.ts';
import { deployment, FakeCluster, readyAt, standOn } from './fake-cluster.ts';

const pilot = (replicas: number): KubernetesObject => ({
  ...deployment('istio-pilot', readyAt(1), { replicas }),
  metadata: { name: 'istio-pilot', namespace: 'istio-system', labels: { istio: 'pilot' } },
});

const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'default', labels: { 'istio-injection': 'enabled' } },
};

/** The one that was looked at goes, and somebody makes another of its name. */
function makeAnew(cluster: FakeCluster, object: KubernetesObject): KubernetesObject {
  cluster.remove(refOf(object));
  return cluster.put(object);
}

/** A cluster in which that happens once the patch that `when` wants arrives. */
function madeAnew(object: KubernetesObject, when = (_: object): boolean => true) {
  const cluster = new FakeCluster();
  cluster.put(object);
  cluster.before = ({ method, body }) => {
    if (method === 'PATCH' && when(body as object)) {
      cluster.before = () => undefined;
      makeAnew(cluster, object);
    }
    return undefined;
  };
  return cluster;
}

const saysSo = (told: unknown) =>
  expect(explainError(told).message).toMatchObject({ key: 'error.made-anew' });
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a namesake that somebody has made since the object was looked at', () => {
  it('keeps its label', async () => {
    const cluster = madeAnew(namespace);
    const { ground, run, news } = standOn(cluster);
    saysSo(await failureOf(injection.undo(ground, run)));
    expect(cluster.get(refOf(namespace))?.metadata.labels).toEqual(namespace.metadata.labels);
    expect(news.filter(({ type }) => type === 'object')).toEqual([]);
  });

  it('is not scaled away', async () => {
    const cluster = madeAnew(pilot(2));
    const { ground, run } = standOn(cluster);
    saysSo(await failureOf(pilotAway.act(ground, run)));
    expect(cluster.get(refOf(pilot(2)))?.spec.replicas).toBe(2);
  });

  it('is not brought back either: it was never away, and nobody is told to do it by hand', async () => {
    const cluster = new FakeCluster();
    cluster.put(pilot(2));
    const { ground, run, news, cancel } = standOn(cluster);
    const emit: typeof run.emit = (one) => {
      run.emit(one);
      if (one.type !== 'note' || one.message.key !== 'experiment.gone') return;
      makeAnew(cluster, pilot(3));
      cancel.abort();
    };
    saysSo(await failureOf(pilotAway.act(ground, { ...run, emit })));
    expect(cluster.get(refOf(pilot(2)))?.spec.replicas).toBe(3);
    expect(news).not.toContainEqual(
      expect.objectContaining({ message: expect.objectContaining({ key: 'experiment.stuck' }) }),
    );
  });

  it('is not restarted', async () => {
    const sleep = deployment('sleep');
    const cluster = madeAnew(sleep);
    const { ground, run } = standOn(cluster);
    Object.assign(ground.connection, { verify: async () => {} });
    const options = { signal: run.signal, tell: () => {}, isRunning: false };
    saysSo(await failureOf(restartWorkload(ground, refOf(sleep), options)));
    expect(cluster.get(refOf(sleep))?.spec).toEqual(sleep.spec);
  });

  it('keeps its finalizers, and the repair says that it is no longer what was shown', async () => {
    const ending: KubernetesObject = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: {
        name: 'widgets.example.org',
        deletionTimestamp: '2026-01-01T00:00:00Z',
        finalizers: ['example.org/cleanup'],
      },
      spec: {
        group: 'example.org',
        versions: [{ name: 'v1', served: true }],
        names: { kind: 'Widget', plural: 'widgets' },
        scope: 'Namespaced',
      },
    };
    const cluster = madeAnew(ending);
    const becomeNamesake = cluster.before;
    cluster.before = (request) => {
      if (request.path === '/apis') return { groups: [] };
      if (request.path.endsWith('/widgets')) return { kind: 'List', metadata: {}, items: [] };
      return becomeNamesake(request);
    };
    const { ground, run } = standOn(cluster);
    const wish = { id: 'customresourcedefinition/widgets.example.org' };
    await expect(repair(ground, wish, run)).rejects.toMatchObject({ told: { key: 'repair.changed' } });
    expect(cluster.get(refOf(ending))?.metadata.finalizers).toEqual(['example.org/cleanup']);
  });
});

describe('the workload of a pod that keeps its sidecar', () => {
  const inShop = (kind: string, name: string, more: object = {}): KubernetesObject => ({
    apiVersion: kind === 'Pod' ? 'v1' : 'apps/v1',
    kind,
    metadata: { name, namespace: 'shop', ...more },
    ...(kind === 'Pod' ? {} : { spec: { replicas: 1 }, status: readyAt(2) }),
  });
  const ownedBy = (owner: KubernetesObject) => ({
    ownerReferences: [
      {
        apiVersion: owner.apiVersion,
        kind: owner.kind,
        name: owner.metadata.name,
        uid: owner.metadata.uid,
        controller: true,
      },
    ],
  });
  const annotations = { 'sidecar.istio.io/status': '{}' };
  const podOf = (owner: KubernetesObject) => inShop('Pod', 'cart-1', { annotations, ...ownedBy(owner) });
  const notes = (news: readonly { type: string }[]) =>
    news.flatMap((one) => ('message' in one ? [(one.message as { key: string }).key] : []));

  it('is restarted', async () => {
    const cluster = new FakeCluster();
    const cart = cluster.put(inShop('Deployment', 'cart'));
    cluster.put(podOf(cluster.put(inShop('ReplicaSet', 'cart-1a', ownedBy(cart)))));
    const { ground, run } = standOn(cluster);
    await restartWithoutSidecar(ground, run);
    expect(cluster.get(refOf(cart))?.spec.template).toBeDefined();
  });

  it.each([
    [
      'a Deployment',
      (cluster: FakeCluster) => {
        const cart = cluster.put(inShop('Deployment', 'cart'));
        cluster.put(podOf(cluster.put(inShop('ReplicaSet', 'cart-1a', ownedBy(cart)))));
        return makeAnew(cluster, inShop('Deployment', 'cart'));
      },
    ],
    [
      'a ReplicaSet',
      (cluster: FakeCluster) => {
        const cart = cluster.put(inShop('Deployment', 'cart'));
        cluster.put(podOf(cluster.put(inShop('ReplicaSet', 'cart-1a'))));
        makeAnew(cluster, inShop('ReplicaSet', 'cart-1a', ownedBy(cart)));
        return cart;
      },
    ],
    [
      'a StatefulSet',
      (cluster: FakeCluster) => {
        cluster.put(podOf(cluster.put(inShop('StatefulSet', 'cart'))));
        return makeAnew(cluster, inShop('StatefulSet', 'cart'));
      },
    ],
  ])('is not restarted where it only has the name of what made the pod: %s', async (_, prepare) => {
    const cluster = new FakeCluster();
    const namesake = prepare(cluster);
    const { ground, run, news } = standOn(cluster);
    await restartWithoutSidecar(ground, run);
    expect(cluster.get(refOf(namesake))?.spec).toEqual(namesake.spec);
    expect(notes(news)).toHaveLength(1);
  });

  it('that is made anew or gone by the time of the write does not stop the others', async () => {
    const cluster = new FakeCluster();
    const [cart, bill, last] = ['cart', 'bill', 'last'].map((name) => {
      const made = cluster.put(inShop('StatefulSet', name));
      cluster.put({ ...podOf(made), metadata: { ...podOf(made).metadata, name: `${name}-0` } });
      return made;
    }) as [KubernetesObject, KubernetesObject, KubernetesObject];
    let isDone = false;
    cluster.before = ({ method }) => {
      if (method !== 'PATCH' || isDone) return undefined;
      isDone = true;
      makeAnew(cluster, inShop('StatefulSet', 'cart'));
      cluster.remove(refOf(bill));
      return undefined;
    };
    const { ground, run, news } = standOn(cluster);
    await restartWithoutSidecar(ground, run);
    expect(cluster.get(refOf(cart))?.spec).toEqual(cart.spec);
    expect(cluster.get(refOf(last))?.spec.template).toBeDefined();
    expect(notes(news)).toEqual(['error.made-anew']);
  });
});

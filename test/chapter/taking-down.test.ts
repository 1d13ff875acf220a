import { describe, expect, it } from 'vitest';
import type { ChapterEvent } from '../../source/chapter/event.ts';
import type { Ground } from '../../source/chapter/ground.ts';
import { runTasks } from '../../source/chapter/run/runner.ts';
import type { Step } from '../../source/chapter/step.ts';
import { bookinfo } from '../../source/chapter/steps/bookinfo.ts';
import { controlPlane } from '../../source/chapter/steps/control-plane.ts';
import { crds } from '../../source/chapter/steps/crds.ts';
import { injection } from '../../source/chapter/steps/injection.ts';
import { audit } from '../../source/chapter/uninstall/audit.ts';
import type { ChosenRelease } from '../../source/istio/choices/chosen-release.ts';
import { ApiError } from '../../source/kubernetes/errors.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { deployment, FakeCluster, standOn } from './fake-cluster.ts';

const role = (name: string, labels: Record<string, string> = {}): KubernetesObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name, labels },
});

const service = (name: string, labels: Record<string, string> = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'default', labels },
  spec: { selector: { app: name } },
});

const workload = (name: string, image: string): KubernetesObject => ({
  ...deployment(name),
  metadata: { name, namespace: 'default' },
  spec: { template: { spec: { containers: [{ image }] } } },
});

const webhook = (name: string, namespace: string): KubernetesObject => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name },
  webhooks: [{ name: 'pilot.validation.istio.io', clientConfig: { service: { namespace, name } } }],
});

const secret = (name: string, namespace: string, type: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  type,
});

const pilot = (namespace: string, version: string): KubernetesObject => ({
  ...deployment('istiod'),
  metadata: { name: 'istiod', namespace, labels: { istio: 'pilot' } },
  spec: { template: { spec: { containers: [{ image: `docker.io/istio/pilot:${version}` }] } } },
});

const releaseOf = (
  parts: Partial<Record<'crds' | 'controlPlane' | 'bookinfo' | 'gateway', KubernetesObject[]>>,
) =>
  ({
    version: '1.1.0',
    era: 'components',
    source: { kind: 'official', layout: 'install' },
    crds: () => parts.crds ?? [],
    controlPlane: () => parts.controlPlane ?? [],
    bookinfo: () => parts.bookinfo ?? [],
    gateway: () => parts.gateway ?? [],
    leftOut: () => [],
    selection: { mtls: 'permissive', included: [], leftOut: [] },
  }) as unknown as ChosenRelease;

/** The events of undoing these steps on a cluster that is held to be the right one. */
async function down(
  cluster: FakeCluster,
  release: ChosenRelease | undefined,
  steps: readonly Step[],
): Promise<ChapterEvent[]> {
  const { ground } = standOn(cluster, { release });
  const connection = {
    ...ground.connection,
    pin: async () => ({ server: '', uid: '' }),
    verify: async () => {},
  };
  const tasks = steps.map((step) => ({ step, way: 'undo' as const }));
  const spec = { run: 'down' as const, tasks, signal: new AbortController().signal };
  const events: ChapterEvent[] = [];
  for await (const event of runTasks({ ...ground, connection } as unknown as Ground, spec))
    events.push(event);
  return events;
}

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

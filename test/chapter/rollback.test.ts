import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ground } from '../../source/chapter/ground.ts';
import { Journal } from '../../source/chapter/journal/journal.ts';
import { rollBack } from '../../source/chapter/run/rollback.ts';
import type { StepRun } from '../../source/chapter/step.ts';
import type { RunId } from '../../source/chapter/step-id.ts';
import { writeObject } from '../../source/chapter/write/write-object.ts';
import { UnreachableError } from '../../source/kubernetes/errors.ts';
import { type KubernetesObject, refOf } from '../../source/kubernetes/object.ts';
import { configMap, deployment, FakeCluster, readyAt, standOn } from './fake-cluster.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hoist-rollback-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const place = { server: '', uid: 'u' };

/** A run whose one step breaks off; what it writes is in the journal. */
async function broken(
  cluster: FakeCluster,
  work: (api: ReturnType<typeof standOn>['api'], run: StepRun) => Promise<unknown>,
  step: RunId = 'gateway',
) {
  const { api, run } = standOn(cluster);
  const journal = new Journal(directory, place);
  const who = { user: 'ada', host: 'analytical', pid: 1 };
  journal.begin({ what: 'up', release: '1.1.0', context: 'fake', ...place, steps: [step], ...who });
  journal.note({ type: 'step', step, way: 'act' });
  await work(api, { ...run, writing: async (intent) => journal.will(step, intent) }).catch(() => {});
  journal.end('failed');
}

async function back(cluster: FakeCluster, change: Partial<StepRun> = {}) {
  const { ground, run, news } = standOn(cluster);
  const connection = { ...ground.connection, pin: async () => place };
  const on = { ...ground, connection, state: { directory } } as unknown as Ground;
  const told = await rollBack(on, { ...run, ...change });
  const left = news.flatMap((one) => (one.type === 'note' ? [one.message] : []));
  return { told, left };
}

/** The server does it, and its answer is lost. */
function loseAnswers(cluster: FakeCluster): void {
  cluster.before = ({ method, body, query }) => {
    if (method !== 'PATCH') return undefined;
    if (query?.dryRun) return body;
    cluster.put(body as KubernetesObject);
    throw new UnreachableError('https://fake', new Error('socket hang up'));
  };
}

const secret = (value: string): KubernetesObject => ({ ...configMap('a', { value }), kind: 'Secret' });
const large = (value: string) => configMap('a', { value: value.repeat(300 * 1024) });

const pod = (namespace: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'till', namespace, annotations: { 'sidecar.istio.io/status': '{}' } },
});

const pilot = (version: string): KubernetesObject => ({
  ...deployment('istiod'),
  metadata: { name: 'istiod', namespace: 'mesh', labels: { istio: 'pilot' } },
  spec: { template: { spec: { containers: [{ image: `docker.io/istio/pilot:${version}` }] } } },
});

describe('a rollback of an object that was changed', () => {
  const namespace = (labels: object): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { ...labels } },
    status: { phase: 'Active' },
  });
  const gateway = (labels: object): KubernetesObject => ({
    ...deployment('gateway', readyAt(1)),
    metadata: { name: 'gateway', namespace: 'istio-system', labels: { ...labels } },
  });

  describe.each([
    ['a Namespace', namespace],
    ['a Deployment', gateway],
  ])('%s', (_, object) => {
    const changed = async () => {
      const cluster = new FakeCluster();
      const seen = cluster.put(object({ by: 'somebody' }));
      cluster.before = ({ query, body }) => (query?.dryRun ? body : undefined);
      await broken(cluster, (api, run) => writeObject(api, object({ by: 'hoist' }), seen, run));
      return { cluster, written: cluster.get(refOf(seen)) as KubernetesObject };
    };
    const by = (cluster: FakeCluster) => cluster.get(refOf(object({})))?.metadata.labels?.by;

    it('puts it back, whatever its controllers have said since', async () => {
      const { cluster, written } = await changed();
      expect(by(cluster)).toBe('hoist');
      const annotations = { 'deployment.kubernetes.io/revision': '2' };
      cluster.put({ ...written, metadata: { ...written.metadata, annotations }, status: { seen: 2 } });
      expect(await back(cluster)).toMatchObject({ told: { values: { restored: 1 } }, left: [] });
      expect(by(cluster)).toBe('somebody');
    });

    it('leaves it where somebody else has changed it since, and says so', async () => {
      const { cluster, written } = await changed();
      const labels = { by: 'hoist', team: 'till' };
      cluster.put({ ...written, metadata: { ...written.metadata, labels } });
      const { left } = await back(cluster);
      expect(left).toMatchObject([{ values: { why: { key: 'rollback.changed' } } }]);
      expect(cluster.get(refOf(written))?.metadata.labels).toEqual(labels);
    });
  });

  it('leaves it where nobody knows who wrote what it says now', async () => {
    const cluster = new FakeCluster();
    const seen = cluster.put(namespace({ by: 'somebody' }));
    loseAnswers(cluster);
    await broken(cluster, (api, run) => writeObject(api, namespace({ by: 'hoist' }), seen, run));
    cluster.before = () => undefined;
    const { left } = await back(cluster);
    expect(left).toMatchObject([{ values: { why: { key: 'rollback.unsure' } } }]);
    expect(cluster.get(refOf(seen))?.metadata.labels).toEqual({ by: 'hoist' });
  });
});

describe.each(['crds', 'control-plane'] as const)('a rollback of the step %s', (step) => {
  const made = async (other: KubernetesObject) => {
    const cluster = new FakeCluster();
    await broken(cluster, (api, run) => writeObject(api, configMap('a'), undefined, run), step);
    cluster.put(other);
    return cluster;
  };

  it('leaves the mesh to pods of others until it is said what becomes of them', async () => {
    const cluster = await made(pod('shop'));
    await expect(back(cluster)).rejects.toMatchObject({ told: { key: 'sidecars.running' } });
    expect(cluster.has('ConfigMap', 'a')).toBe(true);
    await back(cluster, { sidecars: 'leave' });
    expect(cluster.has('ConfigMap', 'a')).toBe(false);
  });

  it('leaves what another Istio has under the same names', async () => {
    const cluster = await made(pilot('1.20.0'));
    await expect(back(cluster)).rejects.toMatchObject({ told: { key: 'remove.other-istio' } });
    expect(cluster.has('ConfigMap', 'a')).toBe(true);
  });
});

describe('a rollback of what nobody knows whether it was written', () => {
  it.each([
    ['a Secret', secret],
    ['an object too large to keep', large],
  ])('leaves %s that was there before', async (_, object) => {
    const cluster = new FakeCluster();
    const seen = cluster.put(object('x'));
    loseAnswers(cluster);
    await broken(cluster, (api, run) => writeObject(api, object('y'), seen, run));
    cluster.before = () => undefined;
    const { left } = await back(cluster);
    expect(cluster.get(refOf(seen))).toBeDefined();
    expect(left).toMatchObject([{ values: { why: { key: 'rollback.unknown' } } }]);
  });

  it('leaves what was only going to be deleted', async () => {
    const cluster = new FakeCluster();
    const object = refOf(cluster.put(configMap('a')));
    await broken(cluster, async (_, run) => run.writing?.({ verb: 'delete', object }));
    await back(cluster);
    expect(cluster.get(object)).toBeDefined();
  });

  it('takes away what was not there before', async () => {
    const cluster = new FakeCluster();
    loseAnswers(cluster);
    await broken(cluster, (api, run) => writeObject(api, configMap('a'), undefined, run));
    cluster.before = () => undefined;
    // As every server since 1.16 notes it; to older ones hoist adds its own annotation.
    const { metadata, ...object } = configMap('a');
    cluster.put({ ...object, metadata: { ...metadata, managedFields: [{ manager: 'hoist' }] } });
    await back(cluster);
    expect(cluster.get(refOf(configMap('a')))).toBeUndefined();
  });

  it('leaves what nobody has signed: somebody may have made it since, on a server that keeps no record', async () => {
    const cluster = new FakeCluster();
    const object = configMap('a');
    const intent = { verb: 'apply' as const, object: refOf(object), existed: false };
    await broken(cluster, async (_, run) => run.writing?.(intent));
    cluster.put(object);
    await back(cluster);
    expect(cluster.get(refOf(object))).toBeDefined();
  });

  it('leaves what somebody else has made between the look and the write', async () => {
    const cluster = new FakeCluster();
    const object = configMap('a');
    const managedFields = [{ manager: 'kubectl' }, { manager: 'hoist' }];
    cluster.put({ ...object, metadata: { ...object.metadata, managedFields } });
    await broken(cluster, (api, run) => writeObject(api, object, undefined, run));
    await back(cluster);
    expect(cluster.get(refOf(object))).toBeDefined();
  });

  it('leaves what somebody else has made since', async () => {
    const cluster = new FakeCluster();
    const object = configMap('a');
    const intent = { verb: 'apply' as const, object: refOf(object), existed: false };
    await broken(cluster, async (_, run) => run.writing?.(intent));
    cluster.put({ ...object, metadata: { ...object.metadata, managedFields: [{ manager: 'kubectl' }] } });
    await back(cluster);
    expect(cluster.get(refOf(object))).toBeDefined();
  });
});

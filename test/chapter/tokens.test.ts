import { describe, expect, it, onTestFinished } from 'vitest';
import type { Intent } from '../../source/chapter/journal/record.ts';
import type { StepRun } from '../../source/chapter/step.ts';
import { Readiness } from '../../source/chapter/wait/readiness.ts';
import { ApiError } from '../../source/kubernetes/errors.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { eventually, settle } from '../kubernetes/eventually.ts';
import { FakeClock } from '../kubernetes/fake-clock.ts';
import { deployment, FakeCluster, standOn } from './fake-cluster.ts';

// As Kubernetes 1.20 said it after its API server had been away while the ServiceAccount was made.
const message =
  'No API token found for service account "galley-account", retry after the token is automatically created and added to the service account';
const refused = { conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }] };
const account = (more: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'galley-account', namespace: 'istio-system', uid: 'account-1' },
  ...more,
});
const path = '/api/v1/namespaces/istio-system/serviceaccounts/galley-account';

/** Two Deployments whose pods wait for the token of one ServiceAccount. */
function stand(made: KubernetesObject | undefined, mayWrite = true) {
  const cluster = new FakeCluster();
  if (made) cluster.put(made);
  const { api, run, news, cancel } = standOn(cluster);
  const clock = new FakeClock();
  const intents: Intent[] = [];
  const writing = async (intent: Intent) => {
    intents.push(intent);
    return () => {};
  };
  const stepRun: StepRun = { ...run, ...(mayWrite ? { writing } : {}) };
  const readiness = new Readiness(api, stepRun, clock);
  onTestFinished(() => {
    cancel.abort();
    readiness.stop();
  });
  for (const name of ['galley', 'galley-two'])
    readiness.ready(cluster.put(deployment(name, refused))).catch(() => {});
  const waiting = () => news.filter(({ type }) => type === 'waiting').length === 2;
  const notes = () => news.flatMap((one) => (one.type === 'note' ? [one.message] : []));
  return { cluster, readiness, news, notes, clock, intents, waiting };
}

const uidOf = (cluster: FakeCluster, name: string) =>
  cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'istio-system', name })?.metadata.uid ??
  '';

const annotations = (cluster: FakeCluster) =>
  cluster.calls
    .filter((call) => call.method === 'PATCH' && call.path === path)
    .map(({ body }) => (body as KubernetesObject).metadata);

describe('a token that Kubernetes has given up making', () => {
  it('is asked for again by a change of the ServiceAccount that is taken back, once', async () => {
    const { cluster, clock, intents, news, notes, waiting } = stand(account());
    await eventually(waiting);
    expect(cluster.writes).toEqual([]);
    clock.advance(10_000);
    await eventually(() => notes().length > 0);
    const uid = 'account-1';
    expect(annotations(cluster)).toEqual([
      { uid, annotations: { 'hoist/asked-again': '1' } },
      { uid, annotations: { 'hoist/asked-again': null } },
    ]);
    const after = cluster.get({ apiVersion: 'v1', kind: 'ServiceAccount', ...account().metadata });
    expect(after?.metadata.annotations).toEqual({});
    expect(intents).toMatchObject([{ verb: 'nudge', object: { name: 'galley-account' }, uid }]);
    expect(notes()).toEqual([{ key: 'wait.token', values: { account: 'galley-account' } }]);
    const line = 'kubectl -n istio-system annotate serviceaccount/galley-account hoist/asked-again';
    const commands = news.flatMap((one) => (one.type === 'command' ? [one.command] : []));
    expect(commands).toEqual([`${line}=1`, `${line}-`]);
    expect(news).toContainEqual(expect.objectContaining({ type: 'object', result: 'configured' }));
  });

  it('is made use of at once by what would try again only after minutes', async () => {
    const { cluster, clock, notes, waiting } = stand(account());
    const set = (name: string, replicas: number): KubernetesObject => ({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name,
        namespace: 'istio-system',
        uid: name,
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'Deployment', name: 'galley', uid: uidOf(cluster, 'galley') },
        ],
      },
      spec: { replicas },
    });
    for (const one of [set('galley-1', 1), set('galley-0', 0)]) cluster.put(one);
    await eventually(waiting);
    clock.advance(10_000);
    await eventually(() => clock.pending.includes(20_000));
    const path = '/apis/apps/v1/namespaces/istio-system/replicasets';
    const writes = () => cluster.writes.filter((one) => one.includes(path));
    expect(writes()).toEqual([]);
    clock.advance(20_000);
    await eventually(() => notes().length === 2);
    expect(writes()).toEqual([`PATCH ${path}/galley-1`, `PATCH ${path}/galley-1`]);
    expect(notes()[1]).toEqual({
      key: 'wait.token.again',
      values: { account: 'galley-account', name: 'galley' },
    });
  });

  it('is left alone where it has come meanwhile, or its ServiceAccount is not there yet', async () => {
    for (const made of [account({ secrets: [{ name: 'galley-account-token-x' }] }), undefined]) {
      const { cluster, clock, notes, waiting } = stand(made);
      await eventually(waiting);
      clock.advance(10_000);
      await eventually(() => cluster.calls.some((call) => call.path === path));
      await settle();
      expect(cluster.writes).toEqual([]);
      expect(notes()).toEqual([]);
    }
  });

  it('is not waited for any longer than its step runs', async () => {
    const { cluster, clock, readiness, waiting } = stand(account());
    await eventually(waiting);
    readiness.stop();
    clock.advance(10_000);
    await settle();
    expect(cluster.calls.some((call) => call.path === path)).toBe(false);
  });

  it.each(['may not be written here', 'is refused'])(
    'is told, with what to do, where that %s',
    async (how) => {
      const { cluster, clock, notes, waiting } = stand(account(), how === 'is refused');
      cluster.before = ({ method }) => {
        if (method === 'PATCH') throw new ApiError(403, { reason: 'Forbidden', message: 'no' });
        return undefined;
      };
      await eventually(waiting);
      clock.advance(10_000);
      await eventually(() => notes().length > 0);
      expect(notes()).toMatchObject([
        {
          key: 'diagnosis.told',
          values: { why: { key: 'diagnosis.token.why', values: { account: 'galley-account' } } },
        },
      ]);
    },
  );
});

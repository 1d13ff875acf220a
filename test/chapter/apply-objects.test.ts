import { describe, expect, it } from 'vitest';
import { explainError } from '../../source/chapter/explain.ts';
import { StepFailed, type StepNews } from '../../source/chapter/step.ts';
import { withReadiness } from '../../source/chapter/wait/readiness.ts';
import { type Applied, applyObjects } from '../../source/chapter/write/apply-objects.ts';
import { ApiError, UnreachableError } from '../../source/kubernetes/errors.ts';
import { type KubernetesObject, refOf } from '../../source/kubernetes/object.ts';
import { eventually, settle } from '../kubernetes/eventually.ts';
import { configMap, deployment, FakeCluster, readyAt, standOn } from './fake-cluster.ts';

/** Begins to apply; the promise is looked at by the test, so that a failure before that is not unhandled. */
function apply(cluster: FakeCluster, objects: KubernetesObject[]) {
  const stand = standOn(cluster);
  const done: Promise<Applied> = withReadiness(stand.ground, stand.run, (readiness) =>
    applyObjects(stand.api, objects, readiness, stand.run),
  );
  done.catch(() => {});
  return { ...stand, done };
}

const results = (news: readonly StepNews[]) =>
  news.flatMap((one) => (one.type === 'object' ? [`${one.object.name} ${one.result}`] : []));
const isReady = (news: readonly StepNews[]) => news.some((one) => one.type === 'ready');

describe('an object that is applied', () => {
  it('is written once, and not again where it is so already', async () => {
    const cluster = new FakeCluster();
    const first = apply(cluster, [configMap('mesh', { a: '1' })]);
    await expect(first.done).resolves.toEqual({ created: 1, configured: 0, unchanged: 0 });
    const writes = cluster.writes.length;
    const second = apply(cluster, [configMap('mesh', { a: '1' })]);
    await expect(second.done).resolves.toEqual({ created: 0, configured: 0, unchanged: 1 });
    expect(cluster.writes.length).toBe(writes);
  });

  it('keeps what istiod has changed in its own webhook, and is no conflict with it', async () => {
    const validator = (failurePolicy: string, more: object = {}): KubernetesObject => ({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'istiod-default-validator' },
      webhooks: [
        {
          name: 'validation.istio.io',
          failurePolicy,
          clientConfig: { service: { name: 'istiod', namespace: 'istio-system' }, ...more },
        },
      ],
    });
    const cluster = new FakeCluster();
    await apply(cluster, [validator('Ignore')]).done;
    cluster.put(validator('Fail', { caBundle: 'abc' }));
    const writes = cluster.writes.length;
    const again = apply(cluster, [validator('Ignore')]);
    await expect(again.done).resolves.toEqual({ created: 0, configured: 0, unchanged: 1 });
    expect(cluster.writes.length).toBe(writes);
  });

  it('is made anew when what is there is on its way out', async () => {
    const cluster = new FakeCluster();
    const old = deployment('istio-pilot', readyAt(1));
    old.metadata.finalizers = ['foregroundDeletion'];
    old.metadata.deletionTimestamp = '2026-01-01T00:00:00Z';
    cluster.put(old);
    const { done, news } = apply(cluster, [deployment('istio-pilot')]);
    await eventually(() => cluster.isWatched('Deployment'));
    expect(cluster.writes).toEqual([]);
    cluster.remove(refOf(old));
    await eventually(() => results(news).includes('istio-pilot created'));
    cluster.put(deployment('istio-pilot', readyAt(1)));
    await expect(done).resolves.toMatchObject({ created: 1 });
  });

  it('is ready only as it was written, not as it was before', async () => {
    const cluster = new FakeCluster();
    const old = cluster.put(deployment('b', readyAt(1)));
    const changed = deployment('b', undefined, { replicas: 1, paused: true });
    // The watch hears of the write late: its first list still has the old one.
    cluster.before = ({ method, path, query }) =>
      method === 'GET' && path.endsWith('/deployments') && query?.limit
        ? { kind: 'List', metadata: { resourceVersion: '1' }, items: [old] }
        : undefined;
    const { done, news } = apply(cluster, [changed]);
    await eventually(() => results(news).includes('b configured') && cluster.isWatched('Deployment'));
    await settle();
    expect(isReady(news)).toBe(false);
    cluster.put({ ...changed, status: readyAt(2) });
    await done;
    expect(isReady(news)).toBe(true);
  });

  it('is no longer waited for when somebody deletes it', async () => {
    const cluster = new FakeCluster();
    const { done } = apply(cluster, [deployment('istio-pilot')]);
    await eventually(() => cluster.isWatched('Deployment'));
    cluster.put(deployment('istio-pilot', { observedGeneration: 1 }));
    cluster.remove(refOf(deployment('istio-pilot')));
    await expect(done).rejects.toMatchObject({ told: { key: 'wait.deleted' } });
  });

  it.each([
    ['may not be watched', 403],
    ['is asked for with a token that has expired', 401],
  ])('fails at once when its kind %s', async (_, code) => {
    const cluster = new FakeCluster();
    cluster.before = ({ method, path, query }) => {
      if (method === 'GET' && path.endsWith('/deployments') && query?.limit)
        throw new ApiError(code, { message: 'no' });
      return undefined;
    };
    const { done } = apply(cluster, [deployment('istio-pilot')]);
    await expect(done).rejects.toMatchObject({ code });
  });
});

describe('a Deployment that was given up before', () => {
  const givenUp = (at: string) => ({
    conditions: [{ type: 'Progressing', reason: 'ProgressDeadlineExceeded', lastUpdateTime: at }],
  });

  it('is waited for all the same: what was in its way may be gone', async () => {
    const cluster = new FakeCluster();
    cluster.put(deployment('istio-pilot', givenUp('2026-01-01T00:00:00Z')));
    const { done, news } = apply(cluster, [deployment('istio-pilot')]);
    await eventually(() => cluster.isWatched('Deployment') && results(news).length === 1);
    cluster.put(deployment('istio-pilot', readyAt(1)));
    await expect(done).resolves.toMatchObject({ unchanged: 1 });
  });

  it('fails when it is given up once more', async () => {
    const cluster = new FakeCluster();
    cluster.put(deployment('istio-pilot', givenUp('2026-01-01T00:00:00Z')));
    const { done, news } = apply(cluster, [deployment('istio-pilot')]);
    await eventually(() => cluster.isWatched('Deployment') && results(news).length === 1);
    await settle();
    cluster.put(deployment('istio-pilot', givenUp('2026-01-01T00:10:00Z')));
    await expect(done).rejects.toMatchObject({ told: { key: 'wait.failed' } });
  });
});

describe('a failure', () => {
  it('comes with the end of the failing container’s log and the last warnings', async () => {
    const cluster = new FakeCluster();
    const pod = (status: object) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'cleanup-x',
        namespace: 'istio-system',
        uid: 'p1',
        ownerReferences: [
          { apiVersion: 'batch/v1', kind: 'Job', name: 'cleanup', uid: 'j', controller: true },
        ],
      },
      status,
    });
    const job = { ...deployment('cleanup'), apiVersion: 'batch/v1', kind: 'Job' };
    cluster.before = ({ path, query }) => {
      if (!path.endsWith('/pods/cleanup-x/log')) return undefined;
      expect(query).toMatchObject({ container: 'kubectl', tailLines: 10 });
      return 'one\nno rights\n';
    };
    const { done, news } = apply(cluster, [job]);
    await eventually(
      () => cluster.isWatched('Job') && cluster.isWatched('Pod') && cluster.isWatched('Event'),
    );
    cluster.put(
      pod({
        containerStatuses: [{ name: 'kubectl', state: { terminated: { exitCode: 1, reason: 'Error' } } }],
      }),
    );
    cluster.put({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e', namespace: 'istio-system' },
      involvedObject: { uid: 'p1' },
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container',
    });
    // Of another kind, by the same name: it has nothing to do with what failed.
    cluster.put({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'of-another', namespace: 'istio-system' },
      involvedObject: { kind: 'HorizontalPodAutoscaler', name: job.metadata.name },
      type: 'Warning',
      reason: 'FailedGetResourceMetric',
      message: 'unable to get metrics',
    });
    await settle();
    cluster.put({
      ...job,
      status: { conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' }] },
    });
    await expect(done).rejects.toMatchObject({ told: { key: 'wait.failed' } });
    const after = news.slice(news.findIndex((one) => one.type === 'object' && one.result === 'failed') + 1);
    expect(after).toMatchObject([
      { type: 'log', pod: 'cleanup-x', container: 'kubectl' },
      { type: 'events', lines: ['BackOff (1×): Back-off restarting failed container'] },
    ]);
  });
});

describe('what goes wrong with several objects', () => {
  it('is told of each, with its reason', async () => {
    const cluster = new FakeCluster();
    const failed = {
      conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
    };
    const { done, news } = apply(cluster, [deployment('a'), deployment('b')]);
    await eventually(() => cluster.isWatched('Deployment') && results(news).length === 2);
    cluster.put(deployment('a', failed));
    cluster.put(deployment('b', failed));
    await expect(done).rejects.toMatchObject({ told: { key: 'apply.failed', values: { count: 2 } } });
    expect(results(news)).toEqual(expect.arrayContaining(['a failed', 'b failed']));
    expect(news).toContainEqual(
      expect.objectContaining({ result: 'failed', message: expect.objectContaining({ key: 'wait.failed' }) }),
    );
  });

  it('is one thing where the cluster has stopped to answer', async () => {
    const cluster = new FakeCluster();
    cluster.before = ({ method }) => {
      if (method === 'PATCH') throw new UnreachableError('https://fake', new Error('socket hang up'));
      return undefined;
    };
    const { done } = apply(cluster, [configMap('a'), configMap('b')]);
    await expect(done).rejects.toBeInstanceOf(UnreachableError);
  });

  it('is no success, even where a call was cut that nobody cancelled', async () => {
    const cluster = new FakeCluster();
    cluster.before = ({ method }) => {
      if (method === 'PATCH') throw new DOMException('the call was cancelled', 'AbortError');
      return undefined;
    };
    const { done } = apply(cluster, [configMap('a')]);
    await expect(done).rejects.toThrow();
  });
});

it('says of a conflict whose the fields are and what can be done', async () => {
  const cluster = new FakeCluster();
  cluster.put(configMap('mesh', { a: '1' }));
  cluster.before = ({ method }) => {
    if (method !== 'PATCH') return undefined;
    const causes = [{ reason: 'FieldManagerConflict', field: '.data.a', message: 'conflict with "helm"' }];
    throw new ApiError(409, { reason: 'Conflict', details: { causes } });
  };
  const { done, news } = apply(cluster, [configMap('mesh', { a: '2' })]);
  const error = await done.catch((reason: unknown) => reason);
  expect(explainError(error)).toMatchObject({
    message: { key: 'apply.conflict' },
    hint: { key: 'apply.conflict.hint' },
  });
  expect(news).toMatchObject([
    { result: 'conflict', conflicts: [{ field: '.data.a', owner: 'helm', theirs: '"1"', ours: '"2"' }] },
  ]);
});

it('tells the end of its time once, and not of each object', async () => {
  const cluster = new FakeCluster();
  const { done, news, cancel } = apply(cluster, [deployment('a'), deployment('b')]);
  await eventually(() => cluster.isWatched('Deployment'));
  // As AbortSignal.timeout does.
  cancel.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  await expect(done).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(results(news)).toEqual(['a created', 'b created']);
});

describe('a run that is cancelled', () => {
  it('lets the write that is under way finish, and counts it', async () => {
    const cluster = new FakeCluster();
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    cluster.before = ({ method, signal }) => {
      if (method !== 'PATCH') return undefined;
      const cut = new Promise<undefined>((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason)),
      );
      return Promise.race([held, cut]);
    };
    const { done, news, cancel } = apply(cluster, [configMap('a'), configMap('b')]);
    await eventually(() => cluster.writes.length > 0);
    cancel.abort();
    release(undefined);
    await expect(done).rejects.toMatchObject({ name: 'AbortError' });
    expect(results(news)).toContain('a created');
  });
});

describe('who waits while the connection is lost', () => {
  it('is told so', async () => {
    const cluster = new FakeCluster();
    const { done, news, cancel } = apply(cluster, [deployment('istio-pilot')]);
    await eventually(() => cluster.isWatched('Deployment'));
    cluster.before = () => {
      throw new UnreachableError('https://fake', new Error('connect ECONNREFUSED'));
    };
    cluster.cutWatches();
    await eventually(() => news.some((one) => one.type === 'waiting' && one.why.key === 'wait.lost'));
    cancel.abort();
    await expect(done).rejects.toBeDefined();
  });
});

it('says of a failure of its own what it was', async () => {
  const cluster = new FakeCluster();
  cluster.before = ({ method }) => {
    if (method === 'PATCH') throw new ApiError(422, { message: 'spec.selector: field is immutable' });
    return undefined;
  };
  const { done, news } = apply(cluster, [configMap('a')]);
  await expect(done).rejects.not.toBeInstanceOf(StepFailed);
  expect(results(news)).toEqual(['a failed']);
});

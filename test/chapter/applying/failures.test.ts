import { describe, expect, it } from 'vitest';
import { explainError } from '../../../source/chapter/explain.ts';
import { StepFailed } from '../../../source/chapter/step.ts';
import { ApiError, UnreachableError } from '../../../source/kubernetes/errors.ts';
import { eventually, settle } from '../../kubernetes/eventually.ts';
import { configMap, deployment, FakeCluster } from '../fake-cluster.ts';
import { apply, results } from './apply.ts';

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

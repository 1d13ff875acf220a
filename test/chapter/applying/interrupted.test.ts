import { describe, expect, it } from 'vitest';
import { UnreachableError } from '../../../source/kubernetes/errors.ts';
import { eventually } from '../../kubernetes/eventually.ts';
import { configMap, deployment, FakeCluster } from '../fake-cluster.ts';
import { apply, results } from './apply.ts';

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

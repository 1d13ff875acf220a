import { describe, expect, it } from 'vitest';
import type { StepNews } from '../../../source/chapter/step.ts';
import { ApiError } from '../../../source/kubernetes/errors.ts';
import { type KubernetesObject, refOf } from '../../../source/kubernetes/object.ts';
import { eventually, settle } from '../../kubernetes/eventually.ts';
import { configMap, deployment, FakeCluster, readyAt } from '../fake-cluster.ts';
import { apply, results } from './apply.ts';

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

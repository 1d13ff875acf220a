import { describe, expect, it } from 'vitest';
import { withReadiness } from '../../source/chapter/wait/readiness.ts';
import { removeObjects } from '../../source/chapter/write/remove-objects.ts';
import { ApiError, UnreachableError } from '../../source/kubernetes/errors.ts';
import { type KubernetesObject, refOf } from '../../source/kubernetes/object.ts';
import { eventually } from '../kubernetes/eventually.ts';
import { configMap, FakeCluster, standOn } from './fake-cluster.ts';

const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'istio-system', finalizers: ['kubernetes'] },
};

function remove(cluster: FakeCluster, objects: KubernetesObject[]) {
  const stand = standOn(cluster);
  const done = withReadiness(stand.ground, stand.run, (readiness) =>
    removeObjects(stand.api, objects, readiness, stand.run),
  );
  done.catch(() => {});
  return { ...stand, done };
}

describe('a namespace that is deleted', () => {
  it('is waited for until it is gone, and its end is told', async () => {
    const cluster = new FakeCluster();
    cluster.put(namespace);
    const { done, news } = remove(cluster, [namespace]);
    await eventually(() => cluster.isWatched('Namespace'));
    cluster.remove({ apiVersion: 'v1', kind: 'Namespace', name: 'istio-system' });
    await expect(done).resolves.toBe(1);
    expect(news).toMatchObject([{ type: 'object' }, { type: 'ready', gone: true }]);
  });

  it('is not waited for after a cancel, also while the server says nothing', async () => {
    const cluster = new FakeCluster();
    cluster.put(namespace);
    let asked = false;
    cluster.before = ({ path, query }) => {
      if (path !== '/api/v1/namespaces' || !query?.limit) return undefined;
      asked = true;
      return new Promise(() => {});
    };
    const { done, cancel } = remove(cluster, [namespace]);
    await eventually(() => asked);
    cancel.abort();
    await expect(done).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is not waited for where it may not be watched', async () => {
    const cluster = new FakeCluster();
    cluster.put(namespace);
    cluster.before = ({ path, query }) => {
      if (path === '/api/v1/namespaces' && query?.limit) throw new ApiError(403, { message: 'no' });
      return undefined;
    };
    await expect(remove(cluster, [namespace]).done).rejects.toMatchObject({ code: 403 });
  });
});

describe('a namesake that somebody has made since it was looked at', () => {
  it('stays, and is named', async () => {
    const cluster = new FakeCluster();
    const seen = cluster.put(configMap('a'));
    cluster.remove(refOf(seen));
    cluster.put(configMap('a'));
    const { done, news } = remove(cluster, [seen, configMap('b')]);
    await expect(done).resolves.toBe(0);
    expect(news).toMatchObject([{ type: 'note', message: { key: 'remove.made-anew' } }]);
    expect(cluster.has('ConfigMap', 'a')).toBe(true);
  });

  it('is not waited for', async () => {
    const cluster = new FakeCluster();
    const seen = cluster.put(namespace);
    const { done } = remove(cluster, [seen]);
    await eventually(() => cluster.isWatched('Namespace'));
    const ref = refOf(seen);
    cluster.remove(ref);
    cluster.put({ ...namespace, metadata: { name: 'istio-system' } });
    await expect(done).resolves.toBe(1);
    expect(cluster.has('Namespace', 'istio-system')).toBe(true);
  });
});

describe('a deletion that fails', () => {
  it('is told of each object, and what is deleted later stays', async () => {
    const cluster = new FakeCluster();
    cluster.put(configMap('a'));
    cluster.put(namespace);
    cluster.before = ({ method, path }) => {
      if (method === 'DELETE' && path.includes('configmaps')) throw new ApiError(403, { message: 'no' });
      return undefined;
    };
    const { done, news } = remove(cluster, [namespace, configMap('a')]);
    await expect(done).rejects.toMatchObject({ told: { key: 'remove.failed' } });
    expect(news).toMatchObject([{ type: 'object', object: { name: 'a' }, result: 'failed' }]);
    expect(cluster.has('Namespace', 'istio-system')).toBe(true);
  });

  it('is one thing where the cluster has stopped to answer', async () => {
    const cluster = new FakeCluster();
    cluster.before = ({ method }) => {
      if (method === 'DELETE') throw new UnreachableError('https://fake', new Error('socket hang up'));
      return undefined;
    };
    await expect(remove(cluster, [configMap('a'), configMap('b')]).done).rejects.toBeInstanceOf(
      UnreachableError,
    );
  });
});

import { expect, it } from 'vitest';
import type { Ground } from '../../source/chapter/ground.ts';
import { lookAtFacts } from '../../source/chapter/observe/look.ts';
import { ApiError } from '../../source/kubernetes/errors.ts';
import { FakeCluster, standOn } from './fake-cluster.ts';

const pinned = (ground: Ground) =>
  ({
    ...ground,
    connection: { ...ground.connection, pin: async () => ({ server: '', uid: 'u1' }) },
  }) as unknown as Ground;

it('does not take proxies that may not be seen for none', async () => {
  const cluster = new FakeCluster();
  cluster.before = ({ path }) => {
    if (path.endsWith('/pods')) throw new ApiError(403, { message: 'no' });
    return undefined;
  };
  const { ground, run } = standOn(cluster);
  const { pilotsFreshness } = await lookAtFacts(pinned(ground), run.signal);
  expect(pilotsFreshness).toMatchObject({ state: 'forbidden', resource: 'pods' });
});

it('lists the pods of the whole cluster only for who wants to know what nodes have promised', async () => {
  const cluster = new FakeCluster();
  const { ground, run } = standOn(cluster);
  const on = pinned(ground);
  const listed = () => cluster.calls.filter(({ path }) => path === '/api/v1/pods').length;
  await lookAtFacts(on, run.signal, { requested: false });
  expect(listed()).toBe(0);
  await lookAtFacts(on, run.signal);
  expect(listed()).toBe(1);
});

it('takes a kind whose CRD has gone since it was heard of for one that is not served', async () => {
  const cluster = new FakeCluster();
  const gone: string[] = [];
  cluster.before = ({ path }) => {
    if (!path.endsWith('/jobs')) return undefined;
    gone.push(path);
    throw new ApiError(404, { message: '404 page not found' });
  };
  const { ground, run } = standOn(cluster);
  const { objects, freshness } = await lookAtFacts(pinned(ground), run.signal, { requested: false });
  expect(gone).not.toEqual([]);
  expect(objects.jobs).toEqual([]);
  expect(freshness.jobs).toEqual({ state: 'live' });
});

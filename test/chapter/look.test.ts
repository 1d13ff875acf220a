import { expect, it } from 'vitest';
import type { Ground } from '../../source/chapter/ground.ts';
import { lookAtFacts } from '../../source/chapter/look.ts';
import { FakeCluster, standOn } from './fake-cluster.ts';

it('lists the pods of the whole cluster only for who wants to know what nodes have promised', async () => {
  const cluster = new FakeCluster();
  const { ground, run } = standOn(cluster);
  const pinned = { ...ground.connection, pin: async () => ({ server: '', uid: 'u1' }) };
  const on = { ...ground, connection: pinned } as unknown as Ground;
  const listed = () => cluster.calls.filter(({ path }) => path === '/api/v1/pods').length;
  await lookAtFacts(on, run.signal, { requested: false });
  expect(listed()).toBe(0);
  await lookAtFacts(on, run.signal);
  expect(listed()).toBe(1);
});

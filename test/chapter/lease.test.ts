import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { Lease, leaseRef, readLease } from '../../source/chapter/keeping/lease.ts';
import { Connection } from '../../source/kubernetes/connect/connection.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { startPractice } from '../../source/practice/start-practice.ts';
import { FakeCluster, standOn } from './fake-cluster.ts';

const signal = new AbortController().signal;

async function withCluster(work: (api: Connection['api']) => Promise<void>): Promise<void> {
  const practice = await startPractice({ profile: 'chapter', speed: 1 });
  const connection = new Connection({ kubeconfig: practice.kubeconfig });
  try {
    await work(connection.api);
  } finally {
    connection.close();
    await practice.close();
  }
}

const change = (api: Connection['api'], patch: Parameters<typeof api.merge>[1]): Promise<KubernetesObject> =>
  api.merge(leaseRef, patch, { signal });

/** A clock that is moved by whoever waits for it, and tells how far. */
function quickClock(tick: () => Promise<unknown> = async () => {}) {
  const clock = {
    time: 0,
    now: () => clock.time,
    random: () => 0,
    after(milliseconds: number, callback: () => void) {
      clock.time += milliseconds;
      void tick().then(callback);
      return () => {};
    },
  };
  return clock;
}

/** Taken by a process elsewhere whose clock, or whose last renewal, is long ago. */
async function takenElsewhere(api: Connection['api']): Promise<void> {
  await new Lease(api, 'up', 'one').take(signal);
  await change(api, { metadata: { annotations: { 'hoist/host': 'another', 'hoist/user': 'ada' } } });
  await change(api, { spec: { renewTime: '2020-01-01T00:00:00.000000Z' } });
}

describe('the lease of a cluster', () => {
  it('is told to a second run, with who has it and for how long, and free once it is given back', () =>
    withCluster(async (api) => {
      const first = new Lease(api, 'up', 'one');
      expect(await first.take(signal)).toEqual({});
      const second = await new Lease(api, 'down', 'two').take(signal);
      expect(second).toMatchObject({
        heldBy: { holder: { host: hostname(), pid: process.pid, what: 'up' } },
      });
      const { freeIn } = (second as { heldBy: { freeIn: number } }).heldBy;
      expect(freeIn).toBeGreaterThan(0);
      expect(freeIn).toBeLessThanOrEqual(30);
      await first.release(signal);
      expect(await readLease(api, signal)).toBeUndefined();
    }));

  it('is not asked for without end of a server that has no leases', async () => {
    const cluster = new FakeCluster();
    const { api } = standOn(cluster);
    const tries = () => cluster.calls.filter(({ method }) => method === 'POST').length;
    cluster.before = ({ method }) => {
      if (method === 'POST' && tries() > 3) throw new Error('asked again and again');
      return undefined;
    };
    await expect(new Lease(api, 'up', 'one').take(signal)).rejects.toMatchObject({ code: 404 });
    expect(tries()).toBe(1);
  });

  it('is taken over when nobody has renewed it for its time', () =>
    withCluster(async (api) => {
      await takenElsewhere(api);
      const clock = quickClock();
      const next = new Lease(api, 'up', 'two', { clock });
      expect(await next.take(signal)).toMatchObject({ from: { host: 'another', user: 'ada' } });
      // Not by the times in it, which are another machine's: nobody touched it for so long here.
      expect(clock.now()).toBe(30_000);
      await next.release(signal);
    }));

  it('stays with a holder whose clock is behind, as long as it renews it', () =>
    withCluster(async (api) => {
      await takenElsewhere(api);
      const clock = quickClock(() => change(api, { spec: { renewTime: '2020-01-01T00:00:10.000000Z' } }));
      const taken = await new Lease(api, 'up', 'two', { clock }).take(signal);
      expect(taken).toMatchObject({ heldBy: { holder: { host: 'another' }, freeIn: 30 } });
    }));

  it('is made sure of before a write when it was not renewed for long', () =>
    withCluster(async (api) => {
      const clock = quickClock();
      const lease = new Lease(api, 'up', 'one', { clock });
      await lease.take(signal);
      const version = async () => (await api.get(leaseRef, signal))?.metadata.resourceVersion;
      const before = await version();
      await lease.ensure();
      expect(await version()).toBe(before);
      await change(api, { spec: { renewTime: '2020-01-01T00:00:00.000000Z' } });
      clock.time += 60_000;
      await lease.ensure();
      expect(await readLease(api, signal)).toMatchObject({ holder: { pid: process.pid } });
      expect((await readLease(api, signal))?.freeIn).toBeGreaterThan(0);
      clock.time += 60_000;
      await change(api, { spec: { holderIdentity: 'somebody else' } });
      await expect(lease.ensure()).rejects.toMatchObject({ name: 'AbortError' });
      expect(lease.lost.aborted).toBe(true);
    }));

  it('is not free because its process cannot be seen from here', () =>
    withCluster(async (api) => {
      await new Lease(api, 'up', 'one').take(signal);
      const elsewhere = { 'hoist/pid': '4194305', 'hoist/space': 'another container' };
      await change(api, { metadata: { annotations: elsewhere } });
      expect((await readLease(api, signal))?.freeIn).toBeGreaterThan(0);
    }));

  it('is free at once when its process on this machine is gone', () =>
    withCluster(async (api) => {
      await new Lease(api, 'up', 'one').take(signal);
      // No process has a number as high as this (kernel.pid_max is at most 2^22).
      await change(api, { metadata: { annotations: { 'hoist/pid': '4194305' } } });
      expect(await readLease(api, signal)).toMatchObject({ freeIn: 0 });
    }));
});

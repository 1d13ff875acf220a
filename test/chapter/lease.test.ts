import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { Lease, leaseRef, readLease } from '../../source/chapter/keeping/lease.ts';
import { Connection } from '../../source/kubernetes/connection.ts';
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

const change = (api: Connection['api'], patch: object): Promise<KubernetesObject> =>
  api.merge(leaseRef, patch, signal);

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
      await new Lease(api, 'up', 'one').take(signal);
      const elsewhere = { metadata: { annotations: { 'hoist/host': 'another', 'hoist/user': 'ada' } } };
      await change(api, elsewhere);
      expect(await readLease(api, signal)).toMatchObject({ holder: { host: 'another' } });
      await change(api, { spec: { renewTime: '2026-01-01T00:00:00.000000Z' } });
      const next = new Lease(api, 'up', 'two');
      expect(await next.take(signal)).toMatchObject({ from: { host: 'another', user: 'ada' } });
      await next.release(signal);
    }));

  it('is free at once when its process on this machine is gone', () =>
    withCluster(async (api) => {
      await new Lease(api, 'up', 'one').take(signal);
      // No process has a number as high as this (kernel.pid_max is at most 2^22).
      await change(api, { metadata: { annotations: { 'hoist/pid': '4194305' } } });
      expect(await readLease(api, signal)).toMatchObject({ freeIn: 0 });
    }));
});

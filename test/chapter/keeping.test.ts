import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { ChapterEvent } from '../../source/chapter/event.ts';
import { Journal } from '../../source/chapter/journal/journal.ts';
import { writeInventory } from '../../source/chapter/keeping/inventory.ts';
import { inventoryRef } from '../../source/chapter/keeping/stored-inventory.ts';
import { runTasks } from '../../source/chapter/run/runner.ts';
import type { Step } from '../../source/chapter/step.ts';
import { stepOf } from '../../source/chapter/steps/all.ts';
import { ApiError } from '../../source/kubernetes/errors.ts';
import { FakeCluster, standOn } from './fake-cluster.ts';

const signal = new AbortController().signal;

/** A cluster whose list names one object that hoist has brought with the CRDs. */
async function withList() {
  const cluster = new FakeCluster();
  const { ground, api } = standOn(cluster, { state: {} });
  const identity = { pin: async () => ({ server: '', uid: 'u1' }), verify: async () => {} };
  Object.assign(ground.connection, identity);
  const { name, namespace } = inventoryRef;
  cluster.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } });
  const item = { step: 'crds' as const, apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'b' };
  await writeInventory(api, { release: '1.1.0', namespace: 'default', items: [item] }, signal);
  const undo = async (work: Step['undo'] = async () => ({ key: 'run.cancelled' })) => {
    const step = {
      ...stepOf('crds'),
      warn: undefined,
      undo: work,
    };
    const events: ChapterEvent[] = [];
    for await (const event of runTasks(ground, { run: 'undo', tasks: [{ step, way: 'undo' }], signal }))
      events.push(event);
    return events;
  };
  return { cluster, ground, undo };
}

it('the list in the cluster goes with the last object of it', async () => {
  const { cluster, undo } = await withList();
  const events = await undo();
  expect(cluster.get(inventoryRef)).toBeUndefined();
  expect(events.filter(({ type }) => type === 'note')).toEqual([]);
});

it('a list that could not be brought up to date is told of, with what to do; the step is done all the same', async () => {
  const { cluster, undo } = await withList();
  cluster.before = ({ method }) => {
    if (method !== 'DELETE') return undefined;
    throw new ApiError(500, { message: 'etcdserver: request timed out' });
  };
  const events = await undo();
  const { name, namespace } = inventoryRef;
  const why = { key: 'error.api', values: { code: 500, words: 'etcdserver: request timed out' } };
  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'note',
      level: 'warn',
      message: { key: 'inventory.behind', values: { name, namespace, why } },
    }),
  );
  expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'done' });
});

it('a large journal begins anew with the first write of a run, when it has the lease, and not before', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'hoist-keeping-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const { cluster, undo, ground } = await withList();
  Object.assign(ground, { state: { directory } });
  const leases = { name: 'leases', kind: 'Lease', namespaced: true, verbs: ['create'] };
  let mayLease = false;
  cluster.before = ({ method, path, body }) => {
    if (path === '/apis/coordination.k8s.io/v1') return { resources: [leases] };
    if (!path.includes('/leases')) return undefined;
    if (method === 'GET' || method === 'DELETE') throw new ApiError(404, { reason: 'NotFound' });
    if (!mayLease) throw new ApiError(403, { reason: 'Forbidden' });
    return body;
  };
  const { path } = new Journal(directory, { server: '', uid: 'u1' });
  const old = { v: 1, run: 'old', at: '', type: 'end', result: 'done', words: 'x'.repeat(2 ** 20) };
  writeFileSync(path, `${JSON.stringify(old)}\n`);
  await undo();
  expect(statSync(path).size).toBeGreaterThan(2 ** 20);
  const write: Parameters<typeof undo>[0] = async (_, run) => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'b' };
    (await run.writing?.({ verb: 'delete', object }))?.({ result: 'deleted' });
    return { key: 'run.cancelled' };
  };
  await undo(write);
  expect(statSync(path).size).toBeGreaterThan(2 ** 20);
  mayLease = true;
  const events = await undo(write);
  expect(events.at(-1)).toMatchObject({ result: 'done' });
  expect(statSync(path).size).toBeLessThan(2 ** 20);
  const [, run] = new Journal(directory, { server: '', uid: 'u1' }).runs();
  expect(run).toMatchObject({ what: 'undo', result: 'done', writes: [{ end: { result: 'deleted' } }] });
});

it('a list that may not be read is not written over', async () => {
  const { cluster, undo } = await withList();
  const before = cluster.get(inventoryRef)?.data;
  cluster.before = ({ method, path }) => {
    if (method !== 'GET' || !path.endsWith(inventoryRef.name)) return undefined;
    throw new ApiError(403, { message: 'configmaps is forbidden' });
  };
  const events = await undo(async (_, run) => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', name: 'new', namespace: 'b' };
    const { name, namespace } = object;
    run.wants?.([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } }]);
    (await run.writing?.({ verb: 'apply', object }))?.({ result: 'created' });
    return { key: 'run.cancelled' };
  });
  const told = events.flatMap((event) => (event.type === 'note' ? [event.message.key] : []));
  expect(told).toEqual(['keeping.refused']);
  expect(events.at(-1)).toMatchObject({ result: 'done' });
  expect(cluster.get(inventoryRef)?.data).toEqual(before);
});

import { expect, it } from 'vitest';
import type { ChapterEvent } from '../../source/chapter/event.ts';
import { writeInventory } from '../../source/chapter/keeping/inventory.ts';
import { inventoryRef } from '../../source/chapter/keeping/stored-inventory.ts';
import { runTasks } from '../../source/chapter/runner.ts';
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
  const undo = async () => {
    const step = {
      ...stepOf('crds'),
      warn: undefined,
      undo: async () => ({ key: 'run.cancelled' as const }),
    };
    const events: ChapterEvent[] = [];
    for await (const event of runTasks(ground, { run: 'undo', tasks: [{ step, way: 'undo' }], signal }))
      events.push(event);
    return events;
  };
  return { cluster, undo };
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

import { describe, expect, it, onTestFinished } from 'vitest';
import { readInventory, writeInventory } from '../../source/chapter/keeping/inventory.ts';
import { leaseRef } from '../../source/chapter/keeping/lease.ts';
import { loadChoices } from '../../source/chapter/keeping/remembered-choices.ts';
import { Desk, toEnd } from './desk.ts';

const signal = AbortSignal.timeout(100_000);

async function sit() {
  const desk = await Desk.start('current');
  onTestFinished(() => desk.clear());
  const { api } = desk.connection;
  const chosen = async () => loadChoices(desk.state, await desk.connection.pin(signal));
  return { desk, api, chosen };
}

const strict = { wish: { mtls: 'strict', with: [], without: [] } } as const;
const wish = () => ({ wish: { ...strict.wish, with: [], without: [] } });

describe('the choice of a run', () => {
  it('is not remembered where another hoist is at work and nothing was written', async () => {
    const { desk, chosen } = await sit();
    const renewTime = new Date(Date.now() + 60_000).toISOString().replace('Z', '000Z');
    const { apiVersion, kind, name, namespace = '' } = leaseRef;
    const spec = { holderIdentity: 'x', leaseDurationSeconds: 30, acquireTime: renewTime, renewTime };
    await desk.connection.api.create({
      path: `/apis/${apiVersion}/namespaces/${namespace}/leases`,
      body: { apiVersion, kind, metadata: { name, namespace }, spec },
    });
    const chapter = await desk.chapter(wish());
    const events = await toEnd(chapter.run('crds', { signal }));
    expect(events.at(-1)).toMatchObject({ result: 'failed', written: { created: 0 } });
    expect(await chosen()).toBeUndefined();
  });

  it('is what it was before where every write was refused', async () => {
    const { desk, chosen } = await sit();
    const first = await desk.chapter({ wish: { with: [], without: ['egressgateway'] } });
    await toEnd(first.run('crds', { signal }));
    const before = await chosen();
    expect(before?.wish?.without).toEqual(['egressgateway']);

    desk.practice.faults.set('forbidden', true);
    const second = await desk.chapter(wish());
    const events = await toEnd(second.run('control-plane', { signal }));
    expect(events.at(-1)).toMatchObject({ result: 'failed', written: { created: 0, configured: 0 } });
    expect(await chosen()).toEqual(before);
  });

  it('is remembered with the first write, and where all was there already as it was chosen', async () => {
    const { desk, chosen } = await sit();
    await toEnd((await desk.chapter(wish())).run('crds', { signal }));
    expect((await chosen())?.wish?.mtls).toBe('strict');
    const other = await desk.chapter({ wish: { mtls: 'permissive', with: [], without: [] } });
    expect((await toEnd(other.run('crds', { signal }))).at(-1)).toMatchObject({
      result: 'done',
      written: { created: 0, configured: 0, deleted: 0 },
    });
    expect((await chosen())?.wish?.mtls).toBe('permissive');
  });
});

it('takes down no more of others than it says, and does not count its own among them', async () => {
  const { desk } = await sit();
  const chapter = await desk.chapter();
  expect((await toEnd(chapter.up({ signal }))).at(-1)).toMatchObject({ result: 'done' });
  const apiVersion = 'networking.istio.io/v1';
  const metadata = { name: 'theirs', namespace: 'default' };
  const spec = { hosts: ['theirs'], http: [{ route: [{ destination: { host: 'theirs' } }] }] };
  await desk.connection.transport.json({
    method: 'POST',
    path: `/apis/${apiVersion}/namespaces/default/virtualservices`,
    query: { fieldManager: 'somebody' },
    body: { apiVersion, kind: 'VirtualService', metadata, spec },
  });
  const events = await toEnd(chapter.down({ signal }));
  expect(events.at(-1)).toMatchObject({ result: 'done' });
  const system = events.filter(
    (event) => event.type === 'note' && event.message.key === 'step.control-plane.others',
  );
  expect(system).toEqual([]);
  const names = 'virtualservice.networking.istio.io/theirs (default)';
  expect(events).toContainEqual(
    expect.objectContaining({ message: { key: 'step.crds.others', values: { names } } }),
  );
});

describe('hoist’s list in the cluster', () => {
  it('names the version that stands there, and what an earlier version has left', async () => {
    const { desk, api } = await sit();
    const chapter = await desk.chapter();
    const up = () => toEnd(chapter.up({ signal, to: 'control-plane' }));
    expect((await up()).at(-1)).toMatchObject({ result: 'done' });

    // As an earlier version would have left it: another name, an object that this one does not have, and one that differs.
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'istio-system', name: 'of-old' };
    const { apiVersion, kind, namespace, name } = ref;
    await api.create({
      path: `/api/v1/namespaces/${namespace}/configmaps`,
      body: { apiVersion, kind, metadata: { name, namespace }, data: {} },
    });
    const inventory = await readInventory(api, signal);
    if (!inventory) throw new Error('there is no list');
    expect(inventory.release).toBe('1.30.3');
    const items = [...inventory.items, { step: 'control-plane' as const, ...ref }];
    await writeInventory(api, { ...inventory, release: '1.30.2', items }, signal);
    await api.delete({ apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'istio' }, { signal });

    expect((await up()).at(-1)).toMatchObject({ result: 'done', written: { created: 1 } });
    const now = await readInventory(api, signal);
    expect(now?.release).toBe('1.30.3');
    expect(now?.items).toContainEqual({ step: 'control-plane', ...ref });
    expect(now?.baseline).toEqual(inventory.baseline);
  });
});

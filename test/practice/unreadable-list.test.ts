import { existsSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { inventoryRef } from '../../source/chapter/keeping/stored-inventory.ts';
import { Desk, toEnd } from './desk.ts';

const signal = AbortSignal.timeout(100_000);

/** A cluster whose list says what hoist cannot read. */
async function withList(data: Record<string, string>) {
  const desk = await Desk.start('current');
  onTestFinished(() => desk.clear());
  const { api } = desk.connection;
  const { apiVersion, kind, name, namespace } = inventoryRef;
  await api.create({
    path: `/api/v1/namespaces/${namespace}/configmaps`,
    body: { apiVersion, kind, metadata: { name, namespace }, data },
  });
  return { desk, api };
}

const item = ['crds', 'v1', 'ConfigMap', 'default', 'mine'];
const list = (change: object = {}) =>
  JSON.stringify({ v: 1, release: '1.30.3', namespace: 'default', items: [item], ...change });
const packed = (text: string) => gzipSync(text).toString('base64');

const ways: [name: string, data: Record<string, string>, why: object][] = [
  [
    'of a later hoist',
    { inventory: list({ v: 2 }) },
    { key: 'inventory.other-version', values: { version: '2' } },
  ],
  ['cut off', { inventory: list().slice(0, 40) }, { key: 'inventory.damaged' }],
  ['empty', {}, { key: 'inventory.damaged' }],
  [
    'without names',
    { inventory: list({ items: [item, ['crds', 'v1']] }) },
    { values: { words: 'items[1]' } },
  ],
  [
    'with a baseline that is none',
    { inventory: list(), baseline: packed('[]') },
    { values: { words: 'baseline' } },
  ],
  [
    'with a baseline that would fill the memory',
    { inventory: list(), baseline: packed(' '.repeat(17 * 2 ** 20)) },
    { key: 'inventory.damaged' },
  ],
];

it.each(ways)(
  'a list in the cluster that is %s is left as it is, and nothing is written',
  async (_, data, why) => {
    const { desk, api } = await withList(data);
    const chapter = await desk.chapter();
    const { namespace, name } = inventoryRef;
    const told = {
      key: 'inventory.unreadable',
      values: { namespace, name, why: expect.objectContaining(why) },
    };
    for (const run of [chapter.up({ signal, to: 'crds' }), chapter.down({ signal })]) {
      const events = await toEnd(run);
      expect(events).toContainEqual(expect.objectContaining({ type: 'step-finished', message: told }));
      expect(events.at(-1)).toMatchObject({
        result: 'failed',
        written: { created: 0, configured: 0, deleted: 0 },
      });
    }
    expect((await api.get(inventoryRef, signal))?.data).toEqual(data);
    const kept = existsSync(desk.state) ? readdirSync(desk.state) : [];
    expect(kept.filter((file) => file.includes('baseline'))).toEqual([]);
  },
);

it('a list that cannot be read is told by hoist status, with what to do', async () => {
  const { desk } = await withList({ inventory: list({ v: 2 }) });
  const { code, stdout } = await desk.run('status');
  expect(code).toBe(0);
  expect(stdout).toContain('kube-system/hoist-inventory, cannot be read');
  expect(stdout).toContain('A newer hoist');
  const { kept } = JSON.parse((await desk.run('status', '--output', 'json')).stdout);
  expect(kept.unreadable).toMatchObject({ messageKey: 'inventory.unreadable' });
});

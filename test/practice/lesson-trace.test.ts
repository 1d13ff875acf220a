import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chapter } from '../../source/chapter/chapter.ts';
import { readInventory } from '../../source/chapter/keeping/inventory.ts';
import type { StepRun } from '../../source/chapter/step.ts';
import { removeGroup } from '../../source/chapter/write/remove-objects.ts';
import { type KubernetesObject, kubectlName } from '../../source/kubernetes/object.ts';
import { blueMap, Desk, toEnd } from './desk.ts';

const lesson = `title: A lesson
steps:
  - id: colour
    title: Colour
    text: Two ConfigMaps, of which one may be there.
    manifests: [colour.yaml]
    checks:
      - exists: { apiVersion: v1, kind: ConfigMap, name: colour }
  - id: room
    title: Room
    text: A namespace with something in it.
    manifests: [room.yaml]
    checks:
      - exists: { apiVersion: v1, kind: Namespace, name: room }
`;

describe('what a lesson brings', () => {
  let desk: Desk;
  let chapter: Chapter;
  const signal = AbortSignal.timeout(100_000);

  beforeAll(async () => {
    desk = await Desk.start('current');
    const file = desk.file('lesson.yaml', lesson);
    desk.file('colour.yaml', `${blueMap('colour')}---\n${blueMap('mine')}`);
    const room = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: room }\n';
    // Neither says more than its name.
    const chair = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: chair, namespace: room }\n';
    desk.file('room.yaml', `${room}---\n${chair}`);
    chapter = await desk.chapter({ lesson: file });
  });
  afterAll(() => desk.clear());

  const create = (name: string, namespace: string) => desk.byOthers(name, namespace, { of: 'others' });
  const get = (kind: string, name: string, namespace?: string) =>
    desk.connection.api.get({ apiVersion: 'v1', kind, name, ...(namespace ? { namespace } : {}) });
  const listed = async () =>
    (await readInventory(desk.connection.api, signal))?.items.map(
      ({ step, ...ref }) => `${step} ${kubectlName(ref)}`,
    );
  const run = (id: string) => {
    if (!chapter.lesson) throw new Error('no lesson');
    return toEnd(chapter.lesson.run(id, { signal }));
  };
  const planned = async () =>
    (await chapter.plan('uninstall', signal))
      .filter(({ object }) => object.name !== 'default')
      .map(({ object, action, why }) => `${action} ${kubectlName(object)} ${why?.key}`);

  it('is on hoist’s list, without what was there before', async () => {
    await create('mine', 'default');
    const events = await run('colour');
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'done' });
    expect(events).toContainEqual(
      expect.objectContaining({
        message: { key: 'lesson.was-there', values: { names: 'configmap/mine' } },
      }),
    );
    expect(await listed()).toEqual(['lesson configmap/colour']);
    await run('room');
    expect(await listed()).toEqual([
      'lesson configmap/colour',
      'lesson namespace/room',
      'lesson configmap/chair',
    ]);
    // What hoist has made is known when it is applied again.
    const again = await run('colour');
    expect(again.filter(({ type }) => type === 'note')).toEqual([]);
  });

  it('is in the plan of an uninstall, but for a namespace in which others have put something', async () => {
    await create('guest', 'room');
    expect(await planned()).toEqual([
      'delete configmap/colour lesson.trace.title',
      'delete configmap/chair lesson.trace.title',
      'keep namespace/room lesson.trace.holds',
    ]);
  });

  it('goes with an uninstall, which leaves hoist’s list with what is truly still there', async () => {
    const events = await toEnd(chapter.down({ signal }));
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'done', written: { deleted: 2 } });
    expect(await get('ConfigMap', 'colour', 'default')).toBeUndefined();
    expect(await get('ConfigMap', 'mine', 'default')).toBeDefined();
    expect(await get('ConfigMap', 'guest', 'room')).toBeDefined();
    expect(await listed()).toEqual(['lesson namespace/room']);
  });

  it('is gone without a trace once nobody has anything in it', async () => {
    await desk.connection.api.delete(
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'guest', namespace: 'room' },
      {},
    );
    expect(await planned()).toEqual(['delete namespace/room lesson.trace.title']);
    expect((await toEnd(chapter.down({ signal }))).at(-1)).toMatchObject({ result: 'done' });
    expect(await get('Namespace', 'room')).toBeUndefined();
    expect(await listed()).toBeUndefined();
    expect(await get('ConfigMap', 'hoist-inventory', 'kube-system')).toBeUndefined();
  });

  it('is not taken for what somebody else puts in its place in the meantime', async () => {
    await run('colour');
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'colour', namespace: 'default' };
    const { api } = desk.connection;
    const uid = (await api.get(ref))?.metadata.uid ?? '';
    await api.delete(ref, {});
    await create('colour', 'default');
    const news: string[] = [];
    const emit: StepRun['emit'] = (one) => {
      if (one.type === 'note') news.push(one.message.key);
    };
    expect(await removeGroup(api, [{ ...ref, uid }], { signal, emit })).toEqual([]);
    expect(news).toEqual(['remove.made-anew']);
    expect(await api.get(ref)).toMatchObject({ data: { of: 'others' } });
    await api.delete(ref, {});
  });

  it('that somebody has taken away is on the list no more, and one of somebody else’s of that name stays', async () => {
    await run('colour');
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'colour', namespace: 'default' };
    await desk.connection.api.delete(ref, {});
    await create('colour', 'default');
    expect(await planned()).toEqual([]);
    await toEnd(chapter.undo('crds', { signal }));
    expect(await listed()).toBeUndefined();
    expect((await get('ConfigMap', 'colour', 'default')) as KubernetesObject).toMatchObject({
      data: { of: 'others' },
    });
  });
});

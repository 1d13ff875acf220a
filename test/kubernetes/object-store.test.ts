import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { ObjectStore } from '../../source/kubernetes/watch/object-store.ts';

const object = (name: string, resourceVersion?: string, uid = `uid-${name}`): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', uid, resourceVersion },
});

function storeOf(...objects: KubernetesObject[]): ObjectStore<KubernetesObject> {
  const store = new ObjectStore<KubernetesObject>();
  store.replace(objects);
  return store;
}

const told = (changes: { type: string; object: KubernetesObject }[]) =>
  changes.map(({ type, object: { metadata } }) => `${type} ${metadata.name} ${metadata.uid}`);

describe('the objects of one kind', () => {
  test('are kept by namespace and name, or by name alone', () => {
    const store = storeOf(object('a', '1'));
    store.put({ ...object('node', '1'), metadata: { name: 'node', uid: '9' } });
    expect([...store.objects.keys()]).toEqual(['shop/a', 'node']);
  });

  test('change when another version comes, and not when the same comes again', () => {
    const store = storeOf(object('a', '1'));
    expect(store.put(object('a', '1'))).toEqual([]);
    expect(store.put(object('a', '2'))).toMatchObject([{ type: 'modified', old: object('a', '1') }]);
  });

  test('without a version count as changed each time', () => {
    const store = storeOf(object('a'));
    expect(told(store.put(object('a')))).toEqual(['modified a uid-a']);
  });

  test('with the same name and another uid are another object', () => {
    const store = storeOf(object('a', '1', 'one'));
    expect(told(store.put(object('a', '2', 'two')))).toEqual(['deleted a one', 'added a two']);
  });

  test('are not deleted twice, nor instead of their successor', () => {
    const store = storeOf(object('a', '2', 'two'));
    expect(store.remove(object('a', '1', 'one'))).toEqual([]);
    expect(told(store.remove(object('a', '3', 'two')))).toEqual(['deleted a two']);
    expect(store.remove(object('a', '3', 'two'))).toEqual([]);
  });

  test('are compared with a new list', () => {
    const store = storeOf(object('same', '1'), object('changed', '1'), object('gone', '1'));
    const changes = store.replace([object('same', '1'), object('changed', '2'), object('new', '3')]);
    expect(told(changes)).toEqual([
      'deleted gone uid-gone',
      'modified changed uid-changed',
      'added new uid-new',
    ]);
    expect(store.objects.size).toBe(3);
  });
});

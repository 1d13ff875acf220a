import { expect, it } from 'vitest';
import type { KubernetesObject } from '../../source/practice/object.ts';
import { Store } from '../../source/practice/store/store.ts';

const object = (name: string, more: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'n' },
  ...more,
});

it('counts one revision for all kinds, and puts it on what it stores', () => {
  const store = new Store({ firstRevision: 10 });
  expect(store.put('configmaps', object('a')).metadata.resourceVersion).toBe('11');
  expect(store.put('secrets', object('b')).metadata.resourceVersion).toBe('12');
  expect(store.remove('configmaps', 'n', 'a')?.metadata.resourceVersion).toBe('13');
  expect(store.revision).toBe(13);
});

it('lets nobody change what is stored', () => {
  const stored = new Store().put('configmaps', object('a', { data: { x: { y: 1 } } }));
  expect(() => {
    stored.data.x.y = 2;
  }).toThrow(TypeError);
});

it('tells all listeners of a change before those of the change that one of them makes', () => {
  const store = new Store();
  const seen: string[] = [];
  store.subscribe('configmaps', ({ object: { metadata } }) => {
    seen.push(`first ${metadata.name}`);
    if (metadata.name === 'a') store.put('configmaps', object('b'));
  });
  store.subscribe(undefined, ({ object: { metadata } }) => seen.push(`second ${metadata.name}`));
  store.put('configmaps', object('a'));
  expect(seen).toEqual(['first a', 'second a', 'first b', 'second b']);
});

it('goes on when a listener throws, and tells of it', () => {
  const errors: unknown[] = [];
  const store = new Store({ onListenerError: (error) => errors.push(error) });
  const seen: string[] = [];
  store.subscribe('configmaps', () => {
    throw new Error('broken');
  });
  const end = store.subscribe('configmaps', ({ type }) => seen.push(type));
  store.put('configmaps', object('a'));
  end();
  store.put('configmaps', object('a'));
  expect(seen).toEqual(['ADDED']);
  expect(errors.map(String)).toEqual(['Error: broken', 'Error: broken']);
});

it('forgets the oldest changes of a kind, and says so', () => {
  const store = new Store({ historyLimit: 4, firstRevision: 0 });
  for (let count = 0; count < 20; count += 1) store.put('configmaps', object('a', { data: { count } }));
  expect(store.changesSince('configmaps', 1)).toBeUndefined();
  const floor = store.floor('configmaps');
  expect(floor).toBeGreaterThanOrEqual(15);
  expect(store.changesSince('configmaps', floor)?.map(({ revision }) => revision)).toEqual(
    Array.from({ length: 20 - floor }, (_, index) => floor + 1 + index),
  );
  expect(store.changesSince('secrets', 1)).toEqual([]);
});

it('lists as of an earlier revision, in the order of keys', () => {
  const store = new Store();
  store.put('configmaps', object('b'));
  store.put('configmaps', object('c'));
  const { revision } = store;
  store.put('configmaps', object('a'));
  store.remove('configmaps', 'n', 'b');
  store.put('configmaps', object('c', { data: { new: true } }));
  const then = store.listAt('configmaps', revision);
  expect(then?.map(({ metadata, data }) => [metadata.name, data])).toEqual([
    ['b', undefined],
    ['c', undefined],
  ]);
  expect(store.list('configmaps').map(({ metadata }) => metadata.name)).toEqual(['a', 'c']);
});

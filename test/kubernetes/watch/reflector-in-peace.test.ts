import { describe, expect, test } from 'vitest';
import { sanitizeObject } from '../../../source/kubernetes/sanitize-object.ts';
import { eventually } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import {
  api,
  clock,
  events,
  live,
  reflector,
  reflectorForEachTest,
  retry,
  start,
  told,
  tryAgain,
} from './reflector-bench.ts';

reflectorForEachTest();

describe('a reflector that is left in peace', () => {
  test('lists, watches from there and tells every change in order', async () => {
    api.put('a');
    api.put('b');
    start();
    await live();
    api.put('c');
    api.put('a', { data: { key: 'new' } });
    api.remove('b');
    await eventually(() => told().includes('deleted b'));
    expect(told()).toEqual(['added a', 'added b', 'live', 'added c', 'modified a', 'deleted b']);
    expect([...reflector.snapshot.keys()]).toEqual(['default/a', 'default/c']);
    expect(api.watches[0]?.query.get('resourceVersion')).toBe('102');
  });

  test('hands the old object over with the new one', async () => {
    api.put('a', { data: { key: 'old' } });
    start();
    await live();
    api.put('a', { data: { key: 'new' } });
    await eventually(() => told().includes('modified a'));
    const change = events.find((event) => event.type === 'modified');
    expect(change?.old?.data.key).toBe('old');
    expect(change?.object.data.key).toBe('new');
  });

  test('asks for pages, for bookmarks and for an end after four to five minutes', async () => {
    start();
    await live();
    expect(api.lists[0]?.query.get('limit')).toBe('500');
    const watch = api.watches[0]?.query;
    expect(watch?.get('allowWatchBookmarks')).toBe('true');
    expect(Number(watch?.get('timeoutSeconds'))).toBeGreaterThanOrEqual(240);
    expect(Number(watch?.get('timeoutSeconds'))).toBeLessThanOrEqual(300);
  });

  test('reads a long list page by page and is synced only when all of it is there', async () => {
    for (let number = 0; number < 25; number += 1) api.put(`object-${number}`);
    start({ pageSize: 10 });
    expect(await reflector.synced).toBe(true);
    expect(reflector.snapshot.size).toBe(25);
    expect(api.lists.map(({ query }) => query.get('continue'))).toEqual([null, '10', '20']);
  });

  test('does not wait for ever on a list whose pages never end', async () => {
    const page = { kind: 'ConfigMapList', metadata: { resourceVersion: '1', continue: 'again' }, items: [] };
    api.always('list', answer.json(page));
    start();
    await retry();
    expect(api.lists).toHaveLength(2);
    expect(reflector.state).toMatchObject({
      kind: 'connecting',
      reason: { cause: { said: { key: 'fault.endless-list' } } },
    });
  });

  test('gives the items of a list the kind that the list leaves out', async () => {
    api.put('a');
    start();
    await reflector.synced;
    expect(reflector.snapshot.get('default/a')).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
  });

  test('keeps no managedFields', async () => {
    api.put('a');
    start();
    await live();
    api.put('b');
    await eventually(() => reflector.snapshot.size === 2);
    for (const object of reflector.snapshot.values()) expect(object.metadata.managedFields).toBeUndefined();
  });

  test('keeps what the transform makes of an object', async () => {
    api.put('a', { data: { key: 'red \u001b[31m and \u0007 bell' } });
    start({ transform: sanitizeObject });
    await reflector.synced;
    expect(reflector.snapshot.get('default/a')?.data.key).toBe('red  and  bell');
  });

  test('keeps a safe copy and reports when the transform throws', async () => {
    const problems: string[] = [];
    api.put('a', { data: { key: 'bell \u0007' } });
    start({
      transform: () => {
        throw new Error('broken transform');
      },
      onProblem: ({ kind, error }) => problems.push(`${kind}: ${error.message}`),
    });
    await reflector.synced;
    expect(problems).toEqual(['transform: broken transform']);
    expect(reflector.snapshot.get('default/a')?.data.key).toBe('bell ');
  });

  test('asks for the one namespace and the selectors that it was given', async () => {
    start({ namespace: 'shop', labelSelector: 'app=a', fieldSelector: 'metadata.name=b' });
    await live();
    for (const request of api.requests) {
      expect(request.path).toBe('/api/v1/namespaces/shop/configmaps');
      expect(request.query.get('labelSelector')).toBe('app=a');
      expect(request.query.get('fieldSelector')).toBe('metadata.name=b');
    }
  });

  test('with metadataOnly asks for partial objects and keeps metadata alone, whatever the server sends', async () => {
    api.put('a', { data: { key: 'value' } });
    start({ metadataOnly: true });
    await live();
    api.put('b', { data: { key: 'value' } });
    await eventually(() => reflector.snapshot.size === 2);
    expect(api.lists[0]?.headers.accept).toMatch(
      /^application\/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1/,
    );
    expect(api.watches[0]?.headers.accept).toMatch(
      /^application\/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1/,
    );
    for (const object of reflector.snapshot.values()) {
      expect(Object.keys(object).sort()).toEqual(['apiVersion', 'kind', 'metadata']);
      expect(object.kind).toBe('ConfigMap');
    }
  });

  test('goes on from the newest bookmark when the server ends the watch, without a new list and without going stale', async () => {
    start();
    await live();
    api.bookmark();
    const bookmark = api.version;
    api.put('a');
    api.bookmark();
    const newest = api.version;
    expect(newest).not.toBe(bookmark);
    await eventually(() => told().includes('added a'));
    clock.advance(60_000);
    api.endWatches();
    await eventually(() => api.watches.length === 2);
    expect(api.watches[1]?.query.get('resourceVersion')).toBe(newest);
    expect(api.lists).toHaveLength(1);
    expect(told()).toEqual(['live', 'added a']);
  });

  test('does not tell the same event twice', async () => {
    start();
    await live();
    const object = api.put('a');
    const line = `${JSON.stringify({ type: 'ADDED', object })}\n`;
    api.send(line);
    api.send(line);
    api.put('b');
    await eventually(() => told().includes('added b'));
    expect(told()).toEqual(['live', 'added a', 'added b']);
  });

  test('tells an object of the same name with another uid as deleted and added', async () => {
    api.put('a');
    start();
    await live();
    api.cutAll();
    api.remove('a');
    const anew = api.put('a');
    api.next('watch', answer.gone());
    await tryAgain();
    await tryAgain();
    await eventually(() => told().includes('deleted a'));
    await live();
    expect(told().filter((word) => word.endsWith(' a'))).toEqual(['added a', 'deleted a', 'added a']);
    expect(reflector.snapshot.get('default/a')?.metadata.uid).toBe(anew.metadata.uid);
  });

  test('does everything over one or two connections', async () => {
    start({ pageSize: 1 });
    for (let number = 0; number < 20; number += 1) api.put(`object-${number}`);
    await live();
    expect(api.connections).toBeLessThanOrEqual(2);
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HttpsTransport } from '../../source/kubernetes/connect/https-transport.ts';
import type { KubernetesObject, ResourceType } from '../../source/kubernetes/object.ts';
import { sanitizeObject } from '../../source/kubernetes/sanitize-object.ts';
import { Reflector } from '../../source/kubernetes/watch/reflector.ts';
import type { ReflectorEvent, ReflectorOptions } from '../../source/kubernetes/watch/reflector-options.ts';
import { anonymous } from './anonymous.ts';
import { eventually, settle } from './eventually.ts';
import { answer, FakeApiServer } from './fake-api-server.ts';
import { FakeClock } from './fake-clock.ts';

const configMaps: ResourceType = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  resource: 'configmaps',
  namespaced: true,
  verbs: ['list', 'watch'],
};
const idle = 120_000;

let api: FakeApiServer;
let clock: FakeClock;
let transport: HttpsTransport;
let reflector: Reflector;
let events: ReflectorEvent<KubernetesObject>[];

beforeEach(async () => {
  api = await FakeApiServer.start();
  clock = new FakeClock();
  transport = new HttpsTransport(api.url, anonymous);
});

afterEach(async () => {
  reflector.stop();
  transport.close();
  await api.close();
});

function start(options: Partial<ReflectorOptions<KubernetesObject>> = {}): void {
  reflector = new Reflector({ transport, type: configMaps, clock, idleDeadline: idle, ...options });
  events = [];
  reflector.subscribe((event) => events.push(event));
  reflector.start();
}

const live = () => eventually(() => reflector.state.kind === 'live');
const waits = () => clock.pending.filter((milliseconds) => milliseconds !== idle);

/** Waits until the reflector waits for its next try; answers how long that wait is, in milliseconds. */
async function retry(): Promise<number> {
  await eventually(() => waits().length > 0, 'a retry is planned');
  return waits()[0] as number;
}

/** Waits for the planned try and lets it begin. */
async function tryAgain(): Promise<number> {
  const wait = await retry();
  clock.advance(wait);
  return wait;
}

const told = () =>
  events.map((event) =>
    event.type === 'state' ? event.state.kind : `${event.type} ${event.object.metadata.name}`,
  );

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
    expect(reflector.state).toMatchObject({ kind: 'connecting', reason: { message: 'the list has no end' } });
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

describe('a reflector whose watch ends badly', () => {
  test('waits longer and longer, and never in a hot loop, when the server closes every watch at once', async () => {
    api.always('watch', answer.close());
    start();
    const waited: number[] = [];
    for (let number = 0; number < 8; number += 1) {
      const wait = await retry();
      expect(api.watches).toHaveLength(number + 1);
      waited.push(wait);
      clock.advance(wait);
    }
    expect(waited).toEqual([750, 1500, 3000, 6000, 12_000, 22_500, 22_500, 22_500]);
    expect(api.lists).toHaveLength(1);
  });

  test('lists again after a 410 in the stream, with a wait that grows', async () => {
    api.always('watch', answer.errorInStream(410, 'Expired'));
    start();
    const waited: number[] = [];
    for (let number = 0; number < 4; number += 1) {
      waited.push(await retry());
      expect(api.lists).toHaveLength(number + 1);
      clock.advance(waited.at(-1) as number);
    }
    expect(waited).toEqual([750, 1500, 3000, 6000]);
  });

  test('lists again after a 410 as the status of the watch', async () => {
    api.next('watch', answer.gone());
    start();
    await tryAgain();
    await live();
    expect(api.lists).toHaveLength(2);
  });

  test('begins the list again after a 410 between its pages, with a wait', async () => {
    for (let number = 0; number < 3; number += 1) api.put(`object-${number}`);
    const first = { kind: 'ConfigMapList', metadata: { resourceVersion: '7', continue: 'x' }, items: [] };
    api.next('list', answer.json(first), answer.gone());
    start();
    expect(await tryAgain()).toBe(750);
    await live();
    expect(api.lists.map(({ query }) => query.get('continue'))).toEqual([null, 'x', null]);
    expect(reflector.snapshot.size).toBe(3);
  });

  test('tells after a new list what was added, changed and deleted meanwhile, and nothing else', async () => {
    api.put('same');
    api.put('changed');
    api.put('gone');
    start();
    await live();
    api.cutAll();
    api.next('watch', answer.gone());
    await retry();
    api.put('changed', { data: {} });
    api.remove('gone');
    api.put('new');
    events.length = 0;
    await tryAgain();
    await tryAgain();
    await live();
    expect(
      told()
        .filter((word) => word.includes(' '))
        .sort(),
    ).toEqual(['added new', 'deleted gone', 'modified changed']);
  });

  test('is stale since the last sign of life when the connection is reset, says when it tries again, and recovers', async () => {
    api.put('a');
    start();
    await live();
    clock.advance(5000);
    api.bookmark();
    const heard = clock.now();
    api.put('b');
    await eventually(() => told().includes('added b'));
    clock.advance(3000);
    api.cutAll();
    const wait = await retry();
    expect(reflector.state).toMatchObject({
      kind: 'stale',
      since: heard,
      retryAt: clock.now() + wait,
      reason: { name: 'UnreachableError' },
    });
    expect(reflector.snapshot.size).toBe(2);
    const { version } = api;
    api.put('c');
    clock.advance(wait);
    await live();
    await eventually(() => told().includes('added c'));
    expect(api.watches[1]?.query.get('resourceVersion')).toBe(version);
    expect(api.lists).toHaveLength(1);
  });

  test('begins with the shortest wait again after a watch that held', async () => {
    api.next('watch', answer.close(), answer.close(), answer.close());
    start();
    for (let number = 0; number < 3; number += 1) await tryAgain();
    await live();
    await settle();
    clock.advance(20_000);
    api.cutAll();
    expect(await retry()).toBe(750);
  });

  test('opens a watch that has fallen silent anew', async () => {
    api.next('watch', answer.silent());
    start();
    await live();
    await eventually(() => clock.pending.includes(idle));
    clock.advance(idle);
    await eventually(() => api.watches.length === 2);
    await eventually(() => api.watches[0]?.open === false);
    expect(told()).toEqual(['live']);
    api.put('a');
    await eventually(() => told().includes('added a'));
  });

  test('goes stale when a silent watch cannot be opened anew', async () => {
    api.next('watch', answer.silent(), answer.cut());
    start();
    await live();
    const heard = clock.now();
    await eventually(() => clock.pending.includes(idle));
    clock.advance(idle);
    await retry();
    expect(reflector.state).toMatchObject({ kind: 'stale', since: heard });
  });

  test('lists again after a line that is no event, and reports it', async () => {
    const problems: string[] = [];
    start({ onProblem: ({ kind }) => problems.push(kind) });
    await live();
    api.send('<html>502 Bad Gateway</html>\n');
    await tryAgain();
    await eventually(() => api.watches.length === 2);
    expect(api.lists).toHaveLength(2);
    expect(problems).toEqual(['garbage']);
  });

  test('takes events that arrive in pieces, cut inside characters', async () => {
    const line = Buffer.from(
      `${JSON.stringify({
        type: 'ADDED',
        object: { metadata: { name: 'a', uid: '1', resourceVersion: '500' }, data: { word: '帆船⛵' } },
      })}\n`,
    );
    const pieces = [...line].map((byte) => Uint8Array.of(byte));
    api.next('watch', answer.pieces(pieces));
    start();
    await eventually(() => reflector.snapshot.size === 1);
    expect(reflector.snapshot.get('a')?.data.word).toBe('帆船⛵');
  });

  test('loses nothing when an event is cut in the middle: the next watch brings it', async () => {
    start();
    await live();
    api.cutAll();
    const object = api.put('a');
    const line = JSON.stringify({ type: 'ADDED', object });
    api.next('watch', answer.pieces([line.slice(0, 30)], 'cut'));
    await tryAgain();
    await tryAgain();
    await eventually(() => told().includes('added a'));
    expect(told().filter((word) => word === 'added a')).toHaveLength(1);
  });
});

describe('a reflector that is refused', () => {
  test('waits as long as a 429 asks', async () => {
    api.next('list', answer.tooMany(7));
    start();
    expect(await tryAgain()).toBeGreaterThanOrEqual(7000);
    await live();
    expect(api.lists).toHaveLength(2);
  });

  test('waits as long as a 429 asks when it watches, and then goes on without a list', async () => {
    api.next('watch', answer.tooMany(7));
    start();
    expect(await tryAgain()).toBeGreaterThanOrEqual(7000);
    await live();
    expect(api.lists).toHaveLength(1);
  });

  test('says which verb on which resource is forbidden, in the words of the server, and asks again slowly', async () => {
    const words = 'configmaps is forbidden: User "reader" cannot list resource "configmaps"';
    api.next('list', answer.refuse(403, 'Forbidden', words));
    start({ namespace: 'shop', slowRetry: 60_000 });
    const wait = await retry();
    expect(wait).toBeGreaterThanOrEqual(60_000);
    expect(reflector.state).toEqual({
      kind: 'forbidden',
      verb: 'list',
      resource: 'configmaps',
      namespace: 'shop',
      message: words,
      retryAt: clock.now() + wait,
    });
    clock.advance(wait);
    await live();
  });

  test('says when it may list but not watch', async () => {
    api.put('a');
    api.always('watch', answer.refuse(403, 'Forbidden', 'no'));
    start();
    await eventually(() => reflector.state.kind === 'forbidden');
    expect(reflector.state).toMatchObject({ verb: 'watch' });
    expect(reflector.snapshot.size).toBe(1);
  });

  test('has failed while the kind is not served, and starts to work once it is', async () => {
    api.next('list', answer.text('404 page not found\n', 404));
    start();
    const wait = await retry();
    expect(wait).toBeGreaterThanOrEqual(60_000);
    expect(reflector.state).toMatchObject({ kind: 'failed', reason: { code: 404 } });
    api.put('a');
    clock.advance(wait);
    await live();
    expect(reflector.snapshot.size).toBe(1);
  });

  test('knows that no object is left when the kind is no longer served', async () => {
    api.put('a');
    start();
    await live();
    api.always('watch', answer.gone());
    api.always('list', answer.refuse(404, 'NotFound', 'the server could not find the requested resource'));
    api.cutAll();
    await tryAgain();
    await tryAgain();
    await eventually(() => reflector.state.kind === 'failed');
    expect(reflector.snapshot.size).toBe(0);
    expect(told()).toContain('deleted a');
  });

  test('forgets nothing because of a 404 from a load balancer', async () => {
    api.put('a');
    start();
    await live();
    api.always('watch', answer.gone());
    api.always('list', answer.text('<h1>Not here</h1>', 404));
    api.cutAll();
    await tryAgain();
    await tryAgain();
    await eventually(() => reflector.state.kind === 'failed');
    expect(reflector.snapshot.size).toBe(1);
  });

  test('is still connecting, and says why, while nothing has ever answered', async () => {
    api.next('list', answer.cut());
    start();
    const wait = await retry();
    expect(reflector.state).toMatchObject({
      kind: 'connecting',
      retryAt: clock.now() + wait,
      reason: { name: 'UnreachableError' },
    });
  });

  test('does not take a page of HTML for a list', async () => {
    api.next('list', answer.text('<html>please log in</html>'), answer.json({ hello: 'world' }));
    start();
    await tryAgain();
    await tryAgain();
    await live();
    expect(api.lists).toHaveLength(3);
  });
});

describe('a reflector that is stopped', () => {
  const nothingOpen = async () => {
    await eventually(() => api.openRequests.length === 0, 'no request is open');
    await settle();
    expect(api.openRequests).toEqual([]);
    expect(clock.pending).toEqual([]);
  };

  test('during the first list leaves nothing open and never watches', async () => {
    api.next('list', answer.hang());
    start();
    await eventually(() => api.lists.length === 1);
    const { synced } = reflector;
    reflector.stop();
    await nothingOpen();
    expect(await synced).toBe(false);
    expect(api.watches).toEqual([]);
    expect(events).toEqual([]);
  });

  test('between the list and the watch leaves nothing open', async () => {
    api.put('a');
    start();
    reflector.subscribe(() => reflector.stop());
    await eventually(() => events.length > 0);
    await nothingOpen();
    expect(api.watches).toEqual([]);
    expect(told()).toEqual(['added a']);
  });

  test('during the watch closes it and tells nothing any more, no error either', async () => {
    start();
    await live();
    events.length = 0;
    reflector.stop();
    api.put('a');
    await nothingOpen();
    expect(events).toEqual([]);
  });

  test('while the watch is being opened leaves nothing open', async () => {
    api.next('watch', answer.hang());
    start();
    await eventually(() => api.watches.length === 1);
    reflector.stop();
    await nothingOpen();
    expect(events).toEqual([]);
  });

  test('during a wait leaves no timer', async () => {
    api.always('list', answer.cut());
    start();
    await retry();
    reflector.stop();
    await nothingOpen();
  });

  test('in the middle of a batch of events hands out none of the rest', async () => {
    start();
    await live();
    reflector.subscribe((event) => {
      if (event.type === 'added') reflector.stop();
    });
    api.put('a');
    api.put('b');
    await eventually(() => told().includes('added a'));
    await nothingOpen();
    expect(told()).toEqual(['live', 'added a']);
  });

  test('by one listener is not heard of by the next', async () => {
    api.put('a');
    reflector = new Reflector({ transport, type: configMaps, clock });
    events = [];
    reflector.subscribe(() => reflector.stop());
    reflector.subscribe((event) => events.push(event));
    const { synced } = reflector;
    reflector.start();
    expect(await synced).toBe(false);
    await nothingOpen();
    expect(events).toEqual([]);
  });

  test('can be started again, lists anew and tells only the difference', async () => {
    api.put('a');
    api.put('b');
    start();
    await live();
    reflector.stop();
    api.remove('b');
    api.put('c');
    events.length = 0;
    reflector.start();
    await live();
    expect(told()).toEqual(['connecting', 'deleted b', 'added c', 'live']);
  });

  test('and started at once is not disturbed by what the first start had under way', async () => {
    api.next('list', answer.hang());
    start();
    await eventually(() => api.lists.length === 1);
    reflector.stop();
    reflector.start();
    await live();
    api.put('later');
    await eventually(() => told().includes('added later'));
    expect(api.watches).toHaveLength(1);
    expect(told()).toEqual(['live', 'added later']);
  });
});

describe('listeners', () => {
  test('that throw neither end the watch nor keep others from hearing, and are reported', async () => {
    const problems: string[] = [];
    api.put('a');
    reflector = new Reflector({
      transport,
      type: configMaps,
      clock,
      onProblem: ({ kind, error }) => problems.push(`${kind}: ${error.message}`),
    });
    events = [];
    reflector.subscribe(() => {
      throw new Error('broken listener');
    });
    reflector.subscribe(async () => {
      throw new Error('broken promise');
    });
    reflector.subscribe((event) => events.push(event));
    reflector.start();
    await live();
    api.put('b');
    await eventually(() => told().includes('added b'));
    expect(told()).toEqual(['added a', 'live', 'added b']);
    expect(problems.filter((problem) => problem === 'listener: broken listener')).toHaveLength(3);
    await eventually(() => problems.includes('listener: broken promise'));
  });

  test('that have left hear nothing any more', async () => {
    start();
    const heard: string[] = [];
    const leave = reflector.subscribe((event) => heard.push(event.type));
    await live();
    leave();
    api.put('a');
    await eventually(() => told().includes('added a'));
    expect(heard).toEqual(['state']);
  });

  test('that report problems with a function that throws do no harm', async () => {
    api.put('a');
    start({
      onProblem: () => {
        throw new Error('broken reporter');
      },
    });
    reflector.subscribe(() => {
      throw new Error('broken listener');
    });
    await live();
    expect(told()).toEqual(['added a', 'live']);
  });
});

describe('waiting with until', () => {
  test('ends when the condition comes true', async () => {
    start();
    const found = reflector.until(({ snapshot }) => snapshot.has('default/a'));
    await live();
    api.put('a');
    await found;
  });

  test('ends at once when it is true already', async () => {
    api.put('a');
    start();
    await reflector.synced;
    await reflector.until(({ snapshot }) => snapshot.size === 1);
  });

  test('rejects with an AbortError when its signal aborts or the reflector stops', async () => {
    start();
    const abort = new AbortController();
    const cancelled = reflector.until(() => false, abort.signal);
    const stopped = reflector.until(() => false);
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    reflector.stop();
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('rejects with what the condition throws', async () => {
    start();
    const broken = reflector.until(() => {
      throw new Error('broken condition');
    });
    await expect(broken).rejects.toThrow('broken condition');
  });
});

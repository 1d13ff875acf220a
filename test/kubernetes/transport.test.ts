import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CredentialSource, Credentials } from '../../source/kubernetes/connect/credentials.ts';
import { HttpsTransport } from '../../source/kubernetes/connect/https-transport.ts';
import type { ApiRequest } from '../../source/kubernetes/connect/transport.ts';
import { anonymous } from './anonymous.ts';
import { eventually } from './eventually.ts';
import { answer, FakeApiServer } from './fake-api-server.ts';

const list: ApiRequest = { method: 'GET', path: '/api/v1/configmaps' };
const other: ApiRequest = { method: 'GET', path: '/version' };

let api: FakeApiServer;
let transport: HttpsTransport;

beforeEach(async () => {
  api = await FakeApiServer.start();
  transport = new HttpsTransport(api.url, anonymous);
});

afterEach(async () => {
  vi.useRealTimers();
  transport.close();
  await api.close();
});

/** Credentials with the token `token-1`, and after each renewal with the next one. */
function tokens(): CredentialSource & { renewals: number } {
  const source = {
    canRenew: true,
    renewals: 0,
    get: async (): Promise<Credentials> => ({
      headers: { authorization: `Bearer token-${source.renewals + 1}` },
      tls: {},
      tlsKey: '',
    }),
    renew: async () => {
      source.renewals += 1;
      return source.get();
    },
  };
  return source;
}

async function readText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

describe('a server that has too much to do', () => {
  const tooMany = answer.json({ kind: 'Status', code: 429 }, 429, { 'retry-after': '0.01' });

  test('gets a write once more when it wants it', async () => {
    api.next('other', tooMany, tooMany, answer.json({ done: true }));
    await expect(transport.json({ method: 'PATCH', path: '/version', body: {} })).resolves.toEqual({
      done: true,
    });
    expect(api.requests).toHaveLength(3);
  });

  test('is not asked for ever', async () => {
    api.always('other', tooMany);
    await expect(transport.json({ method: 'DELETE', path: '/version' })).rejects.toMatchObject({ code: 429 });
    expect(api.requests).toHaveLength(10);
  });

  test('is left to who reads, who has a rhythm of its own', async () => {
    api.always('list', tooMany);
    await expect(transport.json(list)).rejects.toMatchObject({ code: 429 });
    expect(api.requests).toHaveLength(1);
  });
});

describe('a list', () => {
  const nameOf = (item: unknown) => (item as { metadata: { name: string } }).metadata.name;

  test('is read item by item', async () => {
    for (const name of ['a', 'b', 'c']) api.put(name);
    await expect(transport.list(list, nameOf)).resolves.toMatchObject({
      kind: 'ConfigMapList',
      items: ['a', 'b', 'c'],
    });
  });

  test('that is no JSON is told as that', async () => {
    api.next('list', answer.text('<html>'));
    await expect(transport.list(list, nameOf)).rejects.toMatchObject({
      name: 'UnreachableError',
      message: 'the answer is not JSON',
    });
  });

  test('with an item that nobody here understands is no fault of the server', async () => {
    api.put('a');
    const stumble = () => {
      throw new TypeError('what is that');
    };
    await expect(transport.list(list, stumble)).rejects.toThrow(new TypeError('what is that'));
  });
});

describe('connections', () => {
  test('are used again: twenty lists need no more than two', async () => {
    for (let number = 0; number < 20; number += 1) await transport.json(list);
    expect(api.lists).toHaveLength(20);
    expect(api.connections).toBeLessThanOrEqual(2);
  });

  test('that the server closed while they were idle do not fail a read', async () => {
    await transport.json(list);
    api.next('list', answer.cut());
    await transport.json(list);
    expect(api.lists).toHaveLength(3);
    expect(api.connections).toBe(2);
  });

  test('that fail when they are new are reported at once', async () => {
    api.next('list', answer.cut());
    await expect(transport.json(list)).rejects.toMatchObject({ name: 'UnreachableError' });
    expect(api.lists).toHaveLength(1);
  });

  test('that are cut under a write do not send it twice', async () => {
    await transport.json(list);
    api.next('other', answer.cut());
    const write: ApiRequest = { method: 'POST', path: '/api/v1/namespaces', body: { kind: 'Namespace' } };
    await expect(transport.json(write)).rejects.toMatchObject({ name: 'UnreachableError' });
    expect(api.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('that are idle end with close(), those in use go on', async () => {
    const watch = await transport.stream({ ...list, query: { watch: true } });
    await transport.json(list);
    expect(api.openConnections).toBe(2);
    transport.close();
    await eventually(() => api.openConnections === 1);
    const text = readText(watch);
    api.put('a');
    api.endWatches();
    expect(await text).toContain('"name":"a"');
    await eventually(() => api.openConnections === 0);
  });

  test('in use go on when the certificate is renewed, and new calls get new ones', async () => {
    let tlsKey = 'one';
    transport = new HttpsTransport(api.url, {
      canRenew: false,
      get: async () => ({ headers: {}, tls: {}, tlsKey }),
      renew: async () => ({ headers: {}, tls: {}, tlsKey }),
    });
    const watch = await transport.stream({ ...list, query: { watch: true } });
    tlsKey = 'two';
    await transport.json(list);
    expect(api.requests.map(({ connection }) => connection)).toEqual([1, 2]);
    const text = readText(watch);
    api.put('a');
    api.endWatches();
    expect(await text).toContain('"name":"a"');
  });
});

describe('a call', () => {
  test('sends its query, its body and what it accepts', async () => {
    let body = '';
    api.next('other', (response, request, server) => {
      answer.json({})(response, request, server);
    });
    api.server.prependListener('request', (request) => request.on('data', (chunk) => (body += chunk)));
    await transport.json({
      method: 'PATCH',
      path: '/api/v1/namespaces/a',
      query: { fieldManager: 'hoist', force: false, absent: undefined },
      body: { word: '帆' },
      contentType: 'application/apply-patch+yaml',
      accept: 'application/yaml',
    });
    const [request] = api.requests;
    expect(request?.query.toString()).toBe('fieldManager=hoist&force=false');
    expect(request?.headers['content-type']).toBe('application/apply-patch+yaml');
    expect(request?.headers.accept).toBe('application/yaml');
    expect(JSON.parse(body)).toEqual({ word: '帆' });
  });

  test('keeps the path of a server that has one', async () => {
    transport = new HttpsTransport(`${api.url}/k8s/clusters/c-1/`, anonymous);
    await transport.json({ ...list });
    expect(api.requests[0]?.path).toBe('/k8s/clusters/c-1/api/v1/configmaps');
  });

  test('that is refused fails with the code, the reason and the words of the server', async () => {
    const words = 'configmaps is forbidden: User "reader" cannot list resource "configmaps"';
    api.next('list', answer.refuse(403, 'Forbidden', words));
    await expect(transport.json(list)).rejects.toMatchObject({
      name: 'ApiError',
      code: 403,
      reason: 'Forbidden',
      message: words,
    });
  });

  test('that is refused by a proxy fails with what that wrote', async () => {
    api.next('list', answer.text('<h1>Bad Gateway</h1>', 502));
    await expect(transport.json(list)).rejects.toMatchObject({ code: 502, message: '<h1>Bad Gateway</h1>' });
  });

  test('that is refused without a word still says with which code', async () => {
    api.next('list', answer.text('', 503));
    await expect(transport.json(list)).rejects.toThrow('the API server answered 503');
  });

  test('fails with words that are safe to draw, and only with words', async () => {
    api.next('list', answer.refuse(409, 'Conflict', 'red \u001b[31m\u001b]52;c;c3RvbGVu\u0007bell\u0007'));
    await expect(transport.json(list)).rejects.toMatchObject({
      message: 'red bell',
      body: { message: 'red bell' },
    });
    api.next('list', answer.json({ message: { not: 'a string' } }, 500));
    await expect(transport.json(list)).rejects.toThrow('the API server answered 500');
  });

  test('that is told to wait knows for how long, from the body or from the header', async () => {
    api.next('list', answer.tooMany(7));
    await expect(transport.json(list)).rejects.toMatchObject({ code: 429, retryAfter: 7 });
    api.next('list', answer.refuse(429, 'TooManyRequests', 'slow down', { retryAfterSeconds: 3 }));
    await expect(transport.json(list)).rejects.toMatchObject({ retryAfter: 3 });
  });

  test('that gets something else than JSON says so', async () => {
    api.next('list', answer.text('<html>please log in</html>'));
    await expect(transport.json(list)).rejects.toMatchObject({
      name: 'UnreachableError',
      message: 'the answer is not JSON',
    });
  });

  test('that nobody answers fails with the code of the system', async () => {
    await api.close();
    await expect(transport.json(list)).rejects.toMatchObject({
      name: 'UnreachableError',
      code: 'ECONNREFUSED',
      server: transport.server,
    });
  });

  test('has a deadline for its answer', async () => {
    api.next('list', answer.hang());
    await expect(transport.json({ ...list, timeout: 30 })).rejects.toMatchObject({
      name: 'TimeoutError',
      seconds: 0.03,
    });
    await eventually(() => api.openConnections === 0);
  });

  test('has a deadline for the whole answer, however it dribbles', async () => {
    api.next('list', answer.pieces(['{"kind":', '"Config'], 'stay'));
    await expect(transport.json({ ...list, timeout: 50 })).rejects.toMatchObject({ name: 'TimeoutError' });
    await eventually(() => api.openConnections === 0);
  });

  test('has a deadline for its credentials too', async () => {
    const never = () => new Promise<Credentials>(() => {});
    transport = new HttpsTransport(api.url, { canRenew: false, get: never, renew: never });
    await expect(transport.json({ ...list, timeout: 30 })).rejects.toMatchObject({ name: 'TimeoutError' });
    const abort = new AbortController();
    const call = transport.json({ ...list, signal: abort.signal });
    abort.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('that is cancelled ends with an AbortError and closes its connection', async () => {
    api.next('list', answer.hang());
    const abort = new AbortController();
    const call = transport.json({ ...list, signal: abort.signal });
    await eventually(() => api.lists.length === 1);
    abort.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await eventually(() => api.openConnections === 0);
  });

  test('that is cancelled before it begins sends nothing', async () => {
    const call = transport.json({ ...list, signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    // A request that had been sent would have come before this one.
    api.next('other', answer.json({}));
    await transport.json(other);
    expect(api.requests).toHaveLength(1);
  });
});

describe('a 401', () => {
  test('is answered once, with credentials made anew', async () => {
    const source = tokens();
    transport = new HttpsTransport(api.url, source);
    api.next('other', answer.refuse(401, 'Unauthorized', 'Unauthorized'), answer.json({ major: '1' }));
    expect(await transport.json(other)).toEqual({ major: '1' });
    expect(source.renewals).toBe(1);
    expect(api.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  test('that stays is told, and not asked about again', async () => {
    const source = tokens();
    transport = new HttpsTransport(api.url, source);
    api.always('other', answer.refuse(401, 'Unauthorized', 'Unauthorized'));
    await expect(transport.json(other)).rejects.toMatchObject({ code: 401 });
    expect(api.requests).toHaveLength(2);
  });

  test('is told at once where there is nothing to renew', async () => {
    api.always('other', answer.refuse(401, 'Unauthorized', 'Unauthorized'));
    await expect(transport.json(other)).rejects.toMatchObject({ code: 401 });
    expect(api.requests).toHaveLength(1);
  });
});

describe('a stream', () => {
  test('ends when the server ends it', async () => {
    api.next('list', answer.pieces(['one ', 'two'], 'end'));
    expect(await readText(await transport.stream(list))).toBe('one two');
  });

  test('fails when it is cut', async () => {
    api.next('list', answer.pieces(['one ', 'two'], 'cut'));
    const chunks = await transport.stream(list);
    await expect(readText(chunks)).rejects.toMatchObject({ name: 'UnreachableError' });
  });

  test('has a deadline for its header only', async () => {
    api.next('list', answer.hang());
    await expect(transport.stream({ ...list, timeout: 30 })).rejects.toMatchObject({ name: 'TimeoutError' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const watch = await transport.stream({ ...list, query: { watch: true }, timeout: 100 });
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    const text = readText(watch);
    api.put('a');
    api.endWatches();
    expect(await text).toContain('"name":"a"');
  });

  test('closes its connection when its reader leaves', async () => {
    api.next('list', answer.pieces(['one '], 'stay'));
    for await (const _ of await transport.stream(list)) break;
    await eventually(() => api.openConnections === 0);
  });

  test('ends with an AbortError when it is cancelled, and closes its connection', async () => {
    api.next('list', answer.pieces(['one '], 'stay'));
    const abort = new AbortController();
    const reading = readText(await transport.stream({ ...list, signal: abort.signal }));
    const cancelled = expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    abort.abort();
    await cancelled;
    await eventually(() => api.openConnections === 0);
  });

  test('that is cancelled before anybody reads it closes its connection too', async () => {
    api.next('list', answer.pieces(['one '], 'stay'));
    const abort = new AbortController();
    await transport.stream({ ...list, signal: abort.signal });
    abort.abort();
    await eventually(() => api.openConnections === 0);
  });

  test('that is refused has a deadline for the words of the refusal too', async () => {
    api.next('other', (response) => {
      response.writeHead(403, { 'content-type': 'application/json' }).flushHeaders();
    });
    await expect(transport.stream({ ...other, timeout: 50 })).rejects.toMatchObject({ name: 'TimeoutError' });
    await eventually(() => api.openRequests.length === 0);
  });

  test('that is refused fails with the words of the server', async () => {
    api.next('list', answer.refuse(403, 'Forbidden', 'no'));
    await expect(transport.stream(list)).rejects.toMatchObject({ code: 403, message: 'no' });
  });
});

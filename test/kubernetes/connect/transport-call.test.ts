import { describe, expect, test } from 'vitest';
import type { Credentials } from '../../../source/kubernetes/connect/credentials.ts';
import { eventually } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import { api, connect, list, other, transport, transportForEachTest } from './transport-bench.ts';

transportForEachTest();

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
    connect(`${api.url}/k8s/clusters/c-1/`);
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
      cause: { said: { key: 'fault.not-json' } },
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
    connect(api.url, { canRenew: false, get: never, renew: never });
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

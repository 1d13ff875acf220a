import { describe, expect, test } from 'vitest';
import type { ApiRequest } from '../../../source/kubernetes/connect/transport.ts';
import { eventually } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import { api, connect, list, readText, transport, transportForEachTest } from './transport-bench.ts';

transportForEachTest();

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
    connect(api.url, {
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

import { describe, expect, test } from 'vitest';
import { answer } from '../fake-api-server.ts';
import { api, list, transport, transportForEachTest } from './transport-bench.ts';

transportForEachTest();

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

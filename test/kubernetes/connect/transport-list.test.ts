import { describe, expect, test } from 'vitest';
import { answer } from '../fake-api-server.ts';
import { api, list, transport, transportForEachTest } from './transport-bench.ts';

transportForEachTest();

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
      cause: { said: { key: 'fault.not-json' } },
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

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { askPage } from '../../source/chapter/observe/probe.ts';

async function answerOf(body: string) {
  const server = createServer((_, response) => response.end(body)).listen(0, '127.0.0.1');
  try {
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    return await askPage(`http://127.0.0.1:${port}/productpage`, new AbortController().signal);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it('takes an endless answer for no product page, and says why in the language of the reader', async () => {
  expect(await answerOf('x'.repeat(5 * 2 ** 20))).toEqual({
    type: 'silent',
    words: { key: 'way.too-large', values: { most: '4 MiB' } },
  });
});

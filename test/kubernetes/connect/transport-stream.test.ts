import { describe, expect, test, vi } from 'vitest';
import { eventually } from '../eventually.ts';
import { answer } from '../fake-api-server.ts';
import { api, list, other, readText, transport, transportForEachTest } from './transport-bench.ts';

transportForEachTest();

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

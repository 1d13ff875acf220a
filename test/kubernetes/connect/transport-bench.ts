import { afterEach, beforeEach, vi } from 'vitest';
import type { CredentialSource } from '../../../source/kubernetes/connect/credentials.ts';
import { HttpsTransport } from '../../../source/kubernetes/connect/https-transport.ts';
import type { ApiRequest } from '../../../source/kubernetes/connect/transport.ts';
import { anonymous } from '../anonymous.ts';
import { FakeApiServer } from '../fake-api-server.ts';

export const list: ApiRequest = { method: 'GET', path: '/api/v1/configmaps' };
export const other: ApiRequest = { method: 'GET', path: '/version' };

export let api: FakeApiServer;
export let transport: HttpsTransport;

/** A transport and an API server of its own for each test of the file; both are closed behind it. */
export function transportForEachTest(): void {
  beforeEach(async () => {
    api = await FakeApiServer.start();
    transport = new HttpsTransport(api.url, anonymous);
  });

  afterEach(async () => {
    vi.useRealTimers();
    transport.close();
    await api.close();
  });
}

/** Puts another one in its place, that closes with the test too: to another address, or with other credentials. */
export function connect(url: string, credentials: CredentialSource = anonymous): void {
  transport.close();
  transport = new HttpsTransport(url, credentials);
}

export async function readText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

import { describe, expect, test } from 'vitest';
import type { CredentialSource, Credentials } from '../../../source/kubernetes/connect/credentials.ts';
import { answer } from '../fake-api-server.ts';
import { api, connect, other, transport, transportForEachTest } from './transport-bench.ts';

transportForEachTest();

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

describe('a 401', () => {
  test('is answered once, with credentials made anew', async () => {
    const source = tokens();
    connect(api.url, source);
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
    connect(api.url, source);
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

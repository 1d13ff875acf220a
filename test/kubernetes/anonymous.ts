import type { CredentialSource } from '../../source/kubernetes/connect/credentials.ts';

/** No credentials at all: for servers on loopback. */
export const anonymous: CredentialSource = {
  canRenew: false,
  get: async () => ({ headers: {}, tls: {}, tlsKey: '' }),
  renew: async () => ({ headers: {}, tls: {}, tlsKey: '' }),
};

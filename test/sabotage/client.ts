import type { CredentialSource } from '../../source/kubernetes/connect/credentials.ts';
import type { Transport } from '../../source/kubernetes/connect/transport.ts';

/** Trusts the one server, and shows it the token if it has one. */
export const trusting = (ca: string, token?: string): CredentialSource => {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const credentials = { headers, tls: { ca }, tlsKey: 'ca' };
  return { canRenew: false, get: async () => credentials, renew: async () => credentials };
};

const patience = 4000;

/** Its calls have some seconds, since it is on this machine: an answer that never comes is known sooner. */
export const hasty = (of: Transport): Transport => ({
  server: of.server,
  json: (request) => of.json({ timeout: patience, ...request }),
  list: (request, shape) => of.list({ timeout: patience, ...request }, shape),
  text: (request) => of.text({ timeout: patience, ...request }),
  stream: (request) => of.stream({ ...request, timeout: Math.min(request.timeout ?? patience, patience) }),
  close: () => of.close(),
});

import { badRequest } from '../status-error.ts';

/** Where a list goes on: behind which key, and as of which revision (apiserver/pkg/storage/etcd3). */
export interface ContinueToken {
  revision: number;
  after: string;
}

export const writeContinue = ({ revision, after }: ContinueToken): string =>
  Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: after })).toString('base64url');

export function readContinue(text: string): ContinueToken {
  const bad = (why: string) => badRequest(`invalid continue token: continue key is not valid: ${why}`);
  if (!/^[A-Za-z0-9_-]{4,}$/.test(text)) throw bad('illegal base64 data at input byte 0');
  let token: { rv?: unknown; start?: unknown };
  try {
    token = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (error) {
    throw bad((error as Error).message);
  }
  if (typeof token?.rv !== 'number' || typeof token.start !== 'string')
    throw bad('incorrect encoded start resourceVersion');
  if (!token.start) throw bad('encoded start key empty (version meta.k8s.io/v1)');
  return { revision: token.rv, after: token.start };
}

import { apiVersionOf } from '../object.ts';

/** What a path of the API is about (k8s.io/apiserver/pkg/endpoints/request/requestinfo.go). */
export interface RequestInfo {
  apiVersion: string;
  namespace?: string;
  plural: string;
  name?: string;
  subresource?: string;
}

const namespaceSubresources = new Set(['status', 'finalize']);

/** Undefined when the path names no resource; a part that is no valid escape leads nowhere either. */
export function parsePath(path: string): RequestInfo | undefined {
  let parts: string[];
  try {
    parts = path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
  while (parts.at(-1) === '') parts.pop();
  const root = parts.shift();
  let apiVersion: string;
  if (root === 'api') apiVersion = parts.shift() ?? '';
  else if (root === 'apis') apiVersion = apiVersionOf(parts.shift() ?? '', parts.shift() ?? '');
  else return undefined;
  let namespace: string | undefined;
  if (parts[0] === 'namespaces' && parts.length > 2 && !namespaceSubresources.has(parts[2] ?? '')) {
    namespace = parts[1];
    parts = parts.slice(2);
  }
  const [plural, name, subresource, ...rest] = parts;
  // Only proxies have paths behind them, and they are answered elsewhere.
  if (!plural || name === '' || namespace === '' || (rest.length && subresource !== 'proxy'))
    return undefined;
  return { apiVersion, namespace, plural, name, subresource };
}

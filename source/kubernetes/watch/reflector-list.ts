import type { ApiRequest, Transport } from '../connect/transport.ts';
import { Fault, UnreachableError } from '../errors.ts';
import type { KubernetesObject } from '../object.ts';
import { isList } from './list-reader.ts';

const json = 'application/json';

/** The Accept header; for metadata alone it names plain JSON as second choice, for servers that know no PartialObjectMetadata. */
export const acceptOf = (kind: string, metadataOnly = false): string =>
  metadataOnly ? `${json};as=${kind};g=meta.k8s.io;v=v1,${json}` : json;

/**
 * A whole list, page by page: `shape` makes of every item, as it comes, what is kept of it. Answers with that and the version that a watch
 * goes on from, and with undefined where `life` ended before the last page.
 */
export async function listPages<Kept>(
  transport: Transport,
  request: (query: ApiRequest['query']) => ApiRequest,
  { pageSize, life }: { pageSize: number; life: AbortSignal },
  shape: (item: KubernetesObject) => Kept | undefined,
): Promise<{ version: string; all: Kept[] } | undefined> {
  // A page may still be arriving after `life` has ended: its items are dropped.
  const shapeNow = (item: unknown) => (life.aborted ? undefined : shape(item as KubernetesObject));
  const all: Kept[] = [];
  let version: string | undefined;
  let token: string | undefined;
  do {
    const page = await transport.list(request({ limit: pageSize, continue: token }), shapeNow);
    if (life.aborted) return undefined;
    if (!isList(page)) throw new UnreachableError(transport.server, new Fault({ key: 'fault.not-list' }));
    for (const kept of page.items ?? []) if (kept !== undefined) all.push(kept);
    version ??= page.metadata?.resourceVersion;
    const next = page.metadata?.continue || undefined;
    if (next && next === token)
      throw new UnreachableError(transport.server, new Fault({ key: 'fault.endless-list' }));
    token = next;
  } while (token);
  return { version: version ?? '', all };
}

import { UnreachableError } from './errors.ts';
import type { KubernetesObject } from './object.ts';
import type { ApiRequest, Transport } from './transport.ts';

interface ObjectList {
  kind?: string;
  metadata?: { resourceVersion?: string; continue?: string };
  items?: KubernetesObject[] | null;
}

const json = 'application/json';

/** Of metadata alone with plain JSON as second choice, for servers that know no PartialObjectMetadata. */
export const acceptOf = (kind: string, metadataOnly = false): string =>
  metadataOnly ? `${json};as=${kind};g=meta.k8s.io;v=v1,${json}` : json;

/**
 * A whole list, page by page: `take` gets every item as it comes. Answers with the version that a watch goes on from, and with
 * undefined where `life` ended before the last page.
 */
export async function listPages(
  transport: Transport,
  request: (query: ApiRequest['query']) => ApiRequest,
  { pageSize, life }: { pageSize: number; life: AbortSignal },
  take: (item: KubernetesObject) => void,
): Promise<string | undefined> {
  let version: string | undefined;
  let token: string | undefined;
  do {
    const page = await transport.json<ObjectList>(request({ limit: pageSize, continue: token }));
    if (life.aborted) return undefined;
    if (!Array.isArray(page?.items) && !page?.kind?.endsWith('List'))
      throw new UnreachableError(transport.server, 'the answer is not a list');
    for (const item of page.items ?? []) take(item);
    version ??= page.metadata?.resourceVersion;
    const next = page.metadata?.continue || undefined;
    if (next && next === token) throw new UnreachableError(transport.server, 'the list has no end');
    token = next;
  } while (token);
  return version ?? '';
}

import type { ReadList } from '../watch/list-reader.ts';

/** What one call to an API server is. `path` starts with a slash and carries no query. */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  contentType?: string;
  accept?: string;
  signal?: AbortSignal;
  /** Milliseconds until the whole answer (for a stream: its header) must be there. Every call has one; default 30,000. */
  timeout?: number;
  /** A write that does no more when it arrives twice, as an apply: it is sent again where nobody knows whether it arrived. */
  repeatable?: boolean;
}

/**
 * How everything in this room reaches an API server, so that tests can put a server of their own, or a saboteur, in between.
 * Every method throws ApiError (the server said no), UnreachableError (no answer), TimeoutError (no answer in time),
 * ConfigError (no usable credentials) or, when `signal` aborts, an error named AbortError.
 */
export interface Transport {
  readonly server: string;
  /** The answer's JSON. */
  json<T>(request: ApiRequest): Promise<T>;
  /** The answer's JSON, of which each item is shrunk by `shape` as it comes: a page of a large list is never held whole. */
  list<Kept>(request: ApiRequest, shape: (item: unknown) => Kept): Promise<ReadList<Kept>>;
  /** The answer's text. */
  text(request: ApiRequest): Promise<string>;
  /**
   * The answer's body as it comes. Ends when the server ends it; throws UnreachableError when it is cut.
   * The connection is closed when the iteration is left or `signal` aborts. Reading has no deadline: the reader sets one.
   */
  stream(request: ApiRequest): Promise<AsyncIterable<Uint8Array>>;
  /** Closes idle connections; open calls go on. */
  close(): void;
}

export function pathWithQuery({ path, query }: Pick<ApiRequest, 'path' | 'query'>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

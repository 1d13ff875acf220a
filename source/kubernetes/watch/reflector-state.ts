import { ApiError, ConfigError } from '../errors.ts';

export type Verb = 'list' | 'watch';

/** Times are milliseconds since 1970. `retryAt` may lie in the past: then the next try is under way. */
export type ReflectorState =
  /** Nothing has been seen yet. `reason` says why not, once a try has failed. */
  | { kind: 'connecting'; reason?: Error; retryAt?: number }
  /** What is shown is what is. */
  | { kind: 'live' }
  /** What is shown was true at `since`, the last sign of life. */
  | { kind: 'stale'; since: number; retryAt: number; reason: Error }
  /** The API server refuses. Rights can be granted at any time, so it is asked again, slowly. */
  | {
      kind: 'forbidden';
      verb: Verb;
      resource: string;
      namespace?: string;
      reason: Error;
      retryAt: number;
    }
  /** It cannot work as things are: the kind is not served, a selector is wrong, credentials are refused. Asked again, slowly. */
  | { kind: 'failed'; reason: Error; retryAt: number };

export interface Verdict {
  kind: 'stale' | 'forbidden' | 'failed';
  /** Whether the next try must list, because the watch cannot go on from where it was. */
  relist: boolean;
}

/** What an error of a list or a watch means for the next try. */
export function verdictOn(error: unknown): Verdict {
  if (error instanceof ConfigError) return { kind: 'failed', relist: false };
  if (!(error instanceof ApiError)) return { kind: 'stale', relist: false };
  const { code } = error;
  if (code === 403) return { kind: 'forbidden', relist: true };
  if (code === 410) return { kind: 'stale', relist: true };
  // Too many requests, request timeout, and everything that the server itself calls its own fault.
  if (code === 429 || code === 408 || code >= 500) return { kind: 'stale', relist: false };
  return { kind: 'failed', relist: true };
}

/**
 * Whether a 404 comes from an API server that does not serve the kind, so that no object of it exists. A load balancer that
 * has lost its way answers 404 too, but neither with a Status nor with the words of Go's ServeMux.
 */
export function isNotServed(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.code !== 404) return false;
  return error.body.kind === 'Status' || error.message === '404 page not found';
}

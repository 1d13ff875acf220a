import type { Message, MessageValue } from '../language/message.ts';
import { sanitizeObject } from './sanitize-object.ts';

/** The `Status` object with which an API server says no (k8s.io/apimachinery meta/v1 types.go). */
export interface StatusBody {
  kind?: string;
  code?: number;
  reason?: string;
  message?: string;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    retryAfterSeconds?: number;
    causes?: { reason?: string; message?: string; field?: string }[];
  };
}

/** The API server answered, and the answer was no. `reason` is the machine's word, e.g. `Forbidden`, `Conflict`, `Expired`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: number;
  readonly reason: string;
  readonly body: StatusBody;
  /** What the server said, and nothing where it gave no reason. */
  readonly words: string;
  /** Seconds, from the body or the Retry-After header of a 429 or 503. */
  readonly retryAfter: number | undefined;

  constructor(code: number, body: StatusBody, retryAfterHeader?: string) {
    const safe = sanitizeObject(body);
    const words = typeof safe.message === 'string' ? safe.message.trim() : '';
    super(words || `the API server answered ${code}`);
    this.code = code;
    this.words = words;
    this.reason = typeof safe.reason === 'string' ? safe.reason : '';
    this.body = safe;
    const header = Number(retryAfterHeader);
    this.retryAfter = safe.details?.retryAfterSeconds ?? (header > 0 ? header : undefined);
  }
}

/** Milliseconds. A server that is back in half an hour is as good as gone. */
const longestThrottle = 300_000;

/** Milliseconds that a server which has too much to do asks for; undefined where waiting, or so long a wait, is not what it can mean. */
export function throttledFor(error: unknown): number | undefined {
  if (!(error instanceof ApiError) || error.code !== 429) return undefined;
  const wait = Number(error.retryAfter) * 1000;
  return wait > 0 && wait <= longestThrottle ? wait : undefined;
}

/**
 * What is wrong as hoist itself sees it, where neither a server nor Node has words for it. A message is what a face puts into the reader's
 * language, so that no sentence is written here; its values are safe to draw.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly said: Message;

  constructor(said: Message, cause?: unknown) {
    super(said.key, { cause });
    this.said = said;
  }
}

/** No answer: the name does not resolve, the port is closed, TLS failed, the connection was cut. Or none that can be used: then its cause is a Fault. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  readonly server: string;
  /** Node's or OpenSSL's code, e.g. `ECONNREFUSED`, `ENOTFOUND`, `SELF_SIGNED_CERT_IN_CHAIN`. */
  readonly code: string;

  constructor(server: string, cause: unknown) {
    const error = cause as { message?: string; code?: string };
    super(error?.message || String(cause), { cause });
    this.server = server;
    this.code = error?.code ?? '';
  }
}

/** The deadline of a call passed before its answer came. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  /** What was asked: `GET /version`. */
  readonly what: string;
  readonly seconds: number;

  constructor(what: string, milliseconds: number) {
    super(`${what}: no answer within ${milliseconds / 1000} s`);
    this.what = what;
    this.seconds = milliseconds / 1000;
  }
}

/** The kubeconfig, or the credentials that it names, cannot be used. Nothing was sent. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problem:
    | 'missing'
    | 'empty'
    | 'broken'
    | 'no-context'
    | 'unknown-context'
    | 'no-cluster'
    | 'bad-server'
    | 'credentials'
    | 'changed';
  /** What the sentence about it needs: paths, context names, a tool's own words or what hoist says of it. */
  readonly values: Record<string, MessageValue>;

  constructor(problem: ConfigError['problem'], values: Record<string, MessageValue>, cause?: unknown) {
    super(`${problem}: ${Object.values(values).join(', ')}`, { cause });
    this.problem = problem;
    this.values = values;
  }
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.code === 404;
/**
 * Whether a write was refused since another object has the name by now. A deletion, and a scale, by the server's words: other 409s say that
 * a namespace is on its way already (staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go). A patch by the field, a 422 at
 * `metadata.uid` (apimachinery pkg/api/validation/objectmeta.go).
 */
export const isNamesake = (error: unknown): boolean =>
  error instanceof ApiError &&
  ((error.code === 409 && /UID in (the )?precondition/.test(error.message)) ||
    (error.code === 422 &&
      Boolean(error.body.details?.causes?.some(({ field }) => field === 'metadata.uid'))));
export const isForbidden = (error: unknown): boolean => error instanceof ApiError && error.code === 403;
export const isAbort = (error: unknown): boolean => (error as { name?: string })?.name === 'AbortError';
/** Whether this is how `signal` ended the work: a cancel, or a deadline, whose reason has another name. */
export const isAbortBy = (signal: AbortSignal, error: unknown): boolean =>
  signal.aborted && (isAbort(error) || error === signal.reason);

/** Nothing is wrong with what was asked: the cluster could not be asked at all, or does not know us any more. */
export const isNoAnswer = (error: unknown): boolean =>
  error instanceof UnreachableError ||
  error instanceof TimeoutError ||
  error instanceof ConfigError ||
  (error instanceof ApiError && error.code === 401);

/** Trouble of the server's or of the way to it, over by itself as a rule: the same question may be answered in a moment. */
export const isPassing = (error: unknown): boolean =>
  error instanceof TimeoutError ||
  (error instanceof UnreachableError && !/CERT|TLS|SSL|ALTNAME/.test(error.code)) ||
  (error instanceof ApiError && [429, 500, 502, 503, 504].includes(error.code));

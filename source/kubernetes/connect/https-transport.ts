import http from 'node:http';
import https from 'node:https';
import { pause, systemClock } from '../clock.ts';
import { ApiError, Fault, type StatusBody, TimeoutError, throttledFor, UnreachableError } from '../errors.ts';
import { abortError, orAborted } from '../or-aborted.ts';
import { ListReader, type ReadList } from '../watch/list-reader.ts';
import type { CredentialSource, Credentials } from './credentials.ts';
import { type ApiRequest, pathWithQuery, type Transport } from './transport.ts';

const defaultTimeout = 30_000;
/** An answer larger than this is not an API server's; stop before memory is gone. */
const largestAnswer = 256 * 1024 * 1024;

async function readChunks(answer: http.IncomingMessage, take: (chunk: Uint8Array) => void): Promise<void> {
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    if (size > largestAnswer) throw new Fault({ key: 'fault.too-large', values: { most: '256 MiB' } });
    take(chunk);
  }
}

async function readAll(answer: http.IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  await readChunks(answer, (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function statusOf(text: string): StatusBody {
  try {
    const body = JSON.parse(text);
    if (body && typeof body === 'object') return body;
  } catch {
    // Proxies and load balancers answer in HTML or plain text.
  }
  return { message: text.slice(0, 500).trim() };
}

/** Closes what is idle now and, later, what is in use. Agent.destroy() would cut every watch and every log that is open. */
function retire(agent: http.Agent): void {
  agent.maxFreeSockets = 0;
  for (const sockets of Object.values(agent.freeSockets))
    for (const socket of sockets ?? []) socket.destroy();
}

const mostTries = 10;

/** A kept-alive connection that the server had closed by the time we used it. */
class StaleConnectionError extends Error {}

/**
 * HTTPS with one pool of kept-alive connections. The library's own client opens a new connection for every call and has no
 * deadlines (kubernetes-client/javascript#2893).
 */
export class HttpsTransport implements Transport {
  readonly server: string;
  readonly #base: URL;
  readonly #source: CredentialSource;
  #pool: { agent: http.Agent; of: Credentials } | undefined;

  constructor(server: string, source: CredentialSource) {
    this.server = server;
    this.#base = new URL(server);
    this.#source = source;
  }

  async json<T>(request: ApiRequest): Promise<T> {
    const text = await this.text(request);
    let found: unknown;
    try {
      found = JSON.parse(text);
    } catch (error) {
      throw this.#notJson(error);
    }
    if (typeof found === 'object' && found !== null) return found as T;
    throw new UnreachableError(this.server, new Fault({ key: 'fault.not-object' }));
  }

  async list<Kept>(request: ApiRequest, shape: (item: unknown) => Kept): Promise<ReadList<Kept>> {
    let fault: { error: unknown } | undefined;
    const reader = new ListReader((item) => {
      try {
        return shape(item);
      } catch (error) {
        fault = { error };
        throw error;
      }
    });
    try {
      return await this.#withDeadline(request, async (signal) => {
        const answer = await this.#open(request, signal);
        await readChunks(answer, (chunk) => reader.push(chunk));
        return reader.end();
      });
    } catch (error) {
      // What goes wrong with an item is not the server's fault.
      if (fault) throw fault.error;
      const { cause } = error as Error;
      throw cause instanceof SyntaxError ? this.#notJson(cause) : error;
    }
  }

  async text(request: ApiRequest): Promise<string> {
    return this.#withDeadline(request, async (signal) => {
      const answer = await this.#open(request, signal);
      return readAll(answer);
    });
  }

  async stream(request: ApiRequest): Promise<AsyncIterable<Uint8Array>> {
    const cut = new AbortController();
    const signal = request.signal ? AbortSignal.any([request.signal, cut.signal]) : cut.signal;
    const answer = await this.#withDeadline({ ...request, signal }, (deadline) =>
      this.#open(request, deadline, signal),
    );
    return this.#chunks(answer, signal, cut);
  }

  #notJson(cause: unknown): UnreachableError {
    return new UnreachableError(this.server, new Fault({ key: 'fault.not-json' }, cause));
  }

  close(): void {
    if (this.#pool) retire(this.#pool.agent);
    this.#pool = undefined;
  }

  async *#chunks(
    answer: http.IncomingMessage,
    signal: AbortSignal,
    cut: AbortController,
  ): AsyncIterable<Uint8Array> {
    try {
      for await (const chunk of answer) yield chunk;
    } catch (error) {
      throw this.#translate(error, signal);
    } finally {
      // Also when the reader leaves early: the server must see the connection go.
      cut.abort();
      answer.destroy();
    }
  }

  async #withDeadline<T>(request: ApiRequest, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const milliseconds = request.timeout ?? defaultTimeout;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), milliseconds);
    const signal = request.signal ? AbortSignal.any([request.signal, deadline.signal]) : deadline.signal;
    try {
      return await work(signal);
    } catch (error) {
      if (deadline.signal.aborted && !request.signal?.aborted) {
        throw new TimeoutError(`${request.method} ${request.path}`, milliseconds);
      }
      throw this.#translate(error, request.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  #translate(error: unknown, signal: AbortSignal | undefined): unknown {
    if (signal?.aborted) return abortError(signal);
    if (
      error instanceof Error &&
      ['ApiError', 'ConfigError', 'TimeoutError', 'UnreachableError'].includes(error.name)
    )
      return error;
    return new UnreachableError(this.server, error);
  }

  /**
   * Sends, waits for the header, and turns a refusal into an ApiError. A 401 gets one more try with fresh credentials. A write that is
   * throttled was not done and is sent again when the server wants it, as client-go does; who reads has a rhythm of its own.
   */
  async #open(
    request: ApiRequest,
    signal: AbortSignal,
    life: AbortSignal = signal,
  ): Promise<http.IncomingMessage> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#openOnce(request, signal, life);
      } catch (error) {
        const wait = tries < mostTries && request.method !== 'GET' ? throttledFor(error) : undefined;
        // Past the deadline it would be told as a server that does not answer, which it did.
        if (wait === undefined || wait >= (request.timeout ?? defaultTimeout)) throw error;
        await pause(systemClock, wait, signal);
        // What was put off was not done, and that is known.
        if (signal.aborted) throw error;
      }
    }
  }

  async #openOnce(
    request: ApiRequest,
    signal: AbortSignal,
    life: AbortSignal,
  ): Promise<http.IncomingMessage> {
    let credentials = await orAborted(this.#source.get(), signal);
    let answer = await this.#sendOverLiveConnection(request, credentials, signal, life);
    if (answer.statusCode === 401 && this.#source.canRenew) {
      answer.resume();
      credentials = await orAborted(this.#source.renew(credentials), signal);
      answer = await this.#sendOverLiveConnection(request, credentials, signal, life);
    }
    const code = answer.statusCode ?? 0;
    if (code >= 200 && code < 300) return answer;
    try {
      // Also for a stream: the words of a refusal have the deadline of a header.
      const words = await orAborted(readAll(answer), signal);
      throw new ApiError(code, statusOf(words), answer.headers['retry-after']);
    } catch (error) {
      if (!(error instanceof ApiError)) answer.destroy();
      throw error;
    }
  }

  /**
   * API servers and load balancers close idle connections, and a request can cross that on its way. Reading is repeated, and what is
   * as good twice as once; after any other write nobody knows whether it arrived.
   */
  async #sendOverLiveConnection(
    request: ApiRequest,
    credentials: Credentials,
    signal: AbortSignal,
    life: AbortSignal,
  ): Promise<http.IncomingMessage> {
    for (;;) {
      try {
        return await this.#send(request, credentials, signal, life);
      } catch (error) {
        // Each try uses one of the idle connections up, so it ends with a new one.
        if (!(error instanceof StaleConnectionError)) throw error;
        if (request.method !== 'GET' && !request.repeatable) throw error.cause;
      }
    }
  }

  #send(request: ApiRequest, credentials: Credentials, signal: AbortSignal, life: AbortSignal) {
    const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
    const prefix = this.#base.pathname.replace(/\/$/, '');
    return new Promise<http.IncomingMessage>((resolve, reject) => {
      if (signal.aborted) return reject(abortError(signal));
      const call = (this.#base.protocol === 'http:' ? http : https).request({
        protocol: this.#base.protocol,
        hostname: this.#base.hostname.replace(/^\[|\]$/g, ''),
        port: this.#base.port || undefined,
        method: request.method,
        path: prefix + pathWithQuery(request),
        agent: this.#agent(credentials),
        headers: {
          accept: request.accept ?? 'application/json',
          'user-agent': 'hoist',
          ...credentials.headers,
          ...(body
            ? { 'content-type': request.contentType ?? 'application/json', 'content-length': body.length }
            : {}),
        },
      });
      const cut = () => call.destroy(abortError(life.aborted ? life : signal));
      signal.addEventListener('abort', cut, { once: true });
      if (life !== signal) life.addEventListener('abort', cut, { once: true });
      call.once('response', (answer) => {
        // From here on only the life of the stream may cut it, not the deadline of its header.
        if (life !== signal) signal.removeEventListener('abort', cut);
        answer.once('close', () => {
          signal.removeEventListener('abort', cut);
          life.removeEventListener('abort', cut);
        });
        resolve(answer);
      });
      call.once('error', (error) => {
        signal.removeEventListener('abort', cut);
        life.removeEventListener('abort', cut);
        const { code = '' } = error as NodeJS.ErrnoException;
        const isStale = call.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(code);
        reject(isStale ? new StaleConnectionError(error.message, { cause: error }) : error);
      });
      call.end(body);
    });
  }

  /** A new pool only when the credentials that a connection carries have changed. */
  #agent(credentials: Credentials): http.Agent {
    if (this.#pool && this.#pool.of.tlsKey === credentials.tlsKey) return this.#pool.agent;
    if (this.#pool) retire(this.#pool.agent);
    const agent =
      credentials.agent ??
      (this.#base.protocol === 'http:'
        ? new http.Agent({ keepAlive: true })
        : new https.Agent({ keepAlive: true, ...credentials.tls }));
    this.#pool = { agent, of: credentials };
    return agent;
  }
}

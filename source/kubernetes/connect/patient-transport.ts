import { pause, systemClock } from '../clock.ts';
import { ApiError, ConfigError, isPassing, throttledFor } from '../errors.ts';
import { abortError } from '../or-aborted.ts';
import type { ReadList } from '../watch/list-reader.ts';
import type { ApiRequest, Transport } from './transport.ts';

export interface Patience {
  /** Milliseconds that a question is asked again before its error is given out. */
  longest: number;
  /** An outage that did not end at once, and its end. */
  lost(reason: Error): void;
  back(seconds: number): void;
  /** After an outage, before anything is sent again: throws ConfigError where it is another cluster that answers now. */
  verify?(signal: AbortSignal): Promise<void>;
  /** Puts a question off, because the server has too much to do. Told once. */
  busy(seconds: number): void;
}

const shortestPause = 250;
const longestPause = 2000;
const probeTimeout = 5000;
const probeRhythm = 500;

/** An API server that ends closes its port first, and cannot reach itself any more where it judges what it was still asked. */
const passing500 =
  /etcd|leader|shutting down|dial tcp (?:\[::1\]|127\.0\.0\.1):\d+: connect: connection refused/i;
const isOfWebhook = /failed calling (?:admission )?webhook/;

/** Not every 500: that is also how a webhook that does not answer refuses an object, with the server in the best of health. */
function isOutage(error: unknown): boolean {
  if (!isPassing(error)) return false;
  if (!(error instanceof ApiError)) return true;
  if (error.code === 500) return passing500.test(error.message) && !isOfWebhook.test(error.message);
  return error.code !== 429;
}

/** A POST may have created what it names; all else does no more when it is done twice. */
const isRepeatable = ({ method, repeatable }: ApiRequest) => method !== 'POST' || repeatable === true;
const wasNotSent = (error: unknown) => (error as { code?: unknown }).code === 'ECONNREFUSED';

/**
 * A transport that outlives an API server's restart: what finds nobody there waits, together with all that is asked meanwhile, until
 * the server says that it is ready, and is sent again. Not ready counts too: a server that has just started answers 404 for kinds of
 * CRDs that it will know in a moment. What is put off by a 429 is asked again when the server wants it, as client-go does. Streams go
 * through as they are; their readers have a rhythm of their own.
 */
export class PatientTransport implements Transport {
  readonly server: string;
  readonly #inner: Transport;
  readonly #patience: Patience;
  /** Ends the probe: after the last question nobody needs its answer. */
  readonly #life: AbortSignal;
  #toldBusy = false;
  #outage: { error: Error; over: Promise<void> } | undefined;
  /** Another cluster answers since the last outage: nothing more is sent to it. */
  #barred: ConfigError | undefined;

  /** `life` ends when the last question has been asked. */
  constructor(inner: Transport, patience: Patience, life: AbortSignal) {
    this.server = inner.server;
    this.#inner = inner;
    this.#patience = patience;
    this.#life = life;
  }

  /** Why nobody answers, as long as that is so. */
  get lost(): Error | undefined {
    return this.#outage?.error;
  }

  json<T>(request: ApiRequest): Promise<T> {
    return this.patiently(() => this.#inner.json<T>(request), request.signal, isRepeatable(request));
  }

  list<Kept>(request: ApiRequest, shape: (item: unknown) => Kept): Promise<ReadList<Kept>> {
    return this.patiently(() => this.#inner.list(request, shape), request.signal);
  }

  text(request: ApiRequest): Promise<string> {
    return this.patiently(() => this.#inner.text(request), request.signal, isRepeatable(request));
  }

  async stream(request: ApiRequest): Promise<AsyncIterable<Uint8Array>> {
    if (this.#barred) throw this.#barred;
    return this.#inner.stream(request);
  }

  close(): void {
    this.#inner.close();
  }

  /** Asks until there is an answer, `signal` aborts or patience ends; then throws what went wrong last. */
  async patiently<T>(ask: () => Promise<T>, signal?: AbortSignal, repeatable = true): Promise<T> {
    const began = Date.now();
    for (let wait = shortestPause; ; wait = Math.min(wait * 2, longestPause)) {
      await this.#untilReady(signal);
      if (this.#barred) throw this.#barred;
      try {
        return await ask();
      } catch (error) {
        if (signal?.aborted) throw abortError(signal);
        const throttled = throttledFor(error);
        const again = throttled !== undefined || (isOutage(error) && (repeatable || wasNotSent(error)));
        const hasTime = !this.#life.aborted && Date.now() - began <= this.#patience.longest;
        if (!again || !hasTime) throw error;
        if (throttled !== undefined) {
          if (!this.#toldBusy) this.#patience.busy(throttled / 1000);
          this.#toldBusy = true;
          await pause(systemClock, throttled, signal ?? this.#life);
          continue;
        }
        if (!this.#outage) this.#begin(error as Error, began);
        await this.#untilReady(signal);
        await pause(systemClock, wait, signal ?? this.#life);
      }
    }
  }

  async #untilReady(signal: AbortSignal | undefined): Promise<void> {
    if (!this.#outage) return;
    if (!signal) return this.#outage.over;
    const { promise: aborted, resolve } = Promise.withResolvers<void>();
    const stop = () => resolve();
    if (signal.aborted) throw abortError(signal);
    signal.addEventListener('abort', stop, { once: true });
    await Promise.race([this.#outage.over, aborted]);
    signal.removeEventListener('abort', stop);
    if (signal.aborted) throw abortError(signal);
  }

  /** Known before the probe begins, which may end at once. */
  #begin(error: Error, since: number): void {
    const outage = { error, over: Promise.resolve() };
    this.#outage = outage;
    outage.over = this.#probe(error, since);
  }

  /** Ends with the outage, or with patience: then those that wait find out for themselves. */
  async #probe(error: Error, since: number): Promise<void> {
    let told = false;
    let isBack = false;
    const hasTime = () => !this.#life.aborted && Date.now() - since < this.#patience.longest;
    while (hasTime()) {
      isBack = (await this.#isReady()) && (await this.#isSame());
      if (isBack) break;
      if (!told) this.#patience.lost(error);
      told = true;
      await pause(systemClock, probeRhythm, this.#life);
    }
    this.#outage = undefined;
    if (told && isBack) this.#patience.back((Date.now() - since) / 1000);
  }

  /** False where nobody says so yet. A refusal is found out by those that wait. */
  async #isSame(): Promise<boolean> {
    try {
      await this.#patience.verify?.(AbortSignal.timeout(probeTimeout));
    } catch (error) {
      if (error instanceof ApiError) return !isOutage(error);
      // A kubeconfig that somebody writes anew in this moment can be read in the next.
      if (!(error instanceof ConfigError) || error.problem !== 'changed') return false;
      this.#barred = error;
    }
    return true;
  }

  /** Since 1.16 there is /readyz; whoever may not ask takes an answer of any kind for a yes. */
  async #isReady(): Promise<boolean> {
    for (const path of ['/readyz', '/healthz'])
      try {
        await this.#inner.text({ method: 'GET', path, accept: '*/*', timeout: probeTimeout });
        return true;
      } catch (error) {
        if (!(error instanceof ApiError) || error.code >= 500) return false;
        if (error.code !== 404) return true;
      }
    return true;
  }
}

import type { Message } from '../../language/message.ts';
import { pathOfType } from '../api.ts';
import { type Clock, pause, systemClock } from '../clock.ts';
import type { ApiRequest } from '../connect/transport.ts';
import { ApiError, Fault, UnreachableError } from '../errors.ts';
import type { KubernetesObject } from '../object.ts';
import { Backoff } from './backoff.ts';
import { IdleError, withIdleDeadline } from './idle-deadline.ts';
import { ObjectStore } from './object-store.ts';
import { acceptOf, listPages } from './reflector-list.ts';
import type { ReflectorEvent, ReflectorOptions, ReflectorProblem } from './reflector-options.ts';
import { shapeOf } from './reflector-shape.ts';
import { isNotServed, type ReflectorState, type Verb, verdictOn } from './reflector-state.ts';
import { type WatchEvent, watchEvents } from './watch-events.ts';

/** What belongs to the time between one start() and its stop(), so that a late answer cannot touch the next one. */
interface Run {
  life: AbortSignal;
  /** Where the next watch begins; undefined when it takes a list to know. */
  version: string | undefined;
  verb: Verb;
  /** When the present watch was accepted. */
  openedAt: number | undefined;
  /** When something was heard last; undefined before the first list is complete. */
  lastSign: number | undefined;
}

type Listener<T extends KubernetesObject> = (event: ReflectorEvent<T>) => void;

/** A watch that has held for so many milliseconds has worked: after it the backoff begins anew. */
const steadyAfter = 10_000;

/**
 * Keeps a copy of all objects of one kind, as client-go's reflector does: list, watch from there, and begin again when told to.
 * The library's own informer hot-loops, leaks a watch when stopped early and swallows what listeners throw.
 *
 * Nothing happens before start(), and nothing is heard of after stop(): no event, no open connection, no timer.
 */
export class Reflector<T extends KubernetesObject = KubernetesObject> {
  readonly #options: ReflectorOptions<T>;
  readonly #clock: Clock;
  readonly #path: string;
  readonly #backoff: Backoff;
  readonly #store = new ObjectStore<T>();
  readonly #listeners = new Set<Listener<T>>();
  readonly #waiters = new Set<() => void>();

  #life: AbortController | undefined;
  #state: ReflectorState = { kind: 'connecting' };
  #synced = Promise.withResolvers<boolean>();
  #hasSynced = false;

  constructor(options: ReflectorOptions<T>) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#path = pathOfType(options.type, options.namespace);
    this.#backoff = new Backoff({ random: () => this.#clock.random() });
  }

  get state(): ReflectorState {
    return this.#state;
  }

  /** Live, by `namespace/name`, or by name for cluster-scoped kinds. */
  get snapshot(): ReadonlyMap<string, T> {
    return this.#store.objects;
  }

  /** True once the first list is complete; false when stop() comes before that. Never rejects. */
  get synced(): Promise<boolean> {
    return this.#synced.promise;
  }

  start(): void {
    if (this.#life) return;
    this.#life = new AbortController();
    const { signal: life } = this.#life;
    const run: Run = { life, version: undefined, verb: 'list', openedAt: undefined, lastSign: undefined };
    this.#backoff.reset();
    if (this.#state.kind !== 'connecting') this.#setState({ kind: 'connecting' }, run);
    void this.#run(run);
  }

  stop(): void {
    const life = this.#life;
    if (!life) return;
    this.#life = undefined;
    life.abort();
    for (const waiter of [...this.#waiters]) waiter();
    if (this.#hasSynced) return;
    const { resolve } = this.#synced;
    this.#synced = Promise.withResolvers<boolean>();
    resolve(false);
  }

  /** Hears every change and every state from now on; what is there already is in `snapshot` and `state`. Answers the way out. */
  subscribe(listener: Listener<T>): () => void {
    const own: Listener<T> = (event) => listener(event);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /**
   * Resolves as soon as `predicate` holds, which is asked now and after every change. Rejects with an AbortError when `signal`
   * aborts or the reflector stops, and with what the predicate throws.
   */
  until(predicate: (reflector: this) => boolean, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiters.delete(check);
        signal?.removeEventListener('abort', check);
      };
      const check = () => {
        try {
          if (signal?.aborted || !this.#life) throw new DOMException('no longer waited for', 'AbortError');
          if (!predicate(this)) return;
          leave();
          resolve();
        } catch (error) {
          leave();
          reject(error);
        }
      };
      this.#waiters.add(check);
      signal?.addEventListener('abort', check);
      check();
    });
  }

  async #run(run: Run): Promise<void> {
    while (!run.life.aborted) {
      const error = await this.#round(run);
      if (run.life.aborted) return;
      const steady = run.openedAt !== undefined && this.#clock.now() - run.openedAt >= steadyAfter;
      if (steady) this.#backoff.reset();
      // The server ends every watch after some minutes: that is no failure, and neither is a silence that we ended.
      if (error instanceof IdleError || (!error && steady)) continue;
      await this.#wait(error ?? this.#fault({ key: 'fault.watch-closed' }), run);
    }
  }

  /** One list, where it takes one, and one watch until it ends. Answers with what went wrong, if anything did. */
  async #round(run: Run): Promise<unknown> {
    run.openedAt = undefined;
    try {
      run.verb = 'list';
      if (run.version === undefined) await this.#list(run);
      run.verb = 'watch';
      if (!run.life.aborted) await this.#watch(run);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  async #wait(error: unknown, run: Run): Promise<void> {
    const reason = error instanceof Error ? error : new Error(String(error));
    const { kind, relist } = verdictOn(error);
    if (relist) run.version = undefined;
    if (isNotServed(error)) this.#tell(this.#store.replace([]), run);
    const { slowRetry = 60_000, type, namespace } = this.#options;
    const wait =
      kind === 'stale'
        ? this.#backoff.next(error instanceof ApiError ? error.retryAfter : undefined)
        : slowRetry * (1 + this.#clock.random() / 4);
    const retryAt = this.#clock.now() + wait;
    if (kind === 'forbidden') {
      const { resource } = type;
      const verb = run.verb;
      this.#setState({ kind, verb, resource, namespace, reason, retryAt }, run);
    } else if (kind === 'failed') this.#setState({ kind, reason, retryAt }, run);
    else if (run.lastSign === undefined) this.#setState({ kind: 'connecting', reason, retryAt }, run);
    else this.#setState({ kind, since: run.lastSign, retryAt, reason }, run);
    await pause(this.#clock, wait, run.life);
  }

  #fault(said: Message): UnreachableError {
    return new UnreachableError(this.#options.transport.server, new Fault(said));
  }

  #request(query: ApiRequest['query'], kind: string, signal: AbortSignal): ApiRequest {
    const { labelSelector, fieldSelector, metadataOnly } = this.#options;
    return {
      method: 'GET',
      path: this.#path,
      query: { labelSelector, fieldSelector, ...query },
      accept: acceptOf(kind, metadataOnly),
      signal,
    };
  }

  async #list(run: Run): Promise<void> {
    const { transport, pageSize = 500 } = this.#options;
    const list = await listPages(
      transport,
      (query) => this.#request(query, 'PartialObjectMetadataList', run.life),
      { pageSize, life: run.life },
      (item) => this.#shape(item),
    );
    if (!list) return;
    run.version = list.version;
    run.lastSign = this.#clock.now();
    this.#tell(this.#store.replace(list.all), run);
    if (run.life.aborted) return;
    this.#hasSynced = true;
    this.#synced.resolve(true);
  }

  async #watch(run: Run): Promise<void> {
    const { transport, idleDeadline = 120_000 } = this.#options;
    const cut = new AbortController();
    const end = () => cut.abort();
    run.life.addEventListener('abort', end, { once: true });
    const query = {
      watch: true,
      allowWatchBookmarks: true,
      resourceVersion: run.version || undefined,
      timeoutSeconds: 240 + Math.floor(60 * this.#clock.random()),
    };
    try {
      const chunks = await transport.stream(this.#request(query, 'PartialObjectMetadata', cut.signal));
      run.openedAt = this.#clock.now();
      run.lastSign = run.openedAt;
      if (!run.life.aborted) this.#setState({ kind: 'live' }, run);
      for await (const event of watchEvents(withIdleDeadline(chunks, idleDeadline, this.#clock, cut))) {
        if (run.life.aborted) return;
        run.lastSign = this.#clock.now();
        this.#take(event, run);
      }
    } finally {
      run.life.removeEventListener('abort', end);
      cut.abort();
    }
  }

  #take(event: WatchEvent, run: Run): void {
    if (event.type === 'GARBAGE') {
      // What it said is lost, so only a list can tell how things are.
      run.version = undefined;
      this.#problem('garbage', new Error(event.line));
      throw this.#fault({ key: 'fault.no-event' });
    }
    if (event.type === 'ERROR') {
      const error = new ApiError(event.status.code ?? 500, event.status);
      if (error.code !== 429) run.version = undefined;
      throw error;
    }
    run.version = event.object.metadata.resourceVersion ?? run.version;
    if (event.type === 'BOOKMARK') return;
    const object = this.#shape(event.object);
    if (!object) return;
    this.#tell(event.type === 'DELETED' ? this.#store.remove(object) : this.#store.put(object), run);
  }

  #shape(raw: KubernetesObject): T | undefined {
    return shapeOf(raw, this.#options, (kind, cause) => this.#problem(kind, cause));
  }

  #setState(state: ReflectorState, run: Run): void {
    if (state.kind === 'live' && this.#state.kind === 'live') return;
    this.#state = state;
    this.#tell([{ type: 'state', state }], run);
  }

  #tell(events: ReflectorEvent<T>[], run: Run): void {
    for (const event of events) {
      for (const listener of [...this.#listeners]) {
        if (run.life.aborted) return;
        if (this.#listeners.has(listener)) this.#call(listener, event);
      }
    }
    if (events.length === 0 || run.life.aborted) return;
    for (const waiter of [...this.#waiters]) waiter();
  }

  #call(listener: Listener<T>, event: ReflectorEvent<T>): void {
    try {
      // A listener may be an async function, whatever its type says.
      const answer: unknown = listener(event);
      if (answer instanceof Promise) answer.catch((error) => this.#problem('listener', error));
    } catch (error) {
      this.#problem('listener', error);
    }
  }

  #problem(kind: ReflectorProblem['kind'], cause: unknown): void {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    try {
      this.#options.onProblem?.({ kind, resource: this.#options.type.resource, error });
    } catch {
      // The listener for problems has failed itself: there is nobody left to tell.
    }
  }
}

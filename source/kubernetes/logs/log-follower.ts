import { type Clock, pause, systemClock } from '../clock.ts';
import type { ApiRequest, Transport } from '../connect/transport.ts';
import { ApiError, ConfigError, Fault, TimeoutError, UnreachableError } from '../errors.ts';
import { Backoff } from '../watch/backoff.ts';
import { IdleError, withIdleDeadline } from '../watch/idle-deadline.ts';
import { type ContainerRun, inspectContainer, pathOfPod } from './container-run.ts';
import { type Line, LineSplitter } from './lines.ts';
import { type LogLine, parseLogLine } from './log-line.ts';
import { LogPosition } from './log-position.ts';

export type LogEvent =
  /** `time` as the server wrote it (RFC 3339), empty where the kubelet speaks for itself. `text` is safe to draw. */
  | { type: 'line'; time: string; text: string }
  /** Between these two lines some may be missing: the log was rotated while nobody was connected. */
  | { type: 'gap'; from: string; to: string }
  /** The stream broke; the next try is `at` (milliseconds since 1970). What was read stays true. */
  | { type: 'reconnecting'; reason: Error; at: number }
  | { type: 'end'; reason: LogEnd; error?: Error };

/**
 * `complete`: all there was, and more was not asked for. `ended`: the container has ended and its last line was read. `gone`:
 * the pod, or its log, does not exist any more. `refused`: the server will not give it; `error` says why.
 */
export type LogEnd = 'complete' | 'ended' | 'gone' | 'refused';

export interface FollowLogOptions {
  transport: Transport;
  namespace: string;
  pod: string;
  container: string;
  /** Of the run that is meant, as in `containerStatuses`. Without it a restart goes on under the same name. */
  containerId?: string;
  /** Begin with this many lines; absent: with the first. */
  tailLines?: number;
  /** Begin with lines of this age at most. */
  sinceSeconds?: number;
  /** The run before the present one; never follows. */
  previous?: boolean;
  /** Stay for what is still to come; default true. */
  follow?: boolean;
  /** Ends the iteration, without an event and without an error. */
  signal?: AbortSignal;
  /** Is given, at each opening, what cuts the connection: nothing is lost by it, and the log is opened anew. */
  onOpen?: (cut: () => void) => void;
  /** What has become of the container; absent: asks the API server for the pod. */
  inspect?: () => Promise<ContainerRun>;
  /** Bytes of one line that are kept. */
  longestLine?: number;
  /** Milliseconds of silence after which the log is opened anew. Containers may be quiet, so it costs them one request. */
  idleDeadline?: number;
  clock?: Clock;
}

/** The run that is read was replaced by another one: its log has moved. */
class ReplacedError extends Error {}

/** What the API server says of a container that has no log yet (kubernetes pkg/kubelet kubelet_pods.go, validateContainerLogStatus). */
const notYet = /is waiting to start|is not available/;

/**
 * Follows the log of one container through cut connections, without losing or repeating a line. The consumer pulls: while it
 * does not ask, nothing is read from the connection. Leaving the loop, or aborting `signal`, closes the connection.
 */
export async function* followLog(options: FollowLogOptions): AsyncGenerator<LogEvent, void, undefined> {
  for await (const batch of followLogBatches(options)) {
    for (const event of batch) {
      if (options.signal?.aborted) return;
      yield event;
    }
  }
}

/** As followLog, but with all that one chunk brought at once: a log of many lines costs several times less. */
export function followLogBatches(options: FollowLogOptions): AsyncGenerator<LogEvent[], void, undefined> {
  return new LogFollower(options).events();
}

class LogFollower {
  readonly #options: FollowLogOptions;
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  readonly #position = new LogPosition();
  readonly #life = new AbortController();
  readonly #stop = () => this.#life.abort();
  #previous: boolean;
  /** The run has ended, or following was not asked for: a pass that ends properly is the last one. */
  #isLast: boolean;
  /** The open stream is that of the run that is meant. */
  #isKnown = false;
  /** The last stream that was to go on was cut, so what came after its last line was not read. */
  #torn = false;
  /** When the first stream was opened. */
  #openedAt: number | undefined;

  constructor(options: FollowLogOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#backoff = new Backoff({ random: () => this.#clock.random() });
    this.#previous = options.previous ?? false;
    this.#isLast = this.#previous || options.follow === false;
  }

  async *events(): AsyncGenerator<LogEvent[], void, undefined> {
    const { signal } = this.#options;
    if (signal?.aborted) return;
    signal?.addEventListener('abort', this.#stop, { once: true });
    try {
      yield* this.#passes();
    } finally {
      signal?.removeEventListener('abort', this.#stop);
    }
  }

  async *#passes(): AsyncGenerator<LogEvent[], void, undefined> {
    const asked = this.#isLast;
    while (!this.#life.signal.aborted) {
      let failure: unknown;
      const wasLast = this.#isLast;
      try {
        yield* this.#pass();
      } catch (error) {
        failure = error;
      }
      if (this.#life.signal.aborted) return;
      if (!wasLast) this.#torn = failure !== undefined;
      if (failure === undefined && wasLast) {
        yield [{ type: 'end', reason: asked ? 'complete' : 'ended' }];
        return;
      }
      const end = this.#endBecauseOf(failure);
      if (end) {
        yield [...this.#gapAtEnd(), end];
        return;
      }
      // A container that says nothing is not a broken stream.
      if (failure instanceof IdleError || failure instanceof TimeoutError) continue;
      const run = failure instanceof ReplacedError ? 'replaced' : await this.#run();
      if (this.#life.signal.aborted) return;
      if (run === 'gone') {
        yield [...this.#gapAtEnd(), { type: 'end', reason: 'gone' }];
        return;
      }
      if (run !== 'running') {
        // It may have ended while the stream was cut: read once more, to the end, what it left behind.
        this.#previous = run === 'replaced' || this.#previous;
        this.#isLast = true;
        // Nothing of the other run's log counts, not even when it was opened.
        if (run === 'replaced' && !this.#position.last) this.#openedAt = undefined;
        if (!wasLast) continue;
      }
      const closed = () => new Fault({ key: 'fault.log-closed' });
      yield* this.#wait(failure ?? new UnreachableError(this.#options.transport.server, closed()));
    }
  }

  /** An answer that no patience will change. */
  #endBecauseOf(failure: unknown): LogEvent | undefined {
    if (failure instanceof ConfigError) return { type: 'end', reason: 'refused', error: failure };
    if (!(failure instanceof ApiError)) return undefined;
    const { code } = failure;
    if (code === 404) return { type: 'end', reason: 'gone', error: failure };
    if (code >= 500 || code === 429 || code === 408) return undefined;
    if (code === 400 && this.#previous) return { type: 'end', reason: 'gone', error: failure };
    if (code === 400 && !this.#isLast && notYet.test(failure.message)) return undefined;
    return { type: 'end', reason: 'refused', error: failure };
  }

  /** A pod that went while its log was cut took with it what it said after the last line that was read. */
  #gapAtEnd(): LogEvent[] {
    const last = this.#position.last;
    if (!last || !this.#torn) return [];
    return [{ type: 'gap', from: last.time, to: new Date(this.#clock.now()).toISOString() }];
  }

  async *#wait(failure: unknown): AsyncGenerator<LogEvent[]> {
    const reason = failure instanceof Error ? failure : new Error(String(failure));
    const wait = this.#backoff.next(failure instanceof ApiError ? failure.retryAfter : undefined);
    yield [{ type: 'reconnecting', reason, at: this.#clock.now() + wait }];
    await pause(this.#clock, wait, this.#life.signal);
  }

  async #run(): Promise<ContainerRun> {
    const { inspect, transport, namespace, pod, container, containerId } = this.#options;
    const { signal } = this.#life;
    try {
      if (inspect) return await inspect();
      return await inspectContainer(transport, { namespace, pod, container, containerId, signal });
    } catch {
      // Whatever keeps the answer away will keep the log away as well, and be told then.
      return 'running';
    }
  }

  /** Opens the log once and reads it until it ends. */
  async *#pass(): AsyncGenerator<LogEvent[]> {
    const { transport, idleDeadline = 300_000 } = this.#options;
    const cut = new AbortController();
    const end = () => cut.abort();
    this.#life.signal.addEventListener('abort', end, { once: true });
    try {
      const openedAt = this.#clock.now();
      const request = this.#request(cut.signal, idleDeadline);
      this.#position.reopen();
      this.#isKnown = false;
      try {
        const chunks = await transport.stream(request);
        this.#openedAt ??= openedAt;
        this.#options.onOpen?.(end);
        const splitter = new LineSplitter(this.#options.longestLine ?? 32 * 1024);
        for await (const chunk of withIdleDeadline(chunks, idleDeadline, this.#clock, cut)) {
          if (this.#life.signal.aborted) return;
          await this.#identify();
          yield* this.#take(splitter.push(chunk));
        }
        // Without a newline it may be half a line, unless it is certain that nothing follows.
        const rest = splitter.rest();
        if (rest && this.#isLast) yield* this.#take([rest]);
      } catch (error) {
        // A kubelet that has nothing to send does not even send a header.
        if (error instanceof TimeoutError) this.#openedAt ??= openedAt;
        throw error;
      }
    } finally {
      this.#life.signal.removeEventListener('abort', end);
      cut.abort();
    }
  }

  /** The API names a log by its container, not by its run: the first bytes may come from a newer run than the one that is meant. */
  async #identify(): Promise<void> {
    const { containerId } = this.#options;
    if (this.#isKnown || !containerId || this.#previous || this.#position.last) return;
    if ((await this.#run()) === 'replaced') throw new ReplacedError();
    this.#isKnown = true;
  }

  /** Those of the lines that were not read before. */
  async *#take(lines: readonly Line[]): AsyncGenerator<LogEvent[]> {
    let batch: LogEvent[] = [];
    for (const raw of lines) {
      const line = parseLogLine(raw);
      const verdict = this.#position.judge(line);
      if (verdict === 'seen' || verdict === 'earlier') continue;
      if (verdict === 'gap') {
        if (batch.length > 0) yield batch;
        batch = [await this.#gapBefore(line)];
      }
      this.#position.accept(line);
      batch.push({ type: 'line', time: line.time, text: line.text });
    }
    if (batch.length === 0) return;
    this.#backoff.reset();
    yield batch;
  }

  async #gapBefore(line: LogLine): Promise<LogEvent> {
    // Lines that do not go on from the last one may be those of the next run.
    if (this.#options.containerId && !this.#previous && (await this.#run()) === 'replaced')
      throw new ReplacedError();
    return { type: 'gap', from: this.#position.last?.time ?? '', to: line.time };
  }

  #request(signal: AbortSignal, timeout: number): ApiRequest {
    const { namespace, pod, container, follow = true } = this.#options;
    const query = {
      container,
      timestamps: true,
      follow: follow && !this.#isLast ? true : undefined,
      previous: this.#previous ? true : undefined,
      ...this.#start(),
    };
    const path = `${pathOfPod(namespace, pod)}/log`;
    // The kubelet sends its header with the first byte of the log, so a quiet container looks like a slow answer.
    return { method: 'GET', path, query, accept: '*/*', signal, timeout };
  }

  #start(): ApiRequest['query'] {
    const { tailLines, sinceSeconds } = this.#options;
    if (this.#position.since) return { sinceTime: this.#position.since };
    const isWhole = tailLines === undefined && sinceSeconds === undefined;
    if (this.#openedAt === undefined || isWhole) return { tailLines, sinceSeconds };
    // Nothing has come yet. What has been written since must not fall to a limit that was meant for the beginning.
    const elapsed = Math.ceil((this.#clock.now() - this.#openedAt) / 1000) + 1;
    return { sinceSeconds: (sinceSeconds ?? 0) + elapsed };
  }
}

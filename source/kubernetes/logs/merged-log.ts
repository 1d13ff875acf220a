import { type Clock, systemClock } from '../clock.ts';
import type { KubernetesObject } from '../object.ts';
import { Reflector } from '../watch/reflector.ts';
import type { ReflectorState } from '../watch/reflector-state.ts';
import type { EndedRun } from './container-runs.ts';
import { firstScope, worthAnotherTry } from './first-answer.ts';
import { followLogBatches, type LogEvent } from './log-follower.ts';
import { LogMerge } from './log-merge.ts';
import { LogStreams, type RunToRead } from './log-streams.ts';
import type { LogOrigin, MergedLogEvent, MergedLogOptions } from './merged-log-event.ts';
import { podShape } from './pod-shape.ts';

/** A stream of a run that is known to have ended gets so many milliseconds to end by itself, before its connection is taken for dead. */
const lastWords = 5000;

/** Logs that end are merged exactly: only a node that does not answer for so many milliseconds is not waited for. */
const patience = 10_000;

/**
 * The logs of all containers that a query means, merged by the server's times; pods that come join, runs that end make room for the next.
 * The consumer pulls batches: while it does not, only a bounded amount is read ahead. Throws what finding the pods throws.
 */
export async function* mergedLog(
  options: MergedLogOptions,
): AsyncGenerator<MergedLogEvent[], void, undefined> {
  const scope = yield* firstScope(options);
  const reader = new MergedReader(options);
  const { clock } = reader;
  const pods = new Reflector<KubernetesObject>({
    transport: options.api.transport,
    type: { apiVersion: 'v1', kind: 'Pod', resource: 'pods', namespaced: true, verbs: [] },
    ...scope,
    transform: podShape,
    ...(options.idleDeadline === undefined ? {} : { idleDeadline: options.idleDeadline }),
    ...(options.clock ? { clock } : {}),
  });
  try {
    reader.watch(pods);
    while (!options.signal.aborted) {
      const batch = reader.take();
      if (batch.length > 0) yield batch;
      else if (reader.failure) throw reader.failure;
      else if (reader.isDone) return;
      else await reader.more();
    }
  } finally {
    pods.stop();
    reader.stop();
  }
}

class MergedReader {
  readonly clock: Clock;
  readonly #options: MergedLogOptions;
  readonly #streams: LogStreams;
  readonly #merge: LogMerge<MergedLogEvent>;
  readonly #life = new AbortController();
  readonly #numbers = new Map<string, number>();
  readonly #cuts = new Map<RunToRead, () => void>();
  #nextNumber = 0;
  /** Why there is nothing to read. */
  failure: Error | undefined;
  #pods: Reflector | undefined;
  #news: MergedLogEvent[] = [];
  #queue: RunToRead[] = [];
  #reading = 0;
  #limited = 0;
  #isSynced = false;
  /** How often the first list of the pods has failed. */
  #failures = 0;
  #wake = () => {};
  #room = Promise.withResolvers<void>();

  constructor(options: MergedLogOptions) {
    this.#options = options;
    this.clock = options.clock ?? systemClock;
    this.#streams = new LogStreams(options.query, options);
    const exact = !this.#follows;
    this.#merge = new LogMerge({ hold: options.hold ?? (exact ? patience : undefined), exact });
    options.signal.addEventListener('abort', () => this.#stopped(), { once: true });
  }

  get #follows(): boolean {
    return this.#options.follow !== false && !this.#options.previous;
  }

  /** Nothing is left, and nothing more was asked for. */
  get isDone(): boolean {
    return (
      !this.#follows &&
      this.#isSynced &&
      this.#reading + this.#queue.length + this.#merge.waiting + this.#news.length === 0
    );
  }

  watch(pods: Reflector): void {
    this.#pods = pods;
    pods.subscribe((event) => {
      if (event.type === 'state') this.#watchIs(event.state);
      // The first list is read as a whole, below.
      else if (this.#isSynced && this.#follows) {
        if (event.type === 'deleted') this.#lost(event.object);
        else this.#streams.saw(event.object, false);
      }
      this.#begin();
    });
    void pods.synced.then((synced) => {
      if (!synced || this.#life.signal.aborted) return;
      for (const pod of pods.snapshot.values()) this.#streams.saw(pod, true);
      this.#isSynced = true;
      this.#begin();
    });
    pods.start();
  }

  take(): MergedLogEvent[] {
    const news = this.#news;
    this.#news = [];
    for (const { line, late } of this.#merge.take(this.clock.now())) {
      if (late && line.type === 'line') line.late = true;
      news.push(line);
    }
    if (news.length > 0) {
      this.#room.resolve();
      this.#room = Promise.withResolvers();
    }
    return news;
  }

  /** Resolves when there may be something to take. */
  more(): Promise<void> {
    return new Promise((resolve) => {
      let cancel = () => {};
      this.#wake = () => {
        this.#wake = () => {};
        cancel();
        resolve();
      };
      const due = this.#merge.due(this.clock.now());
      if (due !== undefined) cancel = this.clock.after(Math.ceil(due), () => this.#wake());
      // What came since the caller looked.
      if (this.#news.length > 0 || this.failure || this.#options.signal.aborted || this.isDone) this.#wake();
    });
  }

  stop(): void {
    this.#life.abort();
    this.#room.resolve();
  }

  #watchIs(state: ReflectorState): void {
    this.#news.push({ type: 'pods', state });
    if (this.#isSynced || this.#options.patient) return;
    if (state.kind === 'forbidden') this.failure = state.reason;
    else if (state.kind !== 'live' && 'reason' in state) {
      this.#failures += 1;
      if (!worthAnotherTry(state.reason, this.#failures)) this.failure = state.reason;
    }
  }

  #stopped(): void {
    this.stop();
    this.#wake();
  }

  #lost(pod: KubernetesObject): void {
    this.#streams.lost(pod);
    for (const key of this.#numbers.keys())
      if (key.startsWith(`${pod.metadata.uid}/`)) this.#numbers.delete(key);
    for (const [run, cut] of this.#cuts) if (run.podUid === pod.metadata.uid) this.#cutLater(run, cut);
  }

  #begin(): void {
    this.#queue.push(...this.#streams.next());
    for (const [run, cut] of this.#cuts) if (this.#streams.isReplaced(run)) this.#cutLater(run, cut);
    const most = this.#options.mostStreams ?? 200;
    while (this.#reading < most && this.#queue.length > 0) void this.#read(this.#queue.shift() as RunToRead);
    if (this.#queue.length !== this.#limited) {
      this.#limited = this.#queue.length;
      this.#news.push({ type: 'limited', reading: this.#reading, waiting: this.#limited });
    }
    this.#wake();
  }

  /** Its end is certain: a connection that does not tell of it is dead. */
  #cutLater(run: RunToRead, cut: () => void): void {
    this.clock.after(lastWords, () => {
      if (this.#cuts.get(run) === cut) cut();
    });
  }

  async #read(run: RunToRead): Promise<void> {
    this.#reading += 1;
    const stream = this.#numberOf(run);
    const { namespace, pod, container, role, containerId, node } = run;
    const origin: LogOrigin = { namespace, pod, container, role, containerId, node };
    this.#merge.open(stream);
    const after = run.initial || !run.before ? {} : { after: run.before };
    this.#push(stream, { type: 'joined', origin, ...after, missed: run.missed });
    try {
      for await (const batch of followLogBatches(this.#followOptions(run))) {
        const now = this.clock.now();
        for (const event of batch) this.#push(stream, this.#merged(event, origin, run), now);
        this.#wake();
        while (this.#merge.isFull(stream) && !this.#life.signal.aborted) await this.#room.promise;
      }
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      this.#push(stream, { type: 'left', origin, reason: 'refused', error: reason });
    }
    this.#cuts.delete(run);
    this.#reading -= 1;
    if (this.#life.signal.aborted) return;
    this.#streams.ended(run);
    // A container that runs again keeps its number: what comes of it stands after what came.
    this.#merge.close(stream);
    this.#begin();
  }

  #followOptions(run: RunToRead) {
    const { api, tailLines, sinceSeconds, longestLine, idleDeadline, clock } = this.#options;
    const { namespace, pod, container, containerId } = run;
    return {
      transport: api.transport,
      namespace,
      pod,
      container,
      ...(this.#options.previous ? {} : { containerId }),
      ...(run.initial ? { tailLines, sinceSeconds } : {}),
      previous: this.#options.previous ?? run.previous,
      follow: this.#follows,
      longestLine,
      ...(idleDeadline === undefined ? {} : { idleDeadline }),
      signal: this.#life.signal,
      onOpen: (cut: () => void) => {
        this.#cuts.set(run, cut);
      },
      ...(clock ? { clock } : {}),
    };
  }

  #merged(event: LogEvent, origin: LogOrigin, run: RunToRead): MergedLogEvent {
    switch (event.type) {
      case 'line':
        return { type: 'line', origin, time: event.time, text: event.text, late: false };
      case 'end':
        return { ...event, type: 'left', origin, ...this.#howItEnded(run) };
      default:
        return { ...event, origin };
    }
  }

  /** As the watch has it by now. */
  #howItEnded(run: RunToRead): { ended?: EndedRun } {
    const pod = this.#pods?.snapshot.get(`${run.namespace}/${run.pod}`);
    const all = [...(pod?.status?.containerStatuses ?? []), ...(pod?.status?.initContainerStatuses ?? [])];
    const status = all.find(({ name }) => name === run.container);
    for (const ended of [status?.state?.terminated, status?.lastState?.terminated]) {
      if (ended?.containerID !== run.containerId) continue;
      const { containerID, exitCode = 0, reason = '', finishedAt = '' } = ended;
      return { ended: { containerId: containerID, exitCode, reason, finishedAt } };
    }
    return run.ended ? { ended: run.ended } : {};
  }

  #push(stream: number, event: MergedLogEvent, now = this.clock.now()): void {
    const time = event.type === 'line' ? event.time : '';
    const size = event.type === 'line' ? 64 + event.text.length : 64;
    this.#merge.push(stream, event, time, size, now);
  }

  #numberOf(run: RunToRead): number {
    const key = `${run.podUid}/${run.container}`;
    const number = this.#numbers.get(key) ?? this.#nextNumber++;
    this.#numbers.set(key, number);
    return number;
  }
}

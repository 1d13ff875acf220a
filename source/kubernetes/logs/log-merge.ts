import { secondOf } from './log-line.ts';

/** One line on its way through the merge. `Line` is whatever the caller hands in. */
export interface Merged<Line> {
  stream: number;
  line: Line;
  /** A line with a later time was handed out before: it came too late to stand in its place. */
  late: boolean;
}

interface Queued<Line> {
  line: Line;
  /** Microseconds since 1970; never less than that of the line before it in its stream. */
  key: number;
  arrived: number;
}

interface Stream<Line> {
  queue: Queued<Line>[];
  /** Index into `queue` of the first line that was not handed out yet. */
  next: number;
  bytes: number;
  last: number;
  isOpen: boolean;
}

export interface LogMergeOptions {
  /** Milliseconds that a line waits at most for the other streams; default 200. */
  hold?: number;
  /** Bytes of text that wait at most, over all streams; default 4 MiB. */
  limit?: number;
  /** Keep the order even when `limit` is reached: lines go on waiting for the other streams. For logs that end and can be read more slowly. */
  exact?: boolean;
}

/** Microseconds since 1970 of a time as the API writes it; undefined where there is none. */
export function microsecondsOf(time: string): number | undefined {
  if (time === '') return undefined;
  const nanos = time.charCodeAt(19) === 46 ? (/^\d+/.exec(time.slice(20))?.[0] ?? '') : '';
  const zone = time.slice(19 + (nanos ? nanos.length + 1 : 0));
  return secondOf(time.slice(0, 19), zone) * 1e6 + Number(nanos.padEnd(9, '0')) / 1000;
}

/**
 * Brings the lines of many logs into the order of the server's times. A line is handed out as soon as every other open stream has
 * shown a later one, at the latest after the hold, or when so many wait that memory would run out. Lines of one stream never
 * change their order, whatever their times say. Pure: whoever calls tells the time.
 */
export class LogMerge<Line> {
  readonly #hold: number;
  readonly #limit: number;
  readonly #exact: boolean;
  readonly #streams = new Map<number, Stream<Line>>();
  #bytes = 0;
  #count = 0;
  #newest = Number.NEGATIVE_INFINITY;

  constructor({ hold = 200, limit = 4 * 2 ** 20, exact = false }: LogMergeOptions = {}) {
    this.#hold = hold;
    this.#limit = limit;
    this.#exact = exact;
  }

  open(stream: number): void {
    const found = this.#streams.get(stream);
    if (found) {
      found.isOpen = true;
      return;
    }
    this.#streams.set(stream, {
      queue: [],
      next: 0,
      bytes: 0,
      last: Number.NEGATIVE_INFINITY,
      isOpen: true,
    });
  }

  /** No more lines will come: nobody waits for this stream any longer. */
  close(stream: number): void {
    const found = this.#streams.get(stream);
    if (!found) return;
    found.isOpen = false;
    if (found.next >= found.queue.length) this.#streams.delete(stream);
  }

  /** `size` in bytes. A line without a time stands where the line before it stands. */
  push(stream: number, line: Line, time: string, size: number, now: number): void {
    const to = this.#streams.get(stream);
    if (!to) throw new Error(`stream ${stream} is not open`);
    const key = Math.max(to.last, microsecondsOf(time) ?? Number.NEGATIVE_INFINITY);
    to.last = key;
    to.queue.push({ line, key, arrived: now });
    to.bytes += size;
    this.#bytes += size;
    this.#count += 1;
  }

  /** Lines that wait. */
  get waiting(): number {
    return this.#count;
  }

  /** Whether the stream holds more than its share: whoever reads it should stop until some are handed out. */
  isFull(stream: number): boolean {
    const found = this.#streams.get(stream);
    return found !== undefined && found.bytes >= this.#share;
  }

  get #share(): number {
    return Math.max(64 * 1024, this.#limit / Math.max(1, this.#streams.size));
  }

  /** All that may go now, in order. */
  take(now: number): Merged<Line>[] {
    const taken: Merged<Line>[] = [];
    while (this.#count > 0) {
      const { first, second, isComplete, mustGo } = this.#survey();
      const stream = this.#streams.get(first) as Stream<Line>;
      let head = stream.queue[stream.next] as Queued<Line>;
      const share = stream.bytes / Math.max(1, stream.queue.length - stream.next);
      const before = taken.length;
      while (head && (isComplete || mustGo || now - head.arrived >= this.#hold)) {
        taken.push({ stream: first, line: head.line, late: head.key < this.#newest });
        this.#newest = Math.max(this.#newest, head.key);
        stream.next += 1;
        this.#count -= 1;
        stream.bytes -= share;
        this.#bytes -= share;
        head = stream.queue[stream.next] as Queued<Line>;
        // The rest of this stream may go on while nothing of another one comes before it.
        if (!head || head.key > second) break;
      }
      if (taken.length === before) break;
      this.#tidy(first, stream);
    }
    return taken;
  }

  /** Milliseconds until the line at the head may go whatever the others do; undefined where none waits. */
  due(now: number): number | undefined {
    if (this.#count === 0) return undefined;
    const { first } = this.#survey();
    const stream = this.#streams.get(first);
    const head = stream?.queue[stream.next];
    return head && Math.max(0, head.arrived + this.#hold - now);
  }

  #survey() {
    let first = -1;
    let lowest = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    let isComplete = true;
    let mustGo = this.#bytes >= this.#limit;
    const share = this.#share;
    for (const [id, { queue, next, bytes }] of this.#streams) {
      const head = queue[next];
      if (!head) {
        isComplete = false;
        continue;
      }
      if (bytes >= share) mustGo = true;
      if (first < 0 || head.key < lowest) {
        second = lowest;
        lowest = head.key;
        first = id;
      } else if (head.key < second) second = head.key;
    }
    return { first, second, isComplete, mustGo: mustGo && !this.#exact };
  }

  #tidy(id: number, stream: Stream<Line>): void {
    if (stream.next >= stream.queue.length) {
      this.#bytes -= stream.bytes;
      stream.queue = [];
      stream.next = 0;
      stream.bytes = 0;
      if (!stream.isOpen) this.#streams.delete(id);
    } else if (stream.next > 4096 && stream.next * 2 > stream.queue.length) {
      stream.queue = stream.queue.slice(stream.next);
      stream.next = 0;
    }
  }
}

/**
 * Turns what is pushed from many places into one stream, in order, without losing any. A reader that leaves early ends it;
 * `onLeave` is then called so that the work behind it can stop.
 */
export class Channel<T> implements AsyncIterable<T> {
  readonly #waiting: T[] = [];
  readonly #onLeave: (() => void) | undefined;
  #wake: (() => void) | undefined;
  #closed = false;

  constructor(onLeave?: () => void) {
    this.#onLeave = onLeave;
  }

  push(value: T): void {
    if (this.#closed) return;
    this.#waiting.push(value);
    this.#wake?.();
  }

  /** What was pushed before is still delivered. */
  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    try {
      while (true) {
        while (this.#waiting.length > 0) yield this.#waiting.shift() as T;
        if (this.#closed) return;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
    } finally {
      this.#closed = true;
      this.#onLeave?.();
    }
  }
}

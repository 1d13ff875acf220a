export interface LogLine {
  /** Milliseconds since 1970, in the cluster's time. */
  time: number;
  /** What comes after them: nanoseconds below one million, so that no two lines of a run have the same time. */
  nanoseconds: number;
  text: string;
}

/** As many lines of a run as are kept; a kubelet rotates its files too. */
const kept = 50_000;

/** Nanoseconds between two lines that are written at once. */
const step = 2_203;

/** What one run of a container has written. */
export class ContainerLog {
  readonly lines: LogLine[] = [];
  /** How many lines have been forgotten: the number of `lines[0]`. */
  first = 0;
  readonly #listeners = new Set<() => void>();
  #ended = false;
  readonly #ends = new Set<() => void>();

  get hasEnded(): boolean {
    return this.#ended;
  }

  write(time: number, text: string): void {
    const last = this.lines.at(-1);
    const isSame = last !== undefined && last.time >= time;
    const next = isSame ? (last.nanoseconds + step) % 1_000_000 : (time * step) % 500_000;
    const line = {
      time: isSame && next < last.nanoseconds ? last.time + 1 : Math.max(time, last?.time ?? 0),
      nanoseconds: next,
      text,
    };
    this.lines.push(line);
    if (this.lines.length > kept * 1.25) {
      this.first += this.lines.length - kept;
      this.lines.splice(0, this.lines.length - kept);
    }
    for (const listener of this.#listeners) listener();
  }

  end(): void {
    this.#ended = true;
    for (const end of this.#ends) end();
    this.#ends.clear();
    this.#listeners.clear();
  }

  /** Tells of every line that is written from now on, and of the end of the run; the answer ends it. */
  follow(listener: () => void, end: () => void): () => void {
    this.#listeners.add(listener);
    this.#ends.add(end);
    return () => {
      this.#listeners.delete(listener);
      this.#ends.delete(end);
    };
  }
}

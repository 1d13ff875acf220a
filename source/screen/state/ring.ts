/**
 * The newest entries of an endless stream, bounded by their size in bytes. Each has a number that never changes, so that a
 * view which is scrolled somewhere stays there while lines arrive and old ones go.
 */
export class Ring<Entry> {
  #entries: Entry[] = [];
  /** Entries before this place are gone; the array is cut only now and then. */
  #start = 0;
  #dropped = 0;
  #bytes = 0;
  readonly #limit: number;
  readonly #sizeOf: (entry: Entry) => number;

  constructor(limit: number, sizeOf: (entry: Entry) => number) {
    this.#limit = limit;
    this.#sizeOf = sizeOf;
  }

  push(entry: Entry): void {
    this.#entries.push(entry);
    this.#bytes += this.#sizeOf(entry);
    while (this.#bytes > this.#limit && this.#start < this.#entries.length - 1) {
      const oldest = this.#entries[this.#start] as Entry;
      this.#bytes -= this.#sizeOf(oldest);
      this.#start += 1;
      this.#dropped += 1;
    }
    if (this.#start > 4096 && this.#start * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#start);
      this.#start = 0;
    }
  }

  /** The number of the oldest entry that is still here: how many were dropped. */
  get first(): number {
    return this.#dropped;
  }

  /** The number that the next entry gets. */
  get end(): number {
    return this.#dropped + this.#entries.length - this.#start;
  }

  at(number: number): Entry | undefined {
    const place = number - this.#dropped;
    return place < 0 ? undefined : this.#entries[this.#start + place];
  }
}

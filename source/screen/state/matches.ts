/** A log: numbered lines that come at its end, and go at its beginning. */
export interface Numbered {
  readonly first: number;
  readonly end: number;
}

/**
 * The numbers of the lines that pass a test, kept while lines come and go. Each line is judged once: what arrives first, then what is
 * older, backwards from where the search began. To find the next match costs the same however long the log is.
 */
export class Matches {
  readonly #log: Numbered;
  readonly #passes: (number: number) => boolean;
  /** Judged are the lines from `from` on, up to before `to`. */
  #from: number;
  #to: number;
  /** The newest of them first: found backwards. */
  #older: number[] = [];
  #newer: number[] = [];
  /** Matches in `newer` before this place are gone; the array is cut only now and then. */
  #start = 0;

  /** `begin`: the line at which somebody looks, so that what is around it is found first. */
  constructor(log: Numbered, begin: number, passes: (number: number) => boolean) {
    this.#log = log;
    this.#passes = passes;
    this.#from = Math.max(log.first, Math.min(begin, log.end));
    this.#to = this.#from;
  }

  /** Judges one line more; false where there is none. */
  step(): boolean {
    const { first, end } = this.#log;
    this.#forget(first);
    if (this.#to < end) {
      if (this.#passes(this.#to)) this.#newer.push(this.#to);
      this.#to += 1;
      return true;
    }
    if (this.#from <= first) return false;
    this.#from -= 1;
    if (this.#passes(this.#from)) this.#older.push(this.#from);
    return true;
  }

  /** The share of the log that is judged, from 0 to 1; undefined once that is all of it. */
  get progress(): number | undefined {
    const { first, end } = this.#log;
    if (this.#from <= first && this.#to >= end) return undefined;
    return Math.max(0, this.#to - Math.max(this.#from, first)) / (end - first);
  }

  /** The first match at this line or after it. */
  next(number: number): number | undefined {
    return this.#at(this.#rank(Math.max(number, this.#log.first)));
  }

  /** The last match at this line or before it. */
  previous(number: number): number | undefined {
    const found = this.#at(this.#rank(number + 1) - 1);
    return found !== undefined && found >= this.#log.first ? found : undefined;
  }

  /** How many matches come before this line. */
  #rank(number: number): number {
    let low = 0;
    let high = this.#older.length + this.#newer.length - this.#start;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#at(middle) as number) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #at(rank: number): number | undefined {
    const count = this.#older.length;
    return rank < count ? this.#older[count - 1 - rank] : this.#newer[this.#start + rank - count];
  }

  /** The log has dropped what comes before this line. */
  #forget(first: number): void {
    this.#from = Math.max(this.#from, first);
    this.#to = Math.max(this.#to, first);
    while ((this.#older.at(-1) ?? first) < first) this.#older.pop();
    while ((this.#newer[this.#start] ?? first) < first) this.#start += 1;
    if (this.#start > 4096 && this.#start * 2 > this.#newer.length) {
      this.#newer = this.#newer.slice(this.#start);
      this.#start = 0;
    }
  }
}

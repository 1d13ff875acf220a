/** Kubernetes leaves out vowels and look-alikes (k8s.io/apimachinery/pkg/util/rand). */
const nameLetters = 'bcdfghjklmnpqrstvwxz2456789';

/** Chance that a seed repeats: two clusters of one seed give the same names, UIDs and addresses in the same order. */
export class Random {
  #state: number;

  constructor(seed = 1) {
    this.#state = seed >>> 0;
  }

  /** Where chance stands: whoever goes on from there gets what would have come next. */
  get state(): number {
    return this.#state;
  }

  set state(state: number) {
    this.#state = state >>> 0;
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` up to, not including, `high`. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low));
  }

  /** The ending of a generated name: `x7k2p`. */
  suffix(length = 5): string {
    return Array.from({ length }, () => nameLetters[this.between(0, nameLetters.length)]).join('');
  }

  hex(length: number): string {
    return Array.from({ length }, () => this.between(0, 16).toString(16)).join('');
  }

  /** Version 4, as the API server's. */
  uuid(): string {
    const last = (8 + this.between(0, 4)).toString(16);
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${last}${this.hex(3)}-${this.hex(12)}`;
  }
}

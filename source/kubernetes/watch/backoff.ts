/** A server that asks for more patience than this is taken at this: the person at the screen should see an attempt. */
const longestRetryAfter = 300;

export interface BackoffOptions {
  /** The shortest wait, milliseconds. */
  min?: number;
  /** The longest wait, milliseconds. */
  max?: number;
  random?: () => number;
}

/**
 * How long to wait before the next try: it doubles with every failure, from 0.5-1 s up to 15-30 s. The upper half of each span
 * is chance, so that twenty watches cut by one restart do not come back in one instant.
 */
export class Backoff {
  readonly #min: number;
  readonly #max: number;
  readonly #random: () => number;
  #failures = 0;

  constructor({ min = 500, max = 30_000, random = Math.random }: BackoffOptions = {}) {
    this.#min = min;
    this.#max = max;
    this.#random = random;
  }

  /** Milliseconds to wait after one more failure. `retryAfter` is the server's wish in seconds; never less than that. */
  next(retryAfter = 0): number {
    const ceiling = Math.min(this.#max, this.#min * 2 ** (this.#failures + 1));
    // Past this the ceiling is the maximum for ever; without a bound the power would reach Infinity.
    if (ceiling < this.#max) this.#failures += 1;
    const wait = ceiling / 2 + (ceiling / 2) * this.#random();
    const wish = Math.min(retryAfter, longestRetryAfter) * 1000;
    return wish > wait ? wish + this.#min * this.#random() : wait;
  }

  /**
   * Begin from the shortest wait again. Call it when something has held for a while, not when it has merely begun: a server
   * that accepts every watch and closes it at once would otherwise be asked twice a second for ever.
   */
  reset(): void {
    this.#failures = 0;
  }
}

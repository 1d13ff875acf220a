/** Time, injected: a speed of 10 makes ten seconds of the cluster out of one of ours, and tests move it by hand. */
export interface Clock {
  /** Milliseconds since 1970, in the cluster's time. */
  now(): number;
  /** Calls back once after so many milliseconds of the cluster's time; the answer takes it back. */
  after(milliseconds: number, callback: () => void): () => void;
}

export class RunningClock implements Clock {
  readonly #began = Date.now();
  readonly #start: number;
  readonly #speed: number;

  /** `start` is what it shows first, in milliseconds since 1970. */
  constructor(speed = 1, start = Date.now()) {
    this.#start = start;
    this.#speed = speed;
  }

  now(): number {
    return this.#start + (Date.now() - this.#began) * this.#speed;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = setTimeout(callback, milliseconds / this.#speed);
    // The practice cluster never keeps a program alive: its server does, until it is closed.
    timer.unref();
    return () => clearTimeout(timer);
  }
}

/** A clock whose callbacks may throw: what they throw is told, and the program goes on. */
export function guarded(clock: Clock, onError: (error: unknown) => void): Clock {
  return {
    now: () => clock.now(),
    after: (milliseconds, callback) =>
      clock.after(milliseconds, () => {
        try {
          callback();
        } catch (error) {
          onError(error);
        }
      }),
  };
}

/** As the API writes times: whole seconds, UTC (metav1.Time). */
export function timestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

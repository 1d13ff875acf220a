import type { Action } from './action.ts';
import { reduce } from './reducer.ts';
import type { ScreenState } from './state.ts';

/** How often data may change the screen, in milliseconds; keys are answered at once. */
const dataPeriod = 67;

export class Store {
  #state: ScreenState;
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Map<string, () => Action | undefined>();
  #timer: NodeJS.Timeout | undefined;
  /** By a clock that nobody sets back. */
  #lastFlush = Number.NEGATIVE_INFINITY;

  constructor(state: ScreenState) {
    this.#state = state;
  }

  readonly snapshot = (): ScreenState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly dispatch = (action: Action): void => {
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  };

  /** Counts at once, and is drawn with the next frame: a hundred events of a run are not a hundred frames. */
  absorb(action: Action): void {
    this.#state = reduce(this.#state, action);
    this.later('absorbed', () => undefined);
  }

  /**
   * News from the cluster: at most fifteen times a second, and only the newest of each kind. A burst of a thousand log lines or
   * of a hundred watch events is one frame.
   */
  later(kind: string, make: () => Action | undefined): void {
    this.#waiting.set(kind, make);
    if (this.#timer) return;
    const wait = Math.max(0, this.#lastFlush + dataPeriod - performance.now());
    this.#timer = setTimeout(() => this.#flush(), wait);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
    this.#listeners.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    this.#lastFlush = performance.now();
    const makers = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const make of makers) {
      const action = make();
      if (action) this.#state = reduce(this.#state, action);
    }
    // React finds out for itself where nothing has changed.
    for (const listener of this.#listeners) listener();
  }
}

import type { Clock } from '../clock.ts';

/** The first retry of a failed piece of work comes after this many milliseconds, every later one after twice as long. */
const firstRetry = 500;
const longestRetry = 30_000;
/** Longer waits than this cannot be told to a timer; whoever waited so long looks again. */
const longestWait = 1_000_000_000;

/**
 * Keys to be looked at, each once however often it is named before its turn. Work that throws is tried again, later each time: what
 * client-go's rate limited work queue is to a controller.
 */
export class WorkQueue {
  readonly #clock: Clock;
  readonly #work: (key: string) => void;
  readonly #waiting = new Map<string, { at: number; cancel: () => void }>();
  readonly #failures = new Map<string, number>();
  #stopped = false;

  constructor(clock: Clock, work: (key: string) => void) {
    this.#clock = clock;
    this.#work = work;
  }

  /** The earlier of two times counts. */
  add(key: string, delay = 0): void {
    if (this.#stopped) return;
    const at = this.#clock.now() + Math.min(delay, longestWait);
    const there = this.#waiting.get(key);
    if (there && there.at <= at) return;
    there?.cancel();
    const cancel = this.#clock.after(Math.min(delay, longestWait), () => this.#run(key));
    this.#waiting.set(key, { at, cancel });
  }

  stop(): void {
    this.#stopped = true;
    for (const { cancel } of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }

  #run(key: string): void {
    this.#waiting.delete(key);
    if (this.#stopped) return;
    try {
      this.#work(key);
      this.#failures.delete(key);
    } catch {
      const failures = (this.#failures.get(key) ?? 0) + 1;
      this.#failures.set(key, failures);
      this.add(key, Math.min(firstRetry * 2 ** (failures - 1), longestRetry));
    }
  }
}

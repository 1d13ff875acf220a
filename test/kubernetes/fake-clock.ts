import type { Clock } from '../../source/kubernetes/clock.ts';

interface Timer {
  at: number;
  milliseconds: number;
  callback: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now = Date.parse('2026-11-22T10:00:00Z');
  readonly #timers = new Set<Timer>();
  chance = 0.5;

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.chance;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, milliseconds, callback };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** How long each pending timer was set for, in milliseconds. */
  get pending(): number[] {
    return [...this.#timers].map((timer) => timer.milliseconds);
  }

  /** Moves the time on and rings what is due by then, in order. */
  advance(milliseconds: number): void {
    const until = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#now = due.at;
      this.#timers.delete(due);
      due.callback();
    }
    this.#now = until;
  }
}

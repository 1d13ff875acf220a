import type { LogLine } from './log-line.ts';

/** `new`: show it. `seen`: it was shown before the cut. `earlier`: it was never asked for. `gap`: lines before it may be lost. */
export type LineVerdict = 'new' | 'seen' | 'earlier' | 'gap';

function isAfter(a: LogLine, b: LogLine): boolean {
  return a.second > b.second || (a.second === b.second && a.nanos > b.nanos);
}

/**
 * Where a reader of one log stands, so that after a cut it goes on with exactly the next line.
 *
 * The API takes a start in whole seconds only (PodLogOptions.sinceTime is a metav1.Time), so a resumed log begins with lines
 * that were read before. They are in the order of the file, so all of them up to the last line read are old, and all after it
 * new. When something newer comes before that last line, the file that held it has been rotated away, and what else it held
 * nobody knows.
 *
 * A container's two streams are written by two threads: a line may carry a time a little before that of the line above it,
 * also across the border of a second. So it resumes one second earlier and remembers the lines of two.
 */
export class LogPosition {
  #last: LogLine | undefined;
  /** The newest second and the identities of its lines; and of the second before it. */
  #second = 0;
  #lines: number[] = [];
  #linesBefore: number[] = [];
  /** After a cut: how often each line is still to come again. */
  #toCome: Map<number, number> | undefined;

  get last(): LogLine | undefined {
    return this.#last;
  }

  /** For `sinceTime`; undefined when no line has been read. */
  get since(): string | undefined {
    if (!this.#last) return undefined;
    return new Date((this.#second - 1) * 1000).toISOString().replace('.000Z', 'Z');
  }

  /** The log is opened again, from `since`. */
  reopen(): void {
    if (!this.#last) return;
    this.#toCome = new Map();
    for (const line of [...this.#linesBefore, ...this.#lines])
      this.#toCome.set(line, (this.#toCome.get(line) ?? 0) + 1);
  }

  judge(line: LogLine): LineVerdict {
    const last = this.#last;
    if (!this.#toCome || !last || line.time === '') return 'new';
    const times = this.#toCome.get(line.identity) ?? 0;
    if (times > 0) {
      this.#toCome.set(line.identity, times - 1);
      if (times === 1 && line.identity === last.identity) this.#toCome = undefined;
      return 'seen';
    }
    return isAfter(line, last) ? 'gap' : 'earlier';
  }

  /** The line has been handed out. */
  accept(line: LogLine): void {
    if (line.time === '') return;
    this.#toCome = undefined;
    this.#last = line;
    const { second, identity } = line;
    if (second === this.#second) this.#lines.push(identity);
    else if (second === this.#second - 1) this.#linesBefore.push(identity);
    else {
      // A clock that was put back begins anew, too: lines may then be repeated after a cut, but none is lost.
      this.#linesBefore = second === this.#second + 1 ? this.#lines : [];
      this.#lines = [identity];
      this.#second = second;
    }
  }
}

/** How much there is of a log. */
export interface LogShape {
  lines: number;
  /** Bytes of a line's text. */
  width: number;
  /** Nanoseconds between two lines. */
  gap: number;
}

/** When every log begins, in milliseconds. */
export const began = Date.parse('2026-11-22T10:00:00Z');

/** `pod-3 line 000042`: what a reader counts. */
export const lineText = (pod: number, line: number, width = 0): string =>
  `pod-${pod} line ${String(line).padStart(7, '0')}`.padEnd(width, '.');

function timeOf(nanoseconds: number): string {
  const second = new Date(began + Math.floor(nanoseconds / 1e9) * 1000).toISOString().slice(0, 19);
  return `${second}.${String(nanoseconds % 1e9).padStart(9, '0')}Z`;
}

/** The log of one pod, rendered once: what a node would have on its disk. */
export class WrittenLog {
  readonly #bytes: Buffer;
  /** Where each line begins, and where the last ends. */
  readonly #starts: Uint32Array;

  constructor(pod: number, { lines, width, gap }: LogShape) {
    const starts = new Uint32Array(lines + 1);
    const parts: Buffer[] = [];
    let at = 0;
    for (let first = 0; first < lines; first += 1000) {
      let text = '';
      const until = Math.min(lines, first + 1000);
      for (let line = first; line < until; line += 1) {
        starts[line] = at;
        const words = `${timeOf(line * gap)} ${lineText(pod, line, width)}\n`;
        at += words.length;
        text += words;
      }
      parts.push(Buffer.from(text));
    }
    starts[lines] = at;
    this.#bytes = Buffer.concat(parts);
    this.#starts = starts;
  }

  /** These lines, with their times or without. */
  slice(from: number, to: number, isStamped: boolean): Buffer {
    const starts = this.#starts;
    if (isStamped) return this.#bytes.subarray(starts[from], starts[to]);
    const stamp = timeOf(0).length + 1;
    return Buffer.concat(
      Array.from({ length: to - from }, (_, index) =>
        this.#bytes.subarray((starts[from + index] as number) + stamp, starts[from + index + 1]),
      ),
    );
  }
}

import type { Writable } from 'node:stream';

/** Writes whole pieces of text, and waits where the reader is slower. When the reader goes away (`| head`) it falls silent. */
export interface Printer {
  print(text: string): Promise<void>;
  /** Aborted when nobody reads any more. */
  readonly gone: AbortSignal;
  /** Why, where that is not just a reader who has seen enough: a full disk. */
  readonly problem: Error | undefined;
}

/** EPIPE, or EIO from a terminal that was closed. */
const readerLeft = new Set<unknown>(['EPIPE', 'EIO']);

export function makePrinter(stream: Writable): Printer {
  const left = new AbortController();
  let problem: Error | undefined;
  // Unhandled, it would end the program with a stack trace.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!readerLeft.has(error.code)) problem ??= error;
    left.abort();
  });
  return {
    gone: left.signal,
    get problem() {
      return problem;
    },
    print: (text) =>
      new Promise((resolve) => {
        if (left.signal.aborted || text === '') resolve();
        // Called also when writing failed; the error itself goes to the listener above.
        else stream.write(text, () => resolve());
      }),
  };
}

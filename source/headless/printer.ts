import type { Writable } from 'node:stream';

/** Writes whole pieces of text, and waits where the reader is slower. When the reader goes away (`| head`) it falls silent. */
export interface Printer {
  print(text: string): Promise<void>;
  /** Aborted when nobody reads any more. */
  readonly gone: AbortSignal;
}

export function makePrinter(stream: Writable): Printer {
  const left = new AbortController();
  // EPIPE, or EIO from a terminal that was closed. Unhandled, either would end the program with a stack trace.
  stream.on('error', () => left.abort());
  return {
    gone: left.signal,
    print: (text) =>
      new Promise((resolve) => {
        if (left.signal.aborted || text === '') resolve();
        // Called also when writing failed; the error itself goes to the listener above.
        else stream.write(text, () => resolve());
      }),
  };
}

import type { Clock } from '../clock.ts';

/** Nothing came for so long that the connection may be half open: alive here, gone at the other end. */
export class IdleError extends Error {
  override readonly name = 'IdleError';
  readonly seconds: number;

  constructor(milliseconds: number) {
    super(`nothing came for ${milliseconds / 1000} s`);
    this.seconds = milliseconds / 1000;
  }
}

/**
 * Hands on what `chunks` brings and throws IdleError when nothing comes for so many milliseconds. The time runs only while the
 * reader waits for more, so a slow reader does not end its own stream. `cut` must be the controller that ends `chunks`.
 */
export async function* withIdleDeadline(
  chunks: AsyncIterable<Uint8Array>,
  milliseconds: number,
  clock: Clock,
  cut: AbortController,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let idle: IdleError | undefined;
  try {
    for (;;) {
      const cancel = clock.after(milliseconds, () => {
        idle = new IdleError(milliseconds);
        cut.abort();
      });
      let next: IteratorResult<Uint8Array>;
      try {
        next = await iterator.next();
      } catch (error) {
        throw idle ?? error;
      } finally {
        cancel();
      }
      if (idle) throw idle;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

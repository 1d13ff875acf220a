import { isAbort, TimeoutError } from './errors.ts';

/** Why `signal` aborted, as an error that every caller knows for one. */
export function abortError(signal: AbortSignal): Error {
  const reason = signal.reason;
  if (isAbort(reason)) return reason;
  return new DOMException('the call was cancelled', 'AbortError');
}

/** Waits no longer than until `signal` aborts: an exec plugin can hang as well as a server. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(abortError(signal));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Gives the work so many milliseconds, and throws a TimeoutError about `what` where they are over first. A cancel stays a cancel. */
export async function within<T>(
  milliseconds: number,
  { what, signal }: { what: string; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = AbortSignal.timeout(milliseconds);
  try {
    return await work(AbortSignal.any([signal, late]));
  } catch (error) {
    throw isAbort(error) && late.aborted && !signal.aborted ? new TimeoutError(what, milliseconds) : error;
  }
}

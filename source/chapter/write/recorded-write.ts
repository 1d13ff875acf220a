import { ApiError } from '../../kubernetes/errors.ts';
import type { Intent, WriteEnd } from '../journal/record.ts';
import type { StepRun } from '../step.ts';
import { finishing } from './finishing.ts';

/**
 * Does one write to its end, in the journal before and after. Where the server refused, nothing was changed and that is known; after any
 * other error it is not, and the journal says so by saying nothing.
 */
export async function recordedWrite<T>(
  run: Pick<StepRun, 'signal' | 'writing'>,
  intent: Intent,
  write: (signal: AbortSignal) => Promise<T>,
  endOf: (value: T) => WriteEnd,
): Promise<T> {
  run.signal.throwIfAborted();
  const record = await run.writing?.(intent);
  try {
    const value = await finishing(run.signal, write);
    record?.(endOf(value));
    return value;
  } catch (error) {
    if (error instanceof ApiError && error.code < 500) record?.({ result: 'refused' });
    throw error;
  }
}

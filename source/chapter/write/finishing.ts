import { StepFailed } from '../step.ts';

/** Milliseconds that a write which is under way may go on after a cancel. */
const grace = 5000;

/**
 * Does one write to its end, also when the run is cancelled meanwhile: cut off, nobody could say whether it was done. Throws
 * AbortError when the run was cancelled before, and StepFailed when the server takes longer than the grace.
 */
export async function finishing<T>(
  signal: AbortSignal,
  write: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const cut = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const cancelled = () => {
    timer = setTimeout(() => cut.abort(), grace);
  };
  signal.addEventListener('abort', cancelled, { once: true });
  try {
    return await write(cut.signal);
  } catch (error) {
    throw cut.signal.aborted ? new StepFailed({ key: 'write.unsure' }) : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancelled);
  }
}

import { exitCode } from './line/exit-code.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The first Ctrl-C (or SIGTERM, or a closed terminal) asks the work to stop and to say what it has written; a second one leaves at
 * once. `stop` gives the signals back.
 */
export function cancelOnSignal(): { signal: AbortSignal; stop: () => void } {
  const asked = new AbortController();
  const listener = () => {
    if (asked.signal.aborted) process.exit(exitCode.cancelled);
    asked.abort();
  };
  for (const name of signals) process.on(name, listener);
  return {
    signal: asked.signal,
    stop: () => {
      for (const name of signals) process.off(name, listener);
    },
  };
}

import { pause, systemClock } from '../clock.ts';
import { ApiError, isPassing, TimeoutError } from '../errors.ts';
import { Backoff } from '../watch/backoff.ts';
import type { MergedLogEvent, MergedLogOptions } from './merged-log-event.ts';
import { type PodScope, podScope } from './pod-scope.ts';

/** With the pauses between them, some ten seconds: an API server that restarts, or a connection that was cut, is back by then. */
const mostTries = 5;

/** Whether to ask once more where the first answer has failed so often. Who has waited for an answer in vain has waited long enough. */
export const worthAnotherTry = (error: unknown, tries: number): boolean =>
  tries < mostTries && isPassing(error) && !(error instanceof TimeoutError);

/** Which pods to watch, asked for again while that may help; each failure is told. Throws the last one. */
export async function* firstScope({
  api,
  query,
  signal,
  clock = systemClock,
}: MergedLogOptions): AsyncGenerator<MergedLogEvent[], PodScope> {
  const backoff = new Backoff({ random: () => clock.random() });
  for (let tries = 1; ; tries += 1) {
    try {
      return await podScope(api, query, signal);
    } catch (error) {
      if (!worthAnotherTry(error, tries)) throw error;
      const wait = backoff.next(error instanceof ApiError ? error.retryAfter : undefined);
      const state = { kind: 'connecting', reason: error as Error, retryAt: clock.now() + wait } as const;
      yield [{ type: 'pods', state }];
      await pause(clock, wait, signal);
    }
  }
}

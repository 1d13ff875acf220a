import type { ReflectorState } from '../../kubernetes/watch/reflector-state.ts';
import { wordsOf } from '../../kubernetes/words-of.ts';
import type { Freshness } from './view.ts';

const order: Freshness['state'][] = ['failed', 'forbidden', 'stale', 'connecting', 'live'];

/** What a pane that draws from several watches says of itself: the worst of them. Nothing to watch is live. */
export function worst(all: readonly Freshness[]): Freshness {
  for (const state of order) {
    const found = all.find((one) => one.state === state);
    if (found) return found;
  }
  return { state: 'live' };
}

/** What a watch of this resource says of itself, in words that are safe to draw. */
export function freshnessOf(state: ReflectorState, resource: string): Freshness {
  switch (state.kind) {
    case 'connecting':
      return { state: 'connecting' };
    case 'live':
      return { state: 'live' };
    case 'stale': {
      const [since, retryAt] = [state.since, state.retryAt].map((time) => new Date(time).toISOString());
      return {
        state: 'stale',
        since: since ?? '',
        retryAt: retryAt ?? '',
        reason: wordsOf(state.reason),
      };
    }
    case 'forbidden':
      return { state: 'forbidden', verb: state.verb, resource, message: wordsOf(state.reason) };
    case 'failed':
      return { state: 'failed', message: wordsOf(state.reason) };
  }
}

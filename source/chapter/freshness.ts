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

import { useEffect } from 'react';
import type { ScreenState } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/** Seconds are shown only while something runs or waits for a retry; else ages in minutes are all that moves. */
function clockPeriod(state: Pick<ScreenState, 'run' | 'view'>): number {
  const { view } = state;
  const stale =
    view &&
    [view.cluster, view.nodes, view.namespaces, view.components, view.proxies].some(
      ({ freshness }) => freshness.state === 'stale',
    );
  const running = state.run || view?.steps.some((row) => row.since);
  return running || stale ? 1000 : 15_000;
}

/** Moves the time that ages are counted to. A frame whose text is the same writes nothing. */
export function useClock(store: Store, state: ScreenState): void {
  const period = clockPeriod(state);
  useEffect(() => {
    store.dispatch({ type: 'tick', now: Date.now() });
    const timer = setInterval(() => store.dispatch({ type: 'tick', now: Date.now() }), period);
    return () => clearInterval(timer);
  }, [store, period]);
}

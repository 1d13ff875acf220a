import { Box, useInput, usePaste, useWindowSize } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import { paste, press } from '../input/dispatch.ts';
import { keysOf } from '../input/keys.ts';
import { isTooSmall } from '../layout.ts';
import type { Session } from '../session.ts';
import type { Store } from '../state/store.ts';
import { Broken } from './broken.tsx';
import { Footer } from './footer.tsx';
import { Offer } from './offer.tsx';
import { OverlayLayer } from './overlay-layer.tsx';
import { Panes } from './panes.tsx';
import { TooSmall } from './too-small.tsx';
import { useClock } from './use-clock.ts';
import { useSuspend } from './use-suspend.ts';

/** The whole screen: one place that hears keys, one state, and what is drawn of it. */
export function Screen({ store, session }: { store: Store; session: Session }) {
  const state = useSyncExternalStore(store.subscribe, store.snapshot);
  const { columns, rows } = useWindowSize();
  useEffect(() => {
    const { size } = store.snapshot();
    if (size.columns !== columns || size.rows !== rows) store.dispatch({ type: 'resized', columns, rows });
  }, [store, columns, rows]);
  useClock(store, state);
  useSuspend(session);

  // Made for each key anew: the second key of a packet sees what the first one did.
  useInput((input, key) => {
    for (const name of keysOf(input, key)) press(name, session.context());
  });
  usePaste((text) => paste(text, session.context()));

  // The size of this frame, even where the state hears of it only after it.
  const shown = { ...state, size: { columns, rows } };
  const context = session.context(shown);
  return (
    <Box width={columns} height={rows}>
      {isTooSmall(shown.size) ? (
        <TooSmall context={context} />
      ) : state.broken ? (
        <Broken context={context} />
      ) : state.offer ? (
        <Offer context={context} />
      ) : (
        <>
          <Panes context={context} />
          <OverlayLayer context={context} />
          <Footer context={context} />
        </>
      )}
    </Box>
  );
}

import { Box, useInput, usePaste, useWindowSize } from 'ink';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { CommandContext } from '../input/command.ts';
import { paste, press } from '../input/dispatch.ts';
import { keysOf } from '../input/keys.ts';
import { isTooSmall } from '../layout.ts';
import { makeDrawing } from '../look/drawing.ts';
import type { Session } from '../session.ts';
import type { Store } from '../state/store.ts';
import { Broken } from './broken.tsx';
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

  /** Made for each key anew: the second key of a packet sees what the first one did. */
  const contextNow = (): CommandContext => {
    const current = store.snapshot();
    return {
      state: current,
      drawing: makeDrawing(current),
      log: session.log,
      session,
      dispatch: store.dispatch,
    };
  };
  useInput((input, key) => {
    for (const name of keysOf(input, key)) press(name, contextNow());
  });
  usePaste((text) => paste(text, contextNow()));

  const drawing = useMemo(() => makeDrawing(state), [state]);
  // The size of this frame, even where the state hears of it only after it.
  const shown = { ...state, size: { columns, rows } };
  const context: CommandContext = {
    state: shown,
    drawing,
    log: session.log,
    session,
    dispatch: store.dispatch,
  };
  return (
    <Box width={columns} height={rows}>
      {isTooSmall(shown.size) ? (
        <TooSmall context={context} />
      ) : state.broken ? (
        <Broken context={context} />
      ) : (
        <>
          <Panes context={context} />
          <OverlayLayer context={context} />
        </>
      )}
    </Box>
  );
}

import { Box, Static, Text, useInput, usePaste, useWindowSize } from 'ink';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useSuspend } from '../components/use-suspend.ts';
import { paste, press } from '../input/dispatch.ts';
import { keysOf } from '../input/keys.ts';
import { typedIn } from '../input/typed.ts';
import type { Session } from '../session.ts';
import { modeOf } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { LogReader } from './log-reader.ts';
import { runSayings } from './run-sayings.ts';
import { sayings } from './sayings.ts';

/** What can be done here, said at the end of all that is said. */
const keysIn = {
  panes: 'screen.spoken.keys',
  offer: 'screen.spoken.keys',
  reading: 'screen.spoken.reading',
  question: 'screen.spoken.question',
  menu: 'screen.spoken.menu',
} as const;

/** The screen for a screen reader: the same keys, and what comes to pass as lines one below the other, without a frame. */
export function Spoken({ store, session }: { store: Store; session: Session }) {
  const state = useSyncExternalStore(store.subscribe, store.snapshot);
  const { columns, rows } = useWindowSize();
  const [lines, setLines] = useState<readonly string[]>([]);
  const before = useRef<ScreenState>(undefined);
  const logged = useRef(0);
  const [reader] = useState(() => new LogReader());
  useEffect(() => {
    const { size } = store.snapshot();
    if (size.columns !== columns || size.rows !== rows) store.dispatch({ type: 'resized', columns, rows });
  }, [store, columns, rows]);
  useSuspend(session);
  useInput((input, key) => {
    for (const name of keysOf(input, key)) press(name, session.context());
  });
  usePaste((text) => paste(text, session.context()));

  useEffect(() => {
    if (before.current === state) return undefined;
    const context = session.context(state);
    const isRuns = state.log.source.type === 'events';
    const log = isRuns
      ? { said: runSayings(context.log, logged.current, context.drawing) }
      : reader.take(context, Date.now());
    const said = [...log.said, ...sayings(before.current, context)];
    if (isRuns) logged.current = context.log.end;
    before.current = state;
    if (said.length > 0) setLines((old) => [...old, ...said]);
    if (!('again' in log) || log.again === undefined) return undefined;
    // It is time then to read on, also where nothing more has come.
    const timer = setTimeout(() => store.dispatch({ type: 'log-grew' }), log.again);
    return () => clearTimeout(timer);
  }, [state, session, store, reader]);

  const context = session.context(state);
  const mode = modeOf(state);
  return (
    <>
      <Static items={[...lines]}>{(line, index) => <Text key={index}>{line}</Text>}</Static>
      <Box flexDirection="column">
        <Text>{mode === 'typing' ? `> ${typedIn(state)}` : context.drawing.say({ key: keysIn[mode] })}</Text>
      </Box>
    </>
  );
}

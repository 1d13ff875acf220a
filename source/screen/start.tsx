import { render } from 'ink';
import type { Chapter } from '../chapter/chapter.ts';
import type { Language, MessageKey } from '../language/message.ts';
import { translate } from '../language/translate.ts';
import { Screen } from './components/screen.tsx';
import type { Keymap } from './input/remap.ts';
import { onLostTerminal, onSignals } from './leave.ts';
import { measureWidth } from './look/measure.ts';
import type { ThemeName } from './look/themes.ts';
import { partingWords } from './parting-words.ts';
import { type Explain, Session } from './session.ts';
import { Spoken } from './spoken/spoken.tsx';
import { firstState, type ScreenState } from './state/state.ts';
import { Store } from './state/store.ts';
import { keepYoungGenerationSmall } from './young-generation.ts';

export interface ScreenOptions {
  readOnly: boolean;
  ascii: boolean;
  color: boolean;
  theme?: ThemeName;
  guide?: boolean;
  presenter?: boolean;
  /** Read out by a screen reader: lines instead of a screen. */
  spoken?: boolean;
  keymap?: Keymap;
  contexts?: ScreenState['contexts'];
  language: Language;
}

export interface StartOptions {
  /** May still be on its way: the shell is drawn at once. */
  chapter: Chapter | Promise<Chapter>;
  /** Says why there is no chapter, and what to do about it. */
  explain: Explain;
  /** Brings a practice cluster, where no kubeconfig was found and the person at the keyboard wants one. */
  practice?: () => Promise<Chapter>;
  /** Whether the cluster ends with the program, and nothing of it is kept. */
  passing?: () => boolean;
  options: ScreenOptions;
}

/** Milliseconds that a run may take to end once the screen is gone: as long as the way back from one that only tries something out. */
const longestEnd = 30_000;

/** Nobody has said which cluster: there is no kubeconfig, or none in it. */
const withoutCluster = new Set<MessageKey>(['error.missing', 'error.empty']);

/** The full-screen face, until it is left. Resolves with the exit code. */
export async function startScreen({
  chapter,
  explain,
  practice,
  passing,
  options,
}: StartOptions): Promise<number> {
  keepYoungGenerationSmall();
  const { stdout } = process;
  const store = new Store(
    firstState({
      columns: stdout.columns || 80,
      rows: stdout.rows || 24,
      language: options.language,
      ascii: options.ascii,
      color: options.color,
      theme: options.theme,
      guide: options.guide,
      presenter: options.presenter,
      keymap: options.keymap,
      contexts: options.contexts,
      now: Date.now(),
    }),
  );
  let code = 0;
  let unmount = () => {};
  const session = new Session(store, explain, (exit) => {
    code = exit;
    unmount();
  });
  const { spoken = false } = options;
  if (!spoken) measureWidth(process.stdin, stdout, () => store.dispatch({ type: 'wide' }));
  const Face = spoken ? Spoken : Screen;
  const instance = render(<Face store={store} session={session} />, {
    alternateScreen: !spoken,
    incrementalRendering: !spoken,
    isScreenReaderEnabled: spoken,
    patchConsole: false,
    exitOnCtrlC: false,
    // News of the cluster are fewer frames, by the store. This is for keys: what holds back a frame makes them wait for as long.
    maxFps: 60,
  });
  unmount = instance.unmount;
  const leave = (exit: number) => {
    code = exit;
    instance.unmount();
  };
  const forget = onSignals(leave);
  onLostTerminal(process, leave);
  let gone = false;
  const open = (coming: Chapter | Promise<Chapter>, failed: (error: unknown) => void) =>
    Promise.resolve(coming).then((opened) => (gone ? opened.close() : session.open(opened)), failed);
  const breakOff = (error: unknown) => session.break(error);
  void open(chapter, (error) => {
    if (practice && withoutCluster.has(explain(error).message.key))
      session.practice.offer(error, () => void open(practice(), breakOff));
    else breakOff(error);
  });
  try {
    await instance.waitUntilExit();
  } finally {
    gone = true;
    forget();
    // From here on a signal ends the program as it does any other.
    if (store.snapshot().run) {
      const waiting = translate(options.language, { key: 'screen.left.waiting' });
      stdout.write(`${waiting}\n`);
      await session.runs.end(longestEnd);
    }
    const state = store.snapshot();
    session.close();
    store.close();
    for (const line of partingWords(state, passing?.() ?? false)) stdout.write(`${line}\n`);
  }
  return code;
}

import type { ThemeName } from '../../source/screen/look/themes.ts';
import type { ContextColour } from '../../source/screen/look/tone.ts';
import { startScreen } from '../../source/screen/start.tsx';
import { FakeChapter } from './fake-chapter.ts';
import type { FakeOptions } from './fake-options.ts';

/** The screen over the chapter that plays, as a program for a terminal. Its one argument says how to play. */
export interface ProgramOptions extends FakeOptions {
  language?: 'en' | 'ja';
  ascii?: boolean;
  color?: boolean;
  theme?: ThemeName;
  keymap?: Record<string, string[]>;
  contexts?: Record<string, ContextColour>;
  /** There is no chapter, for this reason. */
  rejects?: string;
  /** The chapter never comes. */
  never?: boolean;
  /** Throws out of the blue, after the first frame. */
  throws?: boolean;
  presenter?: boolean;
  spoken?: boolean;
  /** In a session of its own, of which the terminal is not the controlling one. */
  apart?: boolean;
}

const options = JSON.parse(process.argv[2] ?? '{}') as ProgramOptions;
const chapter = options.never
  ? new Promise<FakeChapter>(() => {})
  : options.rejects
    ? Promise.reject(new Error(options.rejects))
    : new FakeChapter(options);

if (options.throws) {
  process.once('SIGUSR2', () => {
    throw new Error('out of the blue');
  });
}

process.exitCode = await startScreen({
  chapter,
  explain: (error) => ({
    message: {
      key: 'error.unreachable',
      values: { server: 'https://10.0.0.1:6443', words: (error as Error).message },
    },
    hint: { key: 'error.unreachable.hint' },
    exitCode: 4,
  }),
  options: {
    readOnly: options.readOnly ?? false,
    ascii: options.ascii ?? false,
    color: options.color ?? true,
    language: options.language ?? 'en',
    theme: options.theme,
    keymap: options.keymap,
    contexts: options.contexts,
    presenter: options.presenter,
    spoken: options.spoken,
  },
});
// A chapter that never comes must not hold the program.
process.exit();

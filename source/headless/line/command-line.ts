import type { ChoiceSpec } from '../../chapter/choose/choices.ts';
import type { ConflictChoices } from '../../chapter/event.ts';
import { type StepId, stepIds } from '../../chapter/step-id.ts';
import { type SidecarChoice, sidecarChoices } from '../../chapter/uninstall/sidecar-choice.ts';
import type { Language, Message } from '../../language/message.ts';
import { languageOf } from '../../language/translate.ts';
import { type Config, type ThemeName, themeNames } from '../config/schema.ts';
import { clusterOptions, listOf } from './cluster-options.ts';
import {
  type ClusterCommand,
  type CommandName,
  commandNames,
  commands,
  destructive,
  isCommand,
  type Output,
} from './commands.ts';
import { spelled } from './flags.ts';
import { type LessonWish, lessonWish } from './lesson-line.ts';
import { type LogsSpec, logsFlags, readLogsLine } from './logs-line.ts';
import { nearest } from './nearest.ts';
import { type FaultRequest, faultRequest, practiceAlone } from './practice-line.ts';
import type { PracticeSpec } from './practice-spec.ts';
import { rejectEmptyLists, rejectLanguage, rejectUnknown, rejectWrongTypes } from './reject.ts';
import { oneOf, text, Wrong } from './wrong.ts';

/** Which cluster and which release, for either face. */
export interface ClusterOptions extends ChoiceSpec {
  kubeconfig?: string;
  context?: string;
  namespace: string;
  timeoutSeconds?: number;
  readOnly: boolean;
  /** Instead of a kubeconfig: a practice cluster inside the program, for as long as it runs. */
  practice?: PracticeSpec;
  /** The file of a workshop's own steps. */
  lesson?: string;
}

export interface Look {
  language: Language;
  ascii: boolean;
  /** False where `--no-color` was said. */
  color: boolean;
  theme?: ThemeName;
  /** Before an audience. */
  presenter?: boolean;
  /** Read out by a screen reader. */
  spoken?: boolean;
}

/** What was asked for, understood and checked; or why it cannot be. */
export type CommandLine = { look: Look } & (
  | { kind: 'help'; of?: 'logs' }
  | { kind: 'version' }
  | { kind: 'screen'; cluster: ClusterOptions }
  | ({ kind: 'command'; command: ClusterCommand; output: Output; cluster: ClusterOptions } & RunWishes)
  | { kind: 'logs'; logs: LogsSpec; output: Output; cluster: ClusterOptions }
  | { kind: 'practice'; practice: PracticeSpec }
  | { kind: 'fault'; fault: FaultRequest }
  | { kind: 'config' }
  | { kind: 'wrong'; message: Message; hint: Message; output: Output }
);

/** What meow makes of the arguments. */
export interface Parsed {
  input: readonly string[];
  flags: Readonly<Record<string, unknown>>;
}

/** Turns arguments into one request. Pure: the faces are chosen by whoever calls. */
export function readCommandLine(
  parse: () => Parsed,
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  config: Config = {},
  interactive = false,
): CommandLine {
  const fallback = config.language ?? languageOf(environment);
  let look: Look = { language: fallback, ascii: config.ascii === true, color: true };
  let output: Output = 'text';
  try {
    const { input, flags: given } = parsed(parse);
    look = {
      language: language(given, fallback),
      ascii: (given.ascii ?? config.ascii) === true,
      color: given.color !== false,
      theme: themeOf(given) ?? config.theme,
      ...(given.presenter === true ? { presenter: true } : {}),
      ...(given.screenReader === true || environment.INK_SCREEN_READER === 'true' ? { spoken: true } : {}),
    };
    // Read before anything can be found wrong: a script that asked for JSON gets its error as JSON.
    if (given.output === 'json' || given.output === 'jsonl') output = given.output;
    if (given.help === true)
      return { kind: 'help', look, ...(input[0] === 'logs' ? { of: 'logs' as const } : {}) };
    if (given.version === true) return { kind: 'version', look };
    rejectUnknown(given, argv);
    rejectWrongTypes(given);
    rejectEmptyLists(given, argv);
    rejectLanguage(given);
    if (text(given.theme) !== undefined) oneOf('--theme', given.theme as string, themeNames);
    const command = commandOf(input);
    if (command) rejectWithCommand(command, given);
    if (command === 'config') return { kind: 'config', look };
    if (command === 'practice') {
      const fault = faultRequest(input.slice(1), given);
      return fault
        ? { kind: 'fault', look, fault }
        : { kind: 'practice', look, practice: practiceAlone(given) };
    }
    const cluster = clusterOptions(command === 'lesson' ? { ...given, lesson: input[1] } : given);
    if (command === 'logs') return { kind: 'logs', look, cluster, ...logsOptions(input[1], given, cluster) };
    if (!command) {
      rejectWithoutCommand(given);
      return { kind: 'screen', look, cluster };
    }
    const options = commandOptions(command, given, { what: input[1], interactive });
    return { kind: 'command', look, command, cluster, ...options };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { kind: 'wrong', look, message: error.told, hint: error.hint, output };
  }
}

function parsed(parse: () => Parsed): Parsed {
  try {
    const { input, flags: given } = parse();
    // A flag that can be given several times comes as an empty list where it was not given at all.
    const said = Object.entries(given).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
    return { input, flags: Object.fromEntries(said) };
  } catch (error) {
    // The one thing that meow throws about arguments: a flag that is given twice.
    const name = /--(\w+)/.exec((error as Error).message)?.[1];
    if (!name) throw error;
    throw new Wrong({ key: 'usage.flag-twice', values: { flag: spelled(name) } });
  }
}

const themeOf = (given: Parsed['flags']): ThemeName | undefined =>
  themeNames.find((name) => name === given.theme);

const language = (given: Parsed['flags'], fallback: Language): Language =>
  given.language === 'en' || given.language === 'ja' ? given.language : fallback;

function commandOf(input: readonly string[]): CommandName | undefined {
  const [word, extra] = input;
  if (word === undefined) return undefined;
  if (!isCommand(word)) {
    const meant = nearest(word, commandNames);
    throw new Wrong(
      { key: 'usage.unknown-command', values: { command: word, known: commandNames.join(', ') } },
      meant ? { key: 'usage.did-you-mean', values: { meant: `hoist ${meant}` } } : { key: 'usage.see-help' },
    );
  }
  const takesOne = word === 'logs' || word === 'repair' || word === 'lesson';
  if (extra !== undefined && takesOne && input[2] === undefined) return word;
  // `practice` reads its own.
  if (extra !== undefined && word !== 'practice')
    throw new Wrong({ key: 'usage.extra', values: { command: word, word: extra } });
  return word;
}

/** Flags that only mean something on the screen. */
function rejectWithCommand(command: CommandName, given: Parsed['flags']): void {
  for (const name of ['lesson', 'presenter', 'screenReader'])
    if (given[name] !== undefined)
      throw new Wrong({ key: 'usage.only-screen', values: { flag: spelled(name), command } });
}

/** Flags that only mean something with a command: on the screen these are keys. */
function rejectWithoutCommand(given: Parsed['flags']): void {
  for (const name of ['output', ...Object.keys(places), 'yes', ...logsFlags]) {
    if (given[name] !== undefined) {
      throw new Wrong({ key: 'usage.needs-command', values: { flag: spelled(name) } });
    }
  }
}

export interface RunWishes {
  /** repair: what of what hangs; absent, all of it is only shown. */
  repair?: string;
  /** Nobody has said yes yet, and somebody sits there to be asked. */
  unconfirmed?: boolean;
  to?: StepId;
  /** undo: back to before this step. */
  step?: StepId;
  choices?: ConflictChoices;
  sidecars?: SidecarChoice;
  lesson?: LessonWish;
}

/** Flags that go with some commands only. */
const places: Record<string, readonly ClusterCommand[]> = {
  to: ['up', 'plan'],
  step: ['undo', 'lesson'],
  anew: ['lesson'],
  take: ['up', 'lesson'],
  leave: ['up', 'lesson'],
  sidecars: ['down', 'undo', 'rollback'],
};

function commandOptions(
  command: ClusterCommand,
  given: Parsed['flags'],
  { what, interactive }: { what: string | undefined; interactive: boolean },
): { output: Output } & RunWishes {
  const lesson = command === 'lesson' ? lessonWish(what, given) : undefined;
  const writes = lesson ? lesson.apply : commands[command].writes || what !== undefined;
  const outputs: readonly Output[] =
    command === 'repair' || lesson ? outputsOf(writes) : commands[command].outputs;
  const output = oneOf<Output>('--output', text(given.output) ?? 'text', outputs);
  const misplaced =
    Object.keys(places).find((name) => given[name] !== undefined && !places[name]?.includes(command)) ??
    logsFlags.find((name) => given[name] !== undefined) ??
    (given.yes !== undefined && !writes && !lesson ? 'yes' : undefined);
  if (misplaced) {
    throw new Wrong({ key: 'usage.flag-not-here', values: { flag: spelled(misplaced), command } });
  }
  const to = text(given.to);
  const step = to === undefined ? undefined : oneOf('--to', to, stepIds);
  const undone = text(given.step);
  if (command === 'undo' && undone === undefined) throw new Wrong({ key: 'usage.undo-what' });
  const sidecars = text(given.sidecars);
  const [take, leave] = [listOf(given.take), listOf(given.leave)];
  const asked = interactive && output === 'text' && destructive.includes(command);
  if (writes) rejectUnfitToWrite(command, given, asked);
  return {
    output,
    ...(lesson ? { lesson } : what === undefined ? {} : { repair: what }),
    ...(writes && given.yes !== true ? { unconfirmed: true } : {}),
    to: step,
    ...(undone === undefined || lesson ? {} : { step: oneOf('--step', undone, stepIds) }),
    ...(take.length + leave.length > 0 ? { choices: { take, leave } } : {}),
    ...(sidecars === undefined ? {} : { sidecars: oneOf('--sidecars', sidecars, sidecarChoices) }),
  };
}

const noYes: Partial<Record<ClusterCommand, Message>> = {
  down: { key: 'usage.no-yes-down' },
  undo: { key: 'usage.no-yes-undo' },
  rollback: { key: 'usage.no-yes-rollback' },
  repair: { key: 'usage.no-yes-repair' },
};

/** A list is one document, a run is one event a line. */
const outputsOf = (writes: boolean): readonly Output[] => (writes ? ['text', 'jsonl'] : ['text', 'json']);

function rejectUnfitToWrite(command: ClusterCommand, given: Parsed['flags'], asked: boolean): void {
  if (given.readOnly === true) throw new Wrong({ key: 'usage.read-only', values: { command } });
  if (given.yes !== true && !asked) {
    throw new Wrong(noYes[command] ?? { key: 'usage.no-yes-up' }, { key: 'usage.no-yes.hint' });
  }
}

/** `--timeout` would end what is meant to go on. */
function logsOptions(word: string | undefined, given: Parsed['flags'], { namespace }: ClusterOptions) {
  const misplaced = [...Object.keys(places), 'yes', 'timeout'].find((name) => given[name] !== undefined);
  if (misplaced) {
    throw new Wrong({ key: 'usage.flag-not-here', values: { flag: spelled(misplaced), command: 'logs' } });
  }
  const output = oneOf<Output>('--output', text(given.output) ?? 'text', commands.logs.outputs);
  const logs = readLogsLine(word, given, namespace);
  if ('key' in logs) throw new Wrong(logs, { key: 'usage.see-help-logs' });
  return { output: output === 'json' ? ('jsonl' as const) : output, logs };
}

import meow from 'meow';
import packageJson from './package.json' with { type: 'json' };
import type { Chapter } from './source/chapter/chapter.ts';
import { loadConfig } from './source/headless/config/load.ts';
import { withProblem } from './source/headless/config/with-problem.ts';
import { leaveWith } from './source/headless/leave.ts';
import { type CommandLine, readCommandLine } from './source/headless/line/command-line.ts';
import { meowOptions } from './source/headless/line/flags.ts';
import {
  type PracticeSpec,
  type RunningPractice,
  type StartPractice,
  usualPractice,
} from './source/headless/line/practice-spec.ts';
import { mayColour } from './source/headless/print/colour.ts';
import { startHeadless } from './source/headless/start.ts';

const { version } = packageJson;
const argv = process.argv.slice(2);
// As it was at the start: what a login command of the kubeconfig gets to see, whatever is set for Ink below.
const environment = { ...process.env };

/** The simulated cluster, loaded only when somebody wants it; only this file may. */
const startPractice: StartPractice = async (spec) => {
  const practice = await import('./source/practice/start-practice.ts');
  return practice.startPractice(spec);
};

/** Face 1. The first frame is drawn before the kubeconfig is read, and before the code that reads it is loaded. */
async function openScreen({ cluster, look }: Extract<CommandLine, { kind: 'screen' }>): Promise<number> {
  const color = mayColour(true, look.color, environment);
  // Ink colours by what it finds in the environment when it is loaded, and does not know NO_COLOR.
  if (!color) process.env.FORCE_COLOR = '0';
  const [{ startScreen }, { explainError }, { exitCodeOfError }] = await Promise.all([
    import('./source/screen/start.tsx'),
    import('./source/chapter/explain.ts'),
    import('./source/headless/outcome.ts'),
  ]);
  // Both faces end alike: scripts that start the one know the other.
  const explain = (error: unknown) => {
    const explanation = explainError(error);
    return { ...explanation, exitCode: exitCodeOfError(explanation) };
  };
  const opening = Promise.withResolvers<Chapter>();
  const { keys: keymap, guide, contexts } = loaded.config;
  const options = { ...look, readOnly: cluster.readOnly, color, keymap, guide, contexts };
  let running: RunningPractice | undefined;
  let isKept = false;
  const open = async (spec: PracticeSpec | undefined) => {
    running = spec && (await startPractice(spec));
    isKept = spec?.state !== undefined;
    const kubeconfig = running?.kubeconfig ?? cluster.kubeconfig;
    const { openChapter } = await import('./source/chapter/open.ts');
    const simulated = running !== undefined;
    return openChapter({ ...cluster, kubeconfig, simulated, stays: true, environment });
  };
  // Who names a cluster means that one; whoever has none at all may like to practise.
  const isNamed = cluster.kubeconfig !== undefined || cluster.context !== undefined;
  const practice = isNamed ? undefined : () => open(usualPractice);
  const passing = () => running !== undefined && !isKept;
  const closed = startScreen({ chapter: opening.promise, explain, practice, passing, options });
  setImmediate(() => open(cluster.practice).then(opening.resolve, opening.reject));
  const code = await closed;
  await running?.close();
  return code;
}

/** What keys can be given to; asked for only where the configuration file gives some. */
const keyable = async () => {
  const { commands } = await import('./source/screen/input/commands.ts');
  return commands.map(({ id, modes }) => ({ id, typing: modes.includes('typing') }));
};

/** Somebody sits there who can be asked, and sees what is asked. */
const interactive = Boolean(process.stdin.isTTY && process.stdout.isTTY);
const loaded = await loadConfig(environment, keyable);
const line = withProblem(
  readCommandLine(() => meow(meowOptions(argv, version)), argv, environment, loaded.config, interactive),
  loaded,
);
const drawable = interactive && environment.TERM !== 'dumb';
leaveWith(
  line.kind === 'screen' && drawable
    ? await openScreen(line)
    : await startHeadless(line, { environment, version, startPractice, config: loaded }),
);

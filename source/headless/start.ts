import { translate } from '../language/translate.ts';
import { configText } from './config/config-text.ts';
import type { LoadedConfig } from './config/load.ts';
import type { ClusterOptions, CommandLine } from './line/command-line.ts';
import { type ExitCode, exitCode } from './line/exit-code.ts';
import { type Manner, makeManner } from './line/manner.ts';
import type { StartPractice } from './line/practice-spec.ts';
import { mayColour } from './print/colour.ts';
import { errorJson } from './print/json.ts';
import { makePrinter, type Printer } from './print/printer.ts';
import type { Request } from './run-command.ts';
import { errorText } from './text/error-text.ts';

/** What is started without a terminal must end by itself, also where a login command waits for a browser. */
const glanceSeconds = 30;

export interface Surroundings {
  environment: NodeJS.ProcessEnv;
  version: string;
  startPractice: StartPractice;
  config: LoadedConfig;
}

/** How wide lines may be where stdout is no terminal: what COLUMNS says, else what everybody has. */
function columnsOf(stdout: { columns?: number }, environment: NodeJS.ProcessEnv): number {
  const columns = stdout.columns || Number(environment.COLUMNS) || 80;
  return Math.min(Math.max(columns, 20), 1000);
}

/** Face 2: everything that is printed and not drawn. Resolves with the exit code once all of it is written. */
export async function startHeadless(line: CommandLine, surroundings: Surroundings): Promise<ExitCode> {
  const out = makePrinter(process.stdout);
  const err = makePrinter(process.stderr);
  const code = await print(line, surroundings, out, err);
  if (!out.problem) return code;
  // A full disk: who reads the file later must not find half of it and an exit code that says all is well.
  const words = out.problem.message;
  await err.print(
    `hoist: ${translate(line.look.language, { key: 'print.error.unwritten', values: { words } })}\n`,
  );
  return code === exitCode.fine ? exitCode.failed : code;
}

async function print(
  line: CommandLine,
  { environment, version, startPractice, config }: Surroundings,
  out: Printer,
  err: Printer,
): Promise<ExitCode> {
  const { language, ascii, color } = line.look;
  const columns = columnsOf(process.stdout, environment);
  const mannerOn = (stream: { isTTY?: boolean }): Manner =>
    makeManner({ language, ascii, columns, coloured: mayColour(stream.isTTY === true, color, environment) });

  if (line.kind === 'help') {
    await out.print(
      line.of === 'logs'
        ? translate(language, { key: 'help.logs' })
        : translate(language, { key: 'help', values: { open: '{', close: '}' } }),
    );
    return exitCode.fine;
  }
  if (line.kind === 'version') {
    await out.print(`${version}\n`);
    return exitCode.fine;
  }
  if (line.kind === 'wrong') {
    if (line.output === 'text') await err.print(errorText(line, mannerOn(process.stderr)));
    else await out.print(errorJson(line, exitCode.usage, { language, asLine: line.output === 'jsonl' }));
    return exitCode.usage;
  }
  if (line.kind === 'config') {
    await out.print(configText(config, language));
    return exitCode.fine;
  }
  if (line.kind === 'practice') {
    const [{ servePractice }, { cancelOnSignal }] = await Promise.all([
      import('./serve-practice.ts'),
      import('./cancel.ts'),
    ]);
    const { signal, stop } = cancelOnSignal();
    const manner = mannerOn(process.stderr);
    try {
      return await servePractice({ spec: line.practice, start: startPractice, manner, out, err, signal });
    } finally {
      stop();
    }
  }
  if (line.kind === 'fault') {
    const [{ setFault }, { cancelOnSignal }] = await Promise.all([
      import('./set-fault.ts'),
      import('./cancel.ts'),
    ]);
    const { signal, stop } = cancelOnSignal();
    try {
      return await setFault(line.fault, { environment, manner: mannerOn(process.stderr), out, err, signal });
    } finally {
      stop();
    }
  }
  const manner = mannerOn(process.stdout);
  // Ink colours by what it finds in the environment when it is loaded, which is after this; it does not know NO_COLOR.
  if (!mayColour(process.stdout.isTTY === true, color, environment)) process.env.FORCE_COLOR = '0';
  // All that talks to a cluster is loaded here and not before: --help and a mistyped flag need none of it.
  const [{ runCommand }, { runLogs }, { explainError }, { cancelOnSignal }] = await Promise.all([
    import('./run-command.ts'),
    import('./run-logs.ts'),
    import('../chapter/explain.ts'),
    import('./cancel.ts'),
  ]);
  const { timeoutSeconds } = line.cluster;
  const request: Request =
    line.kind === 'command'
      ? {
          command: line.command,
          output: line.output,
          to: line.to,
          step: line.step,
          choices: line.choices,
          sidecars: line.sidecars,
          repair: line.repair,
          lesson: line.lesson,
          unconfirmed: line.unconfirmed,
          context: line.cluster.context,
          timeoutSeconds,
        }
      : { command: 'glance', output: 'text', timeoutSeconds: timeoutSeconds ?? glanceSeconds };
  const { signal, stop } = cancelOnSignal();
  const { practice } = line.cluster;
  const running = practice && (await startPractice(practice));
  try {
    const cluster = running
      ? { ...line.cluster, kubeconfig: running.kubeconfig, simulated: true }
      : line.cluster;
    const open = () => openChapter(cluster, environment);
    const means = { open, explain: explainError, manner, out, err, signal };
    if (line.kind === 'logs') return await runLogs(line.logs, line.output, means);
    return await runCommand(request, means);
  } finally {
    await running?.close();
    stop();
  }
}

async function openChapter(
  cluster: ClusterOptions & { simulated?: boolean },
  environment: NodeJS.ProcessEnv,
) {
  const chapter = await import('../chapter/open.ts');
  return chapter.openChapter({ ...cluster, environment });
}

import type { Chapter } from '../chapter/chapter.ts';
import type { Explanation } from '../chapter/explain.ts';
import type { View } from '../chapter/observe/view.ts';
import type { Message } from '../language/message.ts';
import { translate } from '../language/translate.ts';
import { type Ask, askOnTerminal, type Confirmed, confirmed } from './confirm.ts';
import type { RunWishes } from './line/command-line.ts';
import { type ClusterCommand, commands, destructive, type Output } from './line/commands.ts';
import { type ExitCode, exitCode } from './line/exit-code.ts';
import type { Manner } from './line/manner.ts';
import { exitCodeOfError, RunOutcome } from './outcome.ts';
import {
  auditJson,
  checkJson,
  errorJson,
  eventJson,
  planJson,
  repairJson,
  statusJson,
  urlJson,
} from './print/json.ts';
import type { Printer } from './print/printer.ts';
import { runLesson } from './run-lesson.ts';
import { auditText } from './text/audit-text.ts';
import { checkText } from './text/check-text.ts';
import { errorText } from './text/error-text.ts';
import { keptText } from './text/kept-text.ts';
import { isPossible, planText } from './text/plan-text.ts';
import { repairText } from './text/repair-text.ts';
import { RunText } from './text/run-text.ts';
import { statusText } from './text/status-text.ts';
import { noUrlText } from './text/url-text.ts';

export interface Request extends RunWishes {
  /** `glance` is what a bare `hoist` does without a terminal: one status, and how to go on. */
  command: ClusterCommand | 'glance';
  output: Output;
  /** As it was named; undefined where it was left to the kubeconfig. */
  context?: string;
  /** `--timeout`: what a command that only looks may take. */
  timeoutSeconds?: number;
}

export interface Means {
  open: () => Promise<Chapter>;
  explain: (error: unknown) => Explanation;
  manner: Manner;
  out: Printer;
  /** For errors; the same as `out` where stdout carries JSON. */
  err: Printer;
  signal: AbortSignal;
  /** Where somebody sits there: how to ask. */
  ask?: Ask;
}

/** Carries out one command and says how it ended. Never throws for what a cluster or a kubeconfig does. */
export async function runCommand(request: Request, means: Means): Promise<ExitCode> {
  const late = deadlineOf(request);
  // Nobody reads on: then there is nothing left to do, and a run that writes must not go on unseen.
  const cancel = AbortSignal.any([means.signal, means.out.gone]);
  const signal = AbortSignal.any([cancel, late]);
  let chapter: Chapter | undefined;
  try {
    chapter = await unlessAborted(means.open(), signal);
    const unnamed = unnamedRepair(request, chapter);
    if (unnamed) {
      await tellError({ message: unnamed, unreachable: false }, exitCode.usage, request, means);
      return exitCode.usage;
    }
    if (isUnnamed(request, chapter)) {
      const values = { command: request.command, context: chapter.context };
      const told: Explanation = {
        message: { key: 'usage.name-context', values },
        hint: { key: 'usage.name-context.hint', values },
        unreachable: false,
      };
      await tellError(told, exitCode.usage, request, means);
      return exitCode.usage;
    }
    const { ask = askOnTerminal } = means;
    const yes = request.unconfirmed
      ? await confirmed(chapter, request.command as ClusterCommand, request, { ...means, signal, ask })
      : {};
    if (!yes) return exitCode.cancelled;
    return await carryOut(chapter, request, yes, { ...means, signal });
  } catch (error) {
    if (means.out.gone.aborted) return exitCode.cancelled;
    const explanation = cancel.aborted
      ? cancelled
      : late.aborted
        ? tooLate(chapter?.server ?? '', request.timeoutSeconds ?? 0)
        : { ...means.explain(error), ...chapter?.explain(error) };
    const code = cancel.aborted ? exitCode.cancelled : exitCodeOfError(explanation);
    await tellError(explanation, code, request, means);
    return code;
  } finally {
    chapter?.close();
  }
}

/** What deletes must say where: with several contexts, the current one may be another than was thought. */
const isUnnamed = (
  { command, context, unconfirmed, repair }: Request,
  { contextCount = 1 }: Chapter,
): boolean =>
  destructive.includes(command) &&
  (command !== 'repair' || repair !== undefined) &&
  !unconfirmed &&
  context === undefined &&
  contextCount > 1;

/** What others have written is taken away on the named cluster only, also where there is but one. */
const unnamedRepair = ({ repair, context, unconfirmed }: Request, chapter: Chapter): Message | undefined =>
  repair === undefined || unconfirmed || context !== undefined
    ? undefined
    : { key: 'usage.repair-context', values: { context: chapter.context } };

/** For all that only looks. A run that writes is never cut off by a clock here: the engine gives each step its time. */
function deadlineOf({ command, timeoutSeconds, repair, lesson }: Request): AbortSignal {
  const writes =
    command !== 'glance' && (commands[command].writes || repair !== undefined || lesson?.apply === true);
  return writes || timeoutSeconds === undefined
    ? new AbortController().signal
    : AbortSignal.timeout(timeoutSeconds * 1000);
}

const cancelled: Explanation = { message: { key: 'print.error.cancelled' }, unreachable: false };

const tooLate = (server: string, seconds: number): Explanation => ({
  message: {
    key: 'error.timeout',
    values: { server, words: { key: 'print.error.within', values: { seconds } } },
  },
  hint: { key: 'error.unreachable.hint' },
  unreachable: true,
});

/** Opening may wait for a login that nobody answers; Ctrl-C must not wait for it too. */
async function unlessAborted<T extends { close(): void }>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const give = () => reject(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener('abort', give, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', give);
    if (signal.aborted)
      void work.then(
        (late) => late.close(),
        () => {},
      );
  }
}

async function carryOut(chapter: Chapter, request: Request, yes: Confirmed, means: Means): Promise<ExitCode> {
  const { command, output, to, step = 'check', choices, sidecars } = request;
  const { manner, out, err, signal } = means;
  const { language } = manner;
  const json = output !== 'text';
  switch (command) {
    case 'check': {
      const report = await chapter.check(signal);
      await out.print(json ? checkJson(report, language) : checkText(report, manner));
      return report.success ? exitCode.fine : exitCode.failed;
    }
    case 'plan': {
      const report = await chapter.overview(signal, to);
      await out.print(json ? planJson(report, language) : planText(report, manner));
      return isPossible(report) ? exitCode.fine : exitCode.failed;
    }
    case 'audit': {
      const found = await chapter.audit(signal);
      await out.print(json ? auditJson(found, language) : auditText(found, manner));
      return found.clean ? exitCode.fine : exitCode.failed;
    }
    case 'repair': {
      if (request.repair !== undefined)
        return follow(
          chapter.repair(request.repair, { signal, ...(yes.repair ? { confirmed: yes.repair } : {}) }),
          means,
          json,
        );
      const found = await chapter.hanging(signal);
      await out.print(json ? repairJson(found, language) : repairText(found, chapter.context, manner));
      return found.length === 0 ? exitCode.fine : exitCode.failed;
    }
    case 'url': {
      const found = await chapter.waysIn(signal);
      if (json) await out.print(urlJson(found, language));
      // Stdout has the address or nothing, for a shell that opens what it gets.
      else if (found.url) await out.print(`${found.url}\n`);
      else await err.print(noUrlText(found, manner));
      return found.url ? exitCode.fine : exitCode.failed;
    }
    case 'status': {
      const view = await chapter.look(signal);
      const kept = await chapter.kept(signal);
      await out.print(
        json ? statusJson(view, language, kept) : (await statusText(view, manner)) + keptText(kept, manner),
      );
      return exitCodeOfView(view);
    }
    case 'glance': {
      await out.print(`${translate(language, { key: 'print.no-terminal' })}\n\n`);
      const view = await chapter.look(signal);
      await out.print(
        `${await statusText(view, manner)}\n${translate(language, { key: 'print.how-to-go-on' })}\n`,
      );
      return exitCodeOfView(view);
    }
    case 'lesson':
      return runLesson(chapter, request, { ...means, follow: (events) => follow(events, means, json) });
    case 'up':
      return follow(chapter.up({ signal, to, choices }), means, json);
    case 'down':
      return follow(chapter.down({ signal, sidecars }), means, json);
    case 'undo':
      return follow(chapter.undo(step, { signal, sidecars }), means, json);
    case 'rollback':
      return follow(chapter.rollback({ signal, sidecars }), means, json);
  }
}

/** Where nothing at all may be read, nothing was seen: a script must not take that for an empty cluster. */
const exitCodeOfView = ({ cluster }: View): ExitCode =>
  cluster.freshness.state === 'failed' || cluster.freshness.state === 'forbidden'
    ? exitCode.unreachable
    : exitCode.fine;

/** Prints a run to its end. Also after Ctrl-C: its last event says what was written. */
async function follow(
  events: ReturnType<Chapter['up']>,
  { manner, out, err }: Means,
  json: boolean,
): Promise<ExitCode> {
  const text = new RunText(manner);
  const outcome = new RunOutcome();
  for await (const event of events) {
    outcome.follow(event);
    const words = json ? eventJson(event, manner.language) : await text.tell(event);
    // What was written must be said, if not where it is read any more.
    const unsaid = out.gone.aborted && event.type === 'finished' && outcome.hasWritten;
    await (unsaid ? err : out).print(words);
  }
  return outcome.exitCode;
}

async function tellError(
  explanation: Explanation,
  code: ExitCode,
  { command, output }: Request,
  { manner, out, err }: Means,
): Promise<void> {
  const { language } = manner;
  if (output !== 'text') {
    await out.print(errorJson(explanation, code, { language, asLine: output === 'jsonl' }));
    return;
  }
  await err.print(errorText(explanation, manner));
  if (command === 'glance') await err.print(`\n${translate(language, { key: 'print.how-to-go-on' })}\n`);
}

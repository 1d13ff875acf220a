import { once } from 'node:events';
import type { Explanation } from '../chapter/explain.ts';
import { translate } from '../language/translate.ts';
import { type ExitCode, exitCode } from './line/exit-code.ts';
import type { Manner } from './line/manner.ts';
import type { PracticeSpec, StartPractice } from './line/practice-spec.ts';
import type { Printer } from './print/printer.ts';
import { errorText } from './text/error-text.ts';

const problems = [
  'unreadable',
  'not-json',
  'not-state',
  'other-version',
  'damaged',
  'other-profile',
  'unwritable',
] as const;

/** What was wrong with the file of a state, in words; undefined for any other error. The room that throws it is not ours to import. */
function stateProblem(error: unknown): Pick<Explanation, 'message' | 'hint'> | undefined {
  const { name, problem, file, words } = error as {
    name?: string;
    problem?: string;
    file?: string;
    words?: string;
  };
  const known = problems.find((one) => one === problem);
  if (name !== 'PracticeStateError' || !known) return undefined;
  return {
    message: { key: `print.state.${known}`, values: { file: file ?? '', words: words ?? '' } },
    hint: { key: known === 'unwritable' ? 'print.state.unwritable.hint' : 'print.state.hint' },
  };
}

export interface Serving {
  spec: PracticeSpec;
  start: StartPractice;
  manner: Manner;
  out: Printer;
  err: Printer;
  /** Ctrl-C. */
  signal: AbortSignal;
}

/**
 * `hoist practice`: a practice cluster for other programs. The first line of stdout is the path of its kubeconfig and nothing else, so
 * that scripts can take it; what a person wants to know is on stderr.
 */
export async function servePractice({ spec, start, manner, out, err, signal }: Serving): Promise<ExitCode> {
  // A timer holds the program up: nothing of the cluster does.
  const hold = setInterval(() => {}, 2 ** 30);
  try {
    return await serve({ spec, start, manner, out, err, signal });
  } catch (error) {
    const problem = stateProblem(error);
    if (!problem) throw error;
    await err.print(errorText(problem, manner));
    return problem.message.key === 'print.state.unwritable' ? exitCode.failed : exitCode.usage;
  } finally {
    clearInterval(hold);
  }
}

async function serve({ spec, start, manner, out, err, signal }: Serving): Promise<ExitCode> {
  const running = await start(spec);
  try {
    await out.print(`${running.kubeconfig}\n`);
    const { kubeconfig, server } = running;
    const values = { kubeconfig, server, profile: running.profile };
    await err.print(`${translate(manner.language, { key: 'print.practice', values })}\n`);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await running.close();
  }
  // Ctrl-C is how it ends.
  return exitCode.fine;
}

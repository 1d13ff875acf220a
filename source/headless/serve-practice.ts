import { once } from 'node:events';
import { translate } from '../language/translate.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { Manner } from './manner.ts';
import type { PracticeSpec, StartPractice } from './practice-spec.ts';
import type { Printer } from './printer.ts';

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
  const running = await start(spec);
  // A timer holds the program up: nothing of the cluster does.
  const hold = setInterval(() => {}, 2 ** 30);
  try {
    await out.print(`${running.kubeconfig}\n`);
    const { kubeconfig, server } = running;
    const values = { kubeconfig, server, profile: spec.profile };
    await err.print(`${translate(manner.language, { key: 'print.practice', values })}\n`);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    clearInterval(hold);
    await running.close();
  }
  // Ctrl-C is how it ends.
  return exitCode.fine;
}

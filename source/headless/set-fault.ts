import { explainError } from '../chapter/explain.ts';
import { practiceControl } from '../chapter/practice-control.ts';
import { translate } from '../language/translate.ts';
import { type ExitCode, exitCode } from './line/exit-code.ts';
import type { Manner } from './line/manner.ts';
import type { FaultRequest } from './line/practice-line.ts';
import { exitCodeOfError } from './outcome.ts';
import type { Printer } from './print/printer.ts';
import { errorText } from './text/error-text.ts';

/** `hoist practice fault [NAME on|off]`: what goes wrong in a practice cluster that runs elsewhere. */
export async function setFault(
  { set, ...where }: FaultRequest,
  {
    environment,
    manner,
    out,
    err,
    signal,
  }: {
    environment: NodeJS.ProcessEnv;
    manner: Manner;
    out: Printer;
    err: Printer;
    signal: AbortSignal;
  },
): Promise<ExitCode> {
  const say = (message: Parameters<typeof translate>[1]) => translate(manner.language, message);
  try {
    const control = practiceControl({ ...where, environment });
    if (!control) {
      const told = {
        message: { key: 'print.fault.not-practice' },
        hint: { key: 'print.fault.not-practice.hint' },
      } as const;
      await err.print(errorText(told, manner));
      return exitCode.usage;
    }
    try {
      if (set) {
        await control.setFault(set.name, set.on, signal);
        const { name, on } = set;
        const what = say({ key: `fault.${name}` });
        await out.print(
          `${say(on ? { key: 'print.fault.turned-on', values: { name, what } } : { key: 'print.fault.turned-off', values: { name } })}\n`,
        );
        return exitCode.fine;
      }
      for (const { name, on } of await control.faults(signal)) {
        const state = say({ key: on ? 'screen.faults.on' : 'screen.faults.off' });
        const what = say({ key: `fault.${name}` });
        const values = { name: name.padEnd(12), state: state.padEnd(3), what };
        await out.print(`${say({ key: 'print.fault.row', values })}\n`);
      }
      return exitCode.fine;
    } finally {
      control.close();
    }
  } catch (error) {
    const explanation = explainError(error);
    await err.print(errorText(explanation, manner));
    return exitCodeOfError(explanation);
  }
}

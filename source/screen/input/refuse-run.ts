import type { RowId } from '../../chapter/step-id.ts';
import type { Message } from '../../language/message.ts';
import type { CommandContext } from './command.ts';

/** These steps only read, so they may run where nothing may be written. */
const readingSteps: readonly string[] = ['check', 'proxies'];

/** Why a step cannot be run now. */
export function refuseRun({ state }: CommandContext, run: RowId | undefined): Message | undefined {
  if (state.run) return { key: 'screen.refused.running' };
  if (!state.view || !state.about) return { key: 'screen.refused.connecting' };
  if (run && readingSteps.includes(run)) return undefined;
  if (state.about.readOnly) return { key: 'screen.refused.read-only' };
  // What is there can be taken down without the files that it came from.
  if (state.about.release || run === 'uninstall') return undefined;
  return { key: state.about.unfit ? 'screen.refused.no-release' : 'screen.refused.connecting' };
}

/** Asks whether the step shall run; the uninstall asks for more. */
export function askRun(run: RowId, { session }: CommandContext): void {
  if (run === 'uninstall') session.takings.ask({ what: 'uninstall' });
  else session.runs.ask(run);
}

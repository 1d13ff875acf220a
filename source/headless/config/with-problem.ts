import type { CommandLine } from '../line/command-line.ts';
import type { LoadedConfig } from './load.ts';

/** A configuration file that is wrong stops everything but the help: half of what somebody wanted may be the wrong half. */
export function withProblem(line: CommandLine, { problem }: LoadedConfig): CommandLine {
  if (!problem || line.kind === 'help' || line.kind === 'version' || line.kind === 'wrong') return line;
  const output = 'output' in line ? line.output : 'text';
  return { kind: 'wrong', look: line.look, message: problem, hint: { key: 'config.wrong.hint' }, output };
}

/** Whether text may be coloured: onto a terminal that can, and where nobody said no (https://no-color.org). */
export function mayColour(terminal: boolean, flag: boolean, environment: NodeJS.ProcessEnv): boolean {
  return terminal && flag && !environment.NO_COLOR && environment.TERM !== 'dumb';
}

import { shellLine } from '../../chapter/shell-line.ts';
import type { Drawing } from '../look/drawing.ts';
import type { About } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import { commandLines } from './diagnosis.ts';

type Reached = Pick<About, 'kubeconfig'> | undefined;

/**
 * Commands as another terminal needs them: told first of a cluster that no kubeconfig of the user's knows, or they would go to another
 * cluster, or to none.
 */
export function forAnotherTerminal(commands: readonly string[], about: Reached): string[] {
  const first = about?.kubeconfig ? [`export ${shellLine([`KUBECONFIG=${about.kubeconfig}`])}`] : [];
  return commands.length === 0 ? [] : [...first, ...commands];
}

/** The commands that do the same in another terminal. */
export function byHandLines(
  commands: readonly string[],
  about: Reached,
  drawing: Drawing,
  width: number,
): Line[] {
  if (commands.length === 0) return [];
  return [
    [],
    [segment(drawing.say({ key: 'screen.step.commands' }), 'title')],
    ...commandLines(forAnotherTerminal(commands, about), drawing, width),
  ];
}

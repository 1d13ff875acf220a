import { shellLine } from '../../chapter/shell-line.ts';
import type { Drawing } from '../look/drawing.ts';
import type { About } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import { commandLines } from './diagnosis.ts';

/** The commands that do the same in another terminal, which has to be told first of a cluster that no kubeconfig of the user's knows. */
export function byHandLines(
  commands: readonly string[],
  about: Pick<About, 'kubeconfig'> | undefined,
  drawing: Drawing,
  width: number,
): Line[] {
  if (commands.length === 0) return [];
  const first = about?.kubeconfig ? [`export ${shellLine([`KUBECONFIG=${about.kubeconfig}`])}`] : [];
  return [
    [],
    [segment(drawing.say({ key: 'screen.step.commands' }), 'title')],
    ...commandLines([...first, ...commands], drawing, width),
  ];
}

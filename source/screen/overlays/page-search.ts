import type { CommandContext } from '../input/command.ts';
import { isMenu } from '../state/overlay.ts';
import { type Line, lineText } from '../text/line.ts';
import { overlayLines } from './overlay-lines.ts';

/** Whether a line of a page has what is looked for in it. */
export function isMatch(line: Line, wanted: string | undefined): boolean {
  return (
    Boolean(wanted) &&
    lineText(line)
      .toLowerCase()
      .includes((wanted ?? '').toLowerCase())
  );
}

/** The number of the next or the previous line that has it, from the one that is at the top now; round and round. */
export function nextMatch(context: CommandContext, by: 1 | -1): number | undefined {
  const { overlay, filters, filtering } = context.state;
  if (!overlay || isMenu(overlay)) return undefined;
  const { content, scroll } = overlayLines(overlay, context);
  const numbers = content.flatMap((line, number) => (isMatch(line, filters.page) ? [number] : []));
  if (numbers.length === 0) return undefined;
  // While it is being typed, the place that is in sight already is good enough.
  if (filtering) return numbers.find((number) => number >= scroll.top) ?? numbers[0];
  const from = context.state.match ?? scroll.top - 1;
  return by > 0
    ? (numbers.find((number) => number > from) ?? numbers[0])
    : (numbers.findLast((number) => number < from) ?? numbers.at(-1));
}

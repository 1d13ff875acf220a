import type { MessageKey } from '../../language/message.ts';
import type { Drawing } from '../look/drawing.ts';
import { type Line, lineText } from '../text/line.ts';

/** The number of the line that is this heading of a page; -1 where it has none such. */
export function headingPlace(
  content: readonly Line[],
  key: Extract<MessageKey, 'screen.guide.questions' | 'screen.plan.title'>,
  { say }: Drawing,
): number {
  return content.findIndex((line) => lineText(line) === say({ key }));
}

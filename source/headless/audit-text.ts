import type { Chapter } from '../chapter/chapter.ts';
import { translate } from '../language/translate.ts';
import type { Manner } from './manner.ts';
import { objectName } from './object-name.ts';

/** What is left, by where it comes from; or one sentence that nothing is. */
export function auditText(
  { clean, leftovers }: Awaited<ReturnType<Chapter['audit']>>,
  { language, paint, glyphs }: Manner,
): string {
  if (clean) return `${paint('green', glyphs.good)} ${translate(language, { key: 'print.audit.clean' })}\n`;
  // An Istio that was never taken down leaves two hundred objects for a dozen reasons: each reason is said once.
  const groups = Map.groupBy(leftovers, ({ reason }) => translate(language, reason));
  const lines = [...groups].flatMap(([reason, ones]) => [
    paint('bold', reason),
    ...ones.map((leftover) => `  ${paint('red', glyphs.bad)} ${objectName(leftover)}`),
    '',
  ]);
  const count = leftovers.length;
  lines.push(paint('red', translate(language, { key: 'print.audit.leftovers', values: { count } })));
  return `${lines.join('\n')}\n`;
}

import type { Chapter } from '../../chapter/chapter.ts';
import { translate } from '../../language/translate.ts';
import type { Manner } from '../line/manner.ts';
import { objectName } from '../line/object-name.ts';
import { certificateLines } from './certificate-text.ts';

/** What is left, by where it comes from; or one sentence that nothing is. */
export function auditText(
  { clean, leftovers, certificate }: Awaited<ReturnType<Chapter['audit']>>,
  manner: Manner,
): string {
  const { language, paint, glyphs } = manner;
  const proof = certificate ? `${certificateLines(certificate, manner).join('\n')}\n\n` : '';
  if (clean)
    return `${proof}${paint('green', glyphs.good)} ${translate(language, { key: 'print.audit.clean' })}\n`;
  if (leftovers.length === 0) {
    const kinds = (certificate?.unread ?? []).map(({ kind }) => kind).join(', ');
    const words = translate(language, { key: 'certificate.clean-but', values: { kinds } });
    return `${proof}${paint('yellow', `${glyphs.warn} ${words}`)}\n`;
  }
  // An Istio that was never taken down leaves two hundred objects for a dozen reasons: each reason is said once.
  const groups = Map.groupBy(leftovers, ({ reason }) => translate(language, reason));
  const lines = [...groups].flatMap(([reason, ones]) => [
    paint('bold', reason),
    ...ones.map((leftover) => `  ${paint('red', glyphs.bad)} ${objectName(leftover)}`),
    '',
  ]);
  const count = leftovers.length;
  lines.push(paint('red', translate(language, { key: 'print.audit.leftovers', values: { count } })));
  return `${proof}${lines.join('\n')}\n`;
}

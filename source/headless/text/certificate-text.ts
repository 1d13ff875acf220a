import type { Certificate } from '../../chapter/uninstall/certificate.ts';
import type { Message } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import type { Manner } from '../line/manner.ts';
import { objectName } from '../line/object-name.ts';

const mostDifferences = 20;

/** What was looked at, what could not be, and what differs from before the first write. What remains is told where it is found. */
export function certificateLines(
  { checked, unread, since, differences, at }: Certificate,
  { language, paint, glyphs }: Manner,
): string[] {
  const say = (message: Message) => translate(language, message);
  const kinds = checked.map(({ kind, namespace, count }) => {
    const where = namespace ? ` -n ${namespace}` : '';
    return `${kind}${where} (${count})`;
  });
  const lines = [
    paint('bold', say({ key: 'certificate.title', values: { at } })),
    `${glyphs.note} ${say({ key: 'certificate.checked', values: { count: checked.length, kinds: kinds.join(', ') } })}`,
  ];
  for (const { kind, words } of unread)
    lines.push(
      paint('yellow', `${glyphs.warn} ${say({ key: 'certificate.unread', values: { kind, words } })}`),
    );
  if (!since) return [...lines, `${glyphs.note} ${say({ key: 'certificate.no-baseline' })}`];
  lines.push(
    `${glyphs.note} ${say({ key: 'certificate.since', values: { since, count: differences.length } })}`,
  );
  for (const { object, change, origin, reason } of differences.slice(0, mostDifferences)) {
    const what = say({ key: `certificate.${change}.${origin}`, values: { name: objectName(object) } });
    lines.push(`    ${what}${reason ? ` ${say(reason)}` : ''}`);
  }
  const more = differences.length - mostDifferences;
  if (more > 0) lines.push(`    ${say({ key: 'certificate.more', values: { count: more } })}`);
  return lines;
}

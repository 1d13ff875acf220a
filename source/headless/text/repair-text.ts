import type { Hanging } from '../../chapter/repair/hanging.ts';
import { shellLine } from '../../chapter/shell-line.ts';
import type { Message } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import type { Manner } from '../line/manner.ts';

/** What hangs, the proof of it, and what to do; for what hoist can repair, the line that does it on this context. */
export function repairText(found: readonly Hanging[], context: string, manner: Manner): string {
  const { language, paint, glyphs } = manner;
  const say = (message: Message) => translate(language, message);
  if (found.length === 0) return `${paint('green', glyphs.good)} ${say({ key: 'print.repair.none' })}\n`;
  const lines = found.flatMap(({ id, what, proof, remedy, writes }) => {
    const command = shellLine(['hoist', 'repair', id, '--yes', '--context', context]);
    return [
      paint('bold', `${glyphs.bad} ${id}`),
      `  ${say(what)}`,
      ...proof.map((one) => `  ${glyphs.note} ${say(one)}`),
      paint('cyan', `  ${say({ key: 'print.repair.remedy', values: { words: remedy } })}`),
      ...(writes.length > 0 ? [`  ${say({ key: 'print.repair.command', values: { command } })}`] : []),
      '',
    ];
  });
  return `${lines.join('\n').trimEnd()}\n`;
}

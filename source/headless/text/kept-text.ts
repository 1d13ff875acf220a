import type { Kept } from '../../chapter/keeping/kept.ts';
import type { Message } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import type { Manner } from '../line/manner.ts';
import { objectName } from '../line/object-name.ts';

/** What earlier runs have left word of; nothing where none has. */
export function keptText(
  { brokenOff, last, restarted, heldBy, inventory, unreadable }: Kept,
  { language, paint, glyphs }: Manner,
): string {
  const lines: string[] = [];
  const say = (message: Message) => translate(language, message);
  if (heldBy) {
    const { user, host, pid, since } = heldBy;
    lines.push(paint('yellow', say({ key: 'lease.held', values: { user, host, pid, since } })));
  }
  if (brokenOff) {
    const { began, user, host, result, written, done, left, unsure, what, step } = brokenOff;
    const how = { key: `resumed.${result ?? 'broken'}` } as const;
    const values = { what, began, user, host, how, command: commandOf(what, step) };
    const key = what === 'proxies' ? 'kept.broken.pilot' : 'kept.broken';
    lines.push(`${paint('yellow', glyphs.warn)} ${say({ key, values })}`);
    const steps = { written, done: done.join(', ') || '-', left: left.join(', ') || '-' };
    lines.push(`    ${say({ key: 'resumed.done', values: steps })}`);
    if (unsure.length > 0)
      lines.push(
        `    ${say({ key: 'resumed.unsure', values: { names: unsure.map(objectName).join(', ') } })}`,
      );
    lines.push(`    ${say({ key: 'kept.rollback' })}`);
  } else if (last) {
    const { what, until, written } = last;
    lines.push(`${glyphs.note} ${say({ key: 'kept.last', values: { what, until, written } })}`);
  }
  if (restarted) {
    const { object, at, user, host, sure } = restarted;
    const values = { name: objectName(object), at, user, host };
    const key = sure ? 'kept.restarted' : 'kept.restarted.unsure';
    lines.push(`${glyphs.note} ${say({ key, values })}`);
  }
  if (inventory)
    lines.push(
      `${glyphs.note} ${say({ key: 'kept.inventory', values: { count: inventory.count, release: inventory.release } })}`,
    );
  if (unreadable) {
    lines.push(`${paint('yellow', glyphs.warn)} ${say(unreadable.message)}`);
    if (unreadable.hint) lines.push(`    ${say(unreadable.hint)}`);
  }
  if (lines.length === 0) return '';
  return `\n${[paint('bold', say({ key: 'kept.title' })), ...lines].join('\n')}\n`;
}

const commands: readonly string[] = ['up', 'down', 'rollback', 'repair'];

/** What goes on with a run; on the screen a step can be run by itself. */
function commandOf(what: string, step: string | undefined): string {
  if (commands.includes(what)) return `hoist ${what}`;
  if (what === 'uninstall') return 'hoist down';
  if (what === 'lesson') return 'hoist lesson FILE';
  return what === 'undo' ? `hoist undo --step ${step ?? 'STEP'}` : `hoist up --to ${what}`;
}

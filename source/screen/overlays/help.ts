import { type Command, sections } from '../input/command.ts';
import { commands } from '../input/commands.ts';
import { keyNames } from '../input/key-table.ts';
import type { Drawing } from '../look/drawing.ts';
import { pad } from '../text/cut.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';

const keyWidth = 14;

/** The help is the table of commands, nothing of it written twice. */
export function helpLines({ say }: Drawing, width: number): Line[] {
  return sections.flatMap((section) => [
    [segment(say({ key: `screen.help.${section}` }), 'title')],
    ...commands.filter((command) => command.section === section).flatMap((command) => commandLines(command)),
    [],
  ]);

  function commandLines({ keys, does }: Command): Line[] {
    const names = keyNames(keys).join(' ');
    const words = wrap(say({ key: does }), width - keyWidth - 2);
    return words.map((text, index) => [
      segment(`  ${pad(index === 0 ? names : '', keyWidth)}`, 'accent'),
      segment(text),
    ]);
  }
}

import type { CommandContext } from '../input/command.ts';
import { keyName } from '../input/key-table.ts';
import { paletteEntries } from '../input/palette.ts';
import { windowTop } from '../look/window.ts';
import type { Overlay } from '../state/overlay.ts';
import { cut, pad } from '../text/cut.ts';
import { type Line, segment } from '../text/line.ts';

const nameWidth = 16;
const keyWidth = 8;

/** The line that is typed, and the commands that it can mean. What cannot be done now says why. */
export function paletteLines(
  { typed, index }: Extract<Overlay, { kind: 'palette' }>,
  context: CommandContext,
  width: number,
): Line[] {
  const { drawing, state } = context;
  const { say, glyphs } = drawing;
  const entries = paletteEntries(typed, context);
  // As high whatever is typed, so that nothing jumps.
  const height = Math.max(3, Math.min(12, state.size.rows - 10));
  const top = windowTop(0, index, entries.length, height);
  const lines: Line[] = [[segment(`:${typed}`, 'accent'), segment(' ', 'selected')], []];
  for (const [offset, entry] of entries.slice(top, top + height).entries()) {
    const chosen = top + offset === index;
    const name = pad(entry.name, nameWidth, glyphs.more);
    const key = pad(keyName(entry.key), keyWidth, glyphs.more);
    const words = cut(entry.refusal ?? entry.does, width - nameWidth - keyWidth - 4, glyphs.more);
    const text = `${chosen ? glyphs.cursor : ' '} ${name} ${key} ${words}`;
    lines.push(
      chosen
        ? [segment(pad(text, width, glyphs.more), 'selected')]
        : [
            segment(`  ${name} `, entry.refusal ? 'quiet' : 'plain'),
            segment(`${key} `, 'accent'),
            segment(words, entry.refusal ? 'quiet' : 'plain'),
          ],
    );
  }
  if (entries.length === 0) lines.push([segment(say({ key: 'screen.palette.none' }), 'warn')]);
  while (lines.length < height + 2) lines.push([]);
  return lines;
}

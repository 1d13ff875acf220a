import type { Command, CommandContext } from './input/command.ts';
import { keyName } from './input/key-table.ts';
import { commandsHere } from './input/meaning.ts';
import { elapsedOf } from './look/age.ts';
import { cut } from './text/cut.ts';
import { fitLine, type Line, lineWidth, type Segment, segment, spread } from './text/line.ts';
import { widthOf } from './text/width.ts';
import { wrap } from './text/wrap.ts';

/** As many rows as a notice may take. */
const most = 3;

/** The last line, or a notice that is longer than it: why something failed is not cut off before the reason. */
export function footerLines(context: CommandContext, width: number): Line[] {
  const { state, drawing } = context;
  const { notice } = state;
  const last = footerLine(context, width);
  if (!notice || state.filtering) return [last];
  const words = drawing.say(notice.message);
  if (widthOf(words) + 3 <= width) return [last];
  const rows = wrap(words, width - 4);
  const shown = rows.slice(0, most);
  if (rows.length > most)
    shown[most - 1] = cut(rows.slice(most - 1).join(' '), width - 4, drawing.glyphs.more);
  const mark = drawing.glyphs.health[notice.tone === 'quiet' ? 'off' : notice.tone];
  return shown.map((row, index) =>
    fitLine([segment(` ${index === 0 ? mark : ' '} ${row}`, notice.tone)], width, drawing.glyphs.more),
  );
}

/** The last line: what is being typed, what was just said, or the keys that do something here. */
export function footerLine(context: CommandContext, width: number): Line {
  const { state, drawing } = context;
  const { say, glyphs } = drawing;
  const running = [...runningSegments(context), ...pressedSegments(context)];
  if (state.filtering) {
    const text = state.filters[state.filtering] ?? '';
    const left = [segment(` /${text}`, 'accent'), segment(' ', 'selected')];
    const keys = hints(context, Math.max(0, width - lineWidth(left) - 2));
    return spread(left, keys, width, glyphs.more);
  }
  if (state.notice) {
    const { message, tone } = state.notice;
    const health = tone === 'quiet' ? 'off' : tone;
    const left = [segment(` ${glyphs.health[health]} ${say(message)}`, tone)];
    return spread(left, lineWidth(left) + lineWidth(running) < width ? running : [], width, glyphs.more);
  }
  return spread(hints(context, width - lineWidth(running)), running, width, glyphs.more);
}

/** As many hints as there is room for; the ways to help and out always. */
function hints(context: CommandContext, width: number): Line {
  const offered = commandsHere(context).filter((command) => command.hint && command.offered?.(context));
  const always = offered.filter(({ id }) => ['help', 'close', 'quit'].includes(id));
  const line: Segment[] = [];
  let room = width - always.reduce((sum, command) => sum + lineWidth(hint(command, context)), 0);
  for (const command of offered) {
    const piece = hint(command, context);
    if (!always.includes(command)) {
      if (lineWidth(piece) > room) continue;
      room -= lineWidth(piece);
    }
    line.push(...piece);
  }
  return line;
}

function hint(command: Command, context: CommandContext): Segment[] {
  const key = typeof command.hint === 'function' ? command.hint(context) : command.hint;
  if (!key) return [];
  return [
    segment(` ${keyName(command.keys[0] ?? '')}`, 'accent'),
    segment(` ${context.drawing.say({ key } as never)} `),
  ];
}

/** The keys that were pressed last, for those who look on. */
function pressedSegments({ state }: CommandContext): Segment[] {
  return state.pressed.flatMap((key) => [segment(' '), segment(` ${keyName(key)} `, 'badge')]);
}

function runningSegments({ state, drawing }: CommandContext): Segment[] {
  const { run } = state;
  if (!run) return [];
  const { say, glyphs, now } = drawing;
  const step = say({ key: `screen.step.${run.step ?? run.run}` });
  const time = elapsedOf((now - run.since) / 1000);
  return [
    segment(` ${glyphs.health.busy} ${say({ key: 'screen.running', values: { step, time } })} `, 'busy'),
  ];
}

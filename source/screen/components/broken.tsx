import type { CommandContext } from '../input/command.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { Rows } from './rows.tsx';

/** There is nothing to show, and this is why and what to do: a calm page instead of a stack. */
export function Broken({ context }: { context: CommandContext }) {
  const { state, drawing } = context;
  const { columns, rows } = state.size;
  const { say, glyphs } = drawing;
  const width = Math.min(columns - 4, 76);
  const { message, hint } = state.broken ?? {};
  const block = (words: string, tone?: 'bad' | 'quiet'): Line[] =>
    wrap(words, width).map((line) => [segment(line, tone)]);
  const lines: Line[] = [
    [segment(' hoist ', 'badge')],
    [],
    ...(message ? block(`${glyphs.health.bad} ${say(message)}`, 'bad') : []),
    [],
    ...(hint ? [...block(say(hint)), []] : []),
    ...block(say({ key: 'screen.leave' }), 'quiet'),
  ].slice(0, rows);
  const left = Math.floor((columns - width) / 2);
  const top = Math.max(0, Math.floor((rows - lines.length) / 3));
  return <Rows lines={lines} color={drawing.color} place={{ left, top, width, height: lines.length }} />;
}

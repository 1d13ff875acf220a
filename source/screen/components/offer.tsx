import type { CommandContext } from '../input/command.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { Rows } from './rows.tsx';

/** No kubeconfig names a cluster: one question, whether a practice cluster shall do. */
export function Offer({ context }: { context: CommandContext }) {
  const { state, drawing } = context;
  const { columns, rows } = state.size;
  const { say } = drawing;
  const width = Math.min(columns - 4, 76);
  const { why, started } = state.offer ?? {};
  const block = (words: string, tone?: 'quiet' | 'accent' | 'title'): Line[] =>
    wrap(words, width).map((line) => [segment(line, tone)]);
  const lines: Line[] = [
    [segment(' hoist ', 'badge')],
    [],
    ...(why ? block(say(why.message), 'quiet') : []),
    [],
    ...block(say({ key: 'screen.offer.title' }), 'title'),
    [],
    ...block(say({ key: 'screen.offer.what' })),
    [],
    ...block(say({ key: started ? 'screen.offer.starting' : 'screen.offer.keys' }), 'accent'),
  ].slice(0, rows);
  const left = Math.floor((columns - width) / 2);
  const top = Math.max(0, Math.floor((rows - lines.length) / 3));
  return <Rows lines={lines} color={drawing.color} place={{ left, top, width, height: lines.length }} />;
}

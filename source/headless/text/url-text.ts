import type { Hop, WaysIn } from '../../chapter/way-in/ways-in.ts';
import { translate } from '../../language/translate.ts';
import type { Manner } from '../line/manner.ts';

const marks = { good: ['green', 'good'], bad: ['red', 'bad'], unknown: ['dim', 'todo'] } as const;

/**
 * Why no address shows the page: each address with what came of it, the stations on the way, what is wrong and what to do, and the
 * line that opens a tunnel where the page answers inside.
 */
export function noUrlText(
  { ways, inside, forward, diagnosis }: WaysIn,
  { language, glyphs, paint }: Manner,
): string {
  const say = (message: Parameters<typeof translate>[1]) => translate(language, message);
  const station = ({ id, state, found }: Hop) => {
    const [style, glyph] = marks[state];
    return `  ${paint(style, glyphs[glyph])} ${say({ key: `way.hop.${id}` })}: ${say(found)}`;
  };
  const lines = ways.map(({ url, why, result }) => `${url} (${say(why)}): ${say(result)}`);
  if (ways.length === 0) lines.push(say({ key: 'way.none' }));
  lines.push('', ...(ways[0]?.hops ?? inside).map(station));
  if (diagnosis) {
    lines.push('', say({ key: 'diagnosis.told', values: { why: diagnosis.why, fix: diagnosis.fix } }));
    lines.push(...diagnosis.commands.map((command) => `  ${paint('cyan', command)}`));
  }
  if (forward.works) {
    lines.push('', say({ key: 'way.forward', values: { url: forward.url } }));
    lines.push(`  ${paint('cyan', forward.command)}`);
  }
  return `${lines.join('\n')}\n`;
}

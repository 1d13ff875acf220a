import type { Hop, WaysIn } from '../../chapter/way-in/ways-in.ts';
import type { Drawing } from '../look/drawing.ts';
import type { Fetched } from '../state/overlay.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { commandLines, diagnosisLines, prose } from './diagnosis.ts';

const healthOf = { good: 'good', bad: 'bad', unknown: 'off' } as const;

/** The addresses of the application, and the stations on the way there. */
export function waysLines(found: Fetched<WaysIn>, drawing: Drawing, width: number): Line[] {
  const { say, glyphs } = drawing;
  if (found.state === 'loading') return prose(say({ key: 'screen.ways.loading' }), width, 'busy');
  if (found.state === 'failed') return prose(say(found.message), width, 'bad');
  const { ways, inside, url, diagnosis, forward } = found.value;
  const station = ({ id, state, found: words }: Hop): Line[] => {
    const health = healthOf[state];
    const [first = '', ...rest] = wrap(`${say({ key: `way.hop.${id}` })}: ${say(words)}`, width - 4);
    return [
      [
        segment(`  ${glyphs.health[health]} `, health),
        segment(first, health === 'off' ? 'quiet' : undefined),
      ],
      ...rest.map((line): Line => [segment(`    ${line}`)]),
    ];
  };
  const best = ways.find((way) => way.url === url) ?? ways[0];
  return [
    ...(url
      ? prose(say({ key: 'screen.notice.open', values: { url } }), width, 'good')
      : prose(say({ key: 'screen.ways.none' }), width, 'bad')),
    [],
    ...(best?.hops ?? inside).flatMap(station),
    [],
    ...(diagnosis ? [...diagnosisLines(diagnosis, drawing, width), []] : []),
    ...ways.flatMap(({ url: address, why, result, works }): Line[] => [
      [
        segment(`${glyphs.health[works ? 'good' : 'bad']} ${address} `, works ? 'good' : 'plain'),
        segment(say(result), works ? 'good' : 'warn'),
      ],
      ...wrap(say(why), width - 2).map((line): Line => [segment(`  ${line}`, 'quiet')]),
    ]),
    ...(forward.works
      ? [
          [],
          ...prose(say({ key: 'way.forward', values: { url: forward.url } }), width),
          ...commandLines([forward.command], drawing, width),
        ]
      : []),
  ];
}

import type { EventRow } from '../../chapter/observe/view.ts';
import { ageOf } from '../look/age.ts';
import type { Drawing } from '../look/drawing.ts';
import { pad, padStart } from '../text/cut.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { prose } from './diagnosis.ts';

/** What happened, each thing once with its count, the newest last. */
export function eventLines(rows: readonly EventRow[], drawing: Drawing, width: number): Line[] {
  const { say, glyphs, now } = drawing;
  if (rows.length === 0) return prose(say({ key: 'screen.recent.none' }), width, 'quiet');
  return rows.flatMap(({ about, warning, reason, message, count, last }): Line[] => {
    const times = count > 1 ? `x${count}` : '';
    const object = `${about.kind.toLowerCase()}/${about.name}${about.namespace ? ` -n ${about.namespace}` : ''}`;
    return [
      [
        segment(`${padStart(ageOf(last, now), 4, glyphs.more)} ${padStart(times, 5, glyphs.more)} `, 'quiet'),
        segment(
          `${glyphs.health[warning ? 'warn' : 'off']} ${pad(reason, 20, glyphs.more)} `,
          warning ? 'warn' : 'plain',
        ),
        segment(object, 'quiet'),
      ],
      ...wrap(message, width - 13).map(
        (line): Line => [segment(`             ${line}`, warning ? 'warn' : 'plain')],
      ),
    ];
  });
}

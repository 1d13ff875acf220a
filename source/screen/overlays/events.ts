import type { EventRow, Freshness } from '../../chapter/observe/view.ts';
import { ageOf, elapsedOf } from '../look/age.ts';
import type { Drawing } from '../look/drawing.ts';
import { pad, padStart } from '../text/cut.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { prose } from './diagnosis.ts';

/** What happened, each thing once with its count, the newest last. */
export function eventLines(
  rows: readonly EventRow[],
  freshness: Freshness | undefined,
  drawing: Drawing,
  width: number,
): Line[] {
  const { glyphs, now } = drawing;
  if (rows.length === 0) return noneLines(freshness, drawing, width);
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

/** The page of its own: where nobody answers any more, its end says so, since that is what is in sight. */
export function eventsPage(
  rows: readonly EventRow[],
  freshness: Freshness | undefined,
  drawing: Drawing,
  width: number,
): Line[] {
  const lines = eventLines(rows, freshness, drawing, width);
  const away = rows.length > 0 ? awayLines(freshness, drawing, width) : [];
  return away.length > 0 ? [...lines, [], ...away] : lines;
}

/** That what stands here is from before the API server fell silent; nothing where it has not. */
export function awayLines(freshness: Freshness | undefined, { say, now }: Drawing, width: number): Line[] {
  if (freshness?.state !== 'stale') return [];
  const age = elapsedOf((now - Date.parse(freshness.since)) / 1000);
  return prose(say({ key: 'screen.why.away', values: { age } }), width, 'warn');
}

/** An empty list says that nothing has happened only where the server has just said so. */
function noneLines(freshness: Freshness | undefined, { say, now }: Drawing, width: number): Line[] {
  switch (freshness?.state) {
    case 'live':
      return prose(say({ key: 'screen.recent.none' }), width, 'quiet');
    case undefined:
    case 'connecting':
      return prose(say({ key: 'screen.recent.unheard' }), width, 'quiet');
    case 'stale': {
      const age = elapsedOf((now - Date.parse(freshness.since)) / 1000);
      return prose(say({ key: 'screen.recent.away', values: { age } }), width, 'warn');
    }
    case 'forbidden':
    case 'failed':
      return prose(say({ key: 'screen.recent.unread', values: { words: freshness.message } }), width, 'warn');
  }
}

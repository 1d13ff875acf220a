import type { Insight } from '../../chapter/observe/insight.ts';
import type { View } from '../../chapter/observe/view.ts';
import { elapsedOf } from '../look/age.ts';
import type { Drawing } from '../look/drawing.ts';
import type { Fetched } from '../state/overlay.ts';
import { type Line, segment } from '../text/line.ts';
import { diagnosisLines, prose } from './diagnosis.ts';
import { awayLines, eventLines } from './events.ts';

/** How one object is doing: what it says, why, what to do; as a proxy, by its sidecar, and what happened to it. */
export function whyLines(
  found: Fetched<Insight>,
  view: View | undefined,
  drawing: Drawing,
  width: number,
): Line[] {
  const { say, now } = drawing;
  if (found.state !== 'there') return found.state === 'failed' ? prose(say(found.message), width, 'bad') : [];
  const { why, diagnoses, proxy, injection, events } = found.value;
  const heading = (key: 'screen.why.proxy' | 'screen.why.sidecar' | 'screen.why.events'): Line[] => [
    [],
    [segment(say({ key }), 'title')],
  ];
  const known = diagnoses.filter(({ cause }) => cause !== 'proxy-fine');
  const lines: Line[] = [];
  const told = awayLines(view?.cluster.freshness, drawing, width);
  const away = told.length > 0;
  if (away) lines.push(...told, []);
  if (why) lines.push(...prose(say(why), width, 'warn'));
  else if (known.length === 0)
    lines.push(
      ...prose(
        say({ key: away ? 'screen.why.well.then' : 'screen.why.well' }),
        width,
        away ? 'plain' : 'good',
      ),
    );
  const ofProxy = known.filter(({ cause }) => cause.startsWith('proxy-'));
  for (const one of known.filter((each) => !ofProxy.includes(each)))
    lines.push([], ...diagnosisLines(one, drawing, width));
  if (proxy) {
    lines.push(...heading('screen.why.proxy'));
    const states = [
      ['CDS', proxy.cds],
      ['LDS', proxy.lds],
      ['EDS', proxy.edsPercent === undefined ? proxy.eds : `${proxy.eds} (${proxy.edsPercent}%)`],
      ['RDS', proxy.rds],
      ...(proxy.ecds ? [['ECDS', proxy.ecds]] : []),
    ];
    if (!proxy.missing) lines.push(...prose(states.map((pair) => pair.join(' ')).join('   '), width));
    const since = proxy.since ? elapsedOf((now - Date.parse(proxy.since)) / 1000) : '';
    const { pilot, version } = proxy;
    if (pilot)
      lines.push(...prose(say({ key: 'screen.why.pilot', values: { pilot, version } }), width, 'quiet'));
    if (pilot && since)
      lines.push(...prose(say({ key: 'screen.why.pilot.since', values: { since } }), width, 'quiet'));
    lines.push(...prose(say(proxy.meaning), width, proxy.health === 'good' ? 'good' : 'warn'));
    for (const one of ofProxy) lines.push([], ...diagnosisLines(one, drawing, width));
  }
  if (injection) lines.push(...heading('screen.why.sidecar'), ...prose(sentence(say(injection.rule)), width));
  lines.push(...heading('screen.why.events'), ...eventLines(events, view?.events.freshness, drawing, width));
  return lines;
}

/** What stands in a table as it is, begins a sentence here. */
const sentence = (words: string): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/\w$/.test(words) ? '.' : ''}`;

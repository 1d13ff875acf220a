import { jsonLine, layOutJson } from '../../chapter/logs/json-layout.ts';
import { levelOf } from '../../chapter/logs/level.ts';
import type { LogOrigin, LogsEvent } from '../../chapter/logs/logs-event.ts';
import type { MessageValue } from '../../language/message.ts';
import type { Drawing } from '../look/drawing.ts';
import type { Tone } from '../look/tone.ts';
import type { PodLogEntry } from '../state/pod-log.ts';
import { type Line, segment } from '../text/line.ts';
import { clock, type LogLine } from './log-source.ts';

/** The word for the level stands in the line; the colour only helps to find it. */
const toneOfLevel = { error: 'bad', warn: 'warn', info: undefined, debug: 'quiet' } as const;

export interface PodLogLook {
  /** Lines of JSON are laid out: their message first. */
  json: boolean;
}

/** One row of the log of a container, or of the merged logs of many. */
export function podLogLine(event: PodLogEntry, drawing: Drawing, look: PodLogLook): LogLine | undefined {
  const { say, glyphs } = drawing;
  const note = (mark: string, words: string, tone: Tone, time = ''): LogLine => ({
    time,
    line: [...prefixOf('origin' in event ? event.origin : undefined), segment(`${mark} ${words}`, tone)],
  });
  switch (event.type) {
    case 'line': {
      const text = (look.json && laidOut(event.text)) || event.text;
      const late = 'late' in event && event.late ? [segment(`${say({ key: 'logs.late' })} `, 'warn')] : [];
      const tone = toneOfLevel[levelOf(event.text) ?? 'info'];
      const origin = 'origin' in event ? event.origin : undefined;
      return { time: event.time, line: [...prefixOf(origin), ...late, segment(text, tone)] };
    }
    case 'gap': {
      const values = { from: clock(event.from), to: clock(event.to) };
      return note(glyphs.health.warn, say({ key: 'screen.log.gap', values }), 'warn', event.to);
    }
    case 'reconnecting':
      return note(
        glyphs.health.busy,
        say({ key: 'screen.log.reconnecting', values: { reason: event.reason } }),
        'busy',
      );
    case 'end':
      return note(
        glyphs.rule.repeat(2),
        say({ key: 'screen.log.ended', values: { reason: event.reason } }),
        'quiet',
      );
    case 'joined':
      return note(glyphs.rule.repeat(2), joinedWords(event, say), event.missed > 0 ? 'warn' : 'quiet');
    case 'left':
      return note(
        glyphs.rule.repeat(2),
        leftWords(event, say),
        event.reason === 'refused' || (event.ended?.exitCode ?? 0) !== 0 ? 'bad' : 'quiet',
      );
    case 'limited': {
      const { reading, waiting } = event;
      return waiting > 0
        ? note(glyphs.health.warn, say({ key: 'logs.limited', values: { reading, waiting } }), 'warn')
        : undefined;
    }
    case 'pods':
      return undefined;
  }
}

function laidOut(text: string): string | undefined {
  const found = layOutJson(text);
  return found && jsonLine(found);
}

const colours: readonly Tone[] = ['accent', 'good', 'warn', 'title'];

/** Whose line it is, in the same colour each time. */
function prefixOf(origin: LogOrigin | undefined): Line {
  if (!origin) return [];
  let hash = 0;
  for (const letter of origin.pod) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return [segment(`${shortName(origin.pod)} ${origin.container} `, colours[hash % colours.length])];
}

/** A pod of a Deployment without the hashes in the middle of its name, but for the last, which tells it from its like. */
const shortName = (pod: string): string => pod.replace(/-[a-f0-9]{6,10}(-[a-z0-9]{5})$/, '$1');

const howOf = ({ exitCode: code, reason }: { exitCode: number; reason: string }): MessageValue =>
  reason && reason !== 'Completed'
    ? { key: 'logs.how.exit-reason', values: { code, reason } }
    : { key: 'logs.how.exit', values: { code } };

function joinedWords(event: Extract<LogsEvent, { type: 'joined' }>, say: Drawing['say']): string {
  const name = event.origin.container;
  if (event.missed > 0) return say({ key: 'logs.joined.missed', values: { name, count: event.missed } });
  return event.after
    ? say({ key: 'logs.joined.after', values: { name, how: howOf(event.after) } })
    : say({ key: 'screen.log.joined' });
}

function leftWords(event: Extract<LogsEvent, { type: 'left' }>, say: Drawing['say']): string {
  const { reason, ended, words = '' } = event;
  const name = event.origin.container;
  if (reason === 'refused') return say({ key: 'logs.left.refused', values: { name, words } });
  if (reason === 'ended' && ended)
    return say({ key: 'logs.left.ended.how', values: { name, how: howOf(ended) } });
  return say({ key: `logs.left.${reason}` as const, values: { name } });
}

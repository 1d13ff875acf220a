import type { LogEvent } from '../../chapter/chapter.ts';
import type { Drawing } from '../look/drawing.ts';
import type { Tone } from '../look/tone.ts';
import type { PodLog } from '../state/pod-log.ts';
import type { RunLog } from '../state/run-log.ts';
import { type Line, segment } from '../text/line.ts';
import { runLogLine } from './run-log-line.ts';

export interface LogLine {
  /** ISO; empty where the line has no time of its own. */
  time: string;
  line: Line;
  /** The command that the line is. */
  command?: string;
}

/** What the log pane shows, whoever it comes from: numbered lines, of which only those in sight are made. */
export interface LogSource {
  first: number;
  end: number;
  at(number: number, drawing: Drawing): LogLine | undefined;
}

export function podLogSource(ring: PodLog): LogSource {
  return {
    first: ring.first,
    end: ring.end,
    at(number, drawing) {
      const event = ring.at(number);
      return event && podLogLine(event, drawing);
    },
  };
}

export function runLogSource(ring: RunLog): LogSource {
  return {
    first: ring.first,
    end: ring.end,
    at(number, drawing) {
      const entry = ring.at(number);
      if (!entry) return undefined;
      const { event, part } = entry;
      const command = event.type === 'command' || event.type === 'typed' ? { command: event.command } : {};
      return { time: part === 0 ? event.at : '', line: runLogLine(entry, drawing), ...command };
    },
  };
}

function podLogLine(event: LogEvent, drawing: Drawing): LogLine {
  const { say, glyphs } = drawing;
  switch (event.type) {
    case 'line':
      return { time: event.time, line: [segment(event.text, levelTone(event.text))] };
    case 'gap':
      return {
        time: event.to,
        line: [
          segment(
            `${glyphs.health.warn} ${say({ key: 'screen.log.gap', values: { from: clock(event.from), to: clock(event.to) } })}`,
            'warn',
          ),
        ],
      };
    case 'reconnecting':
      return {
        time: '',
        line: [
          segment(
            `${glyphs.health.busy} ${say({ key: 'screen.log.reconnecting', values: { reason: event.reason } })}`,
            'busy',
          ),
        ],
      };
    case 'end':
      return {
        time: '',
        line: [
          segment(
            `${glyphs.rule}${glyphs.rule} ${say({ key: 'screen.log.ended', values: { reason: event.reason } })}`,
            'quiet',
          ),
        ],
      };
  }
}

/** The word for the level stands in the line; the colour only helps to find it. */
function levelTone(text: string): Tone | undefined {
  const start = text.slice(0, 80);
  if (/\b(error|fatal|panic|critical)\b/i.test(start)) return 'bad';
  return /\bwarn(ing)?\b/i.test(start) ? 'warn' : undefined;
}

export function clock(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

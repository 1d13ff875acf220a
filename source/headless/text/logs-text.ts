import { type LineFilter, marksIn } from '../../chapter/logs/line-filter.ts';
import type { EndedRun, LogOrigin, LogsEvent } from '../../chapter/logs/logs-event.ts';
import type { Message } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import type { LogsSpec } from '../line/logs-line.ts';
import type { Manner } from '../line/manner.ts';
import type { Style } from '../print/paint.ts';

const colours: Style[] = ['cyan', 'green', 'magenta', 'yellow', 'blue', 'red'];

/** Always the same colour for the same pod, in this run and the next. */
function colourOf(name: string): Style {
  let hash = 0;
  for (let index = 0; index < name.length; index += 1) hash = (hash * 31 + name.charCodeAt(index)) >>> 0;
  return colours[hash % colours.length] as Style;
}

type LineEvent = Extract<LogsEvent, { type: 'line' }>;

/** Turns what happens to logs into text: lines for stdout, and notes for stderr. */
export class LogsText {
  readonly #manner: Manner;
  readonly #spec: Pick<LogsSpec, 'prefix' | 'timestamps' | 'filter'>;
  readonly #isColoured: boolean;
  readonly #late: string;
  /** The watch of the pods was said to be in trouble. */
  #wasTold = false;
  readonly #prefixes = new WeakMap<LogOrigin, string>();

  constructor(spec: Pick<LogsSpec, 'prefix' | 'timestamps' | 'filter'>, manner: Manner) {
    this.#manner = manner;
    this.#spec = spec;
    this.#isColoured = manner.paint('red', '') !== '';
    this.#late = `${translate(manner.language, { key: 'logs.late' })} `;
  }

  line(event: LineEvent): string {
    const { prefix, timestamps, filter } = this.#spec;
    const text = this.#isColoured ? this.#marked(event.text, filter) : event.text;
    const time = timestamps ? `${event.time} ` : '';
    if (!prefix) return `${time}${text}\n`;
    return `${this.#prefixOf(event.origin)} ${event.late ? this.#late : ''}${time}${text}\n`;
  }

  /** Undefined for what is not worth a note. */
  note(event: Exclude<LogsEvent, LineEvent>): string | undefined {
    const told = this.#isBack(event) ? back : noteOf(event);
    if (!told) return undefined;
    const { language, paint } = this.#manner;
    return `${paint(told.style, `${told.mark} ${translate(language, told.message)}`)}\n`;
  }

  /** The watch of the pods is live after it was not: at the beginning that goes without saying. */
  #isBack(event: Exclude<LogsEvent, LineEvent>): boolean {
    if (event.type !== 'pods') return false;
    const was = this.#wasTold;
    const { state } = event.freshness;
    this.#wasTold = state === 'stale' || state === 'forbidden' || state === 'failed';
    return was && state === 'live';
  }

  #prefixOf(origin: LogOrigin): string {
    let prefix = this.#prefixes.get(origin);
    if (prefix === undefined) {
      prefix = this.#manner.paint(colourOf(origin.pod), `${origin.pod} ${origin.container}`);
      this.#prefixes.set(origin, prefix);
    }
    return prefix;
  }

  #marked(text: string, filter: LineFilter): string {
    const marks = marksIn(filter, text);
    let marked = '';
    let from = 0;
    for (const [start, end] of marks) {
      marked += text.slice(from, start) + this.#manner.paint('inverse', text.slice(start, end));
      from = end;
    }
    return marked + text.slice(from);
  }
}

const nameOf = ({ namespace, pod, container }: LogOrigin) => `${namespace}/${pod} ${container}`;

const howOf = ({ exitCode: code, reason }: EndedRun): Message =>
  reason && reason !== 'Completed'
    ? { key: 'logs.how.exit-reason', values: { code, reason } }
    : { key: 'logs.how.exit', values: { code } };

interface Note {
  mark: string;
  style: Style;
  message: Message;
}

const back: Note = { mark: '+', style: 'dim', message: { key: 'logs.pods.live' } };

function noteOf(event: Exclude<LogsEvent, LineEvent>): Note | undefined {
  const name = 'origin' in event ? nameOf(event.origin) : '';
  switch (event.type) {
    case 'joined': {
      if (event.missed > 0)
        return {
          mark: '!',
          style: 'yellow',
          message: { key: 'logs.joined.missed', values: { name, count: event.missed } },
        };
      const message: Message = event.after
        ? { key: 'logs.joined.after', values: { name, how: howOf(event.after) } }
        : { key: 'logs.joined', values: { name } };
      return { mark: '+', style: 'dim', message };
    }
    case 'left':
      return {
        mark: '-',
        style: event.reason === 'refused' ? 'red' : 'dim',
        message: leftWords(event, name),
      };
    case 'gap': {
      const { from, to } = event;
      const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 100) / 10);
      return {
        mark: '!',
        style: 'yellow',
        message: { key: 'logs.gap', values: { name, from, to, seconds } },
      };
    }
    case 'reconnecting':
      return {
        mark: '~',
        style: 'dim',
        message: { key: 'logs.reconnecting', values: { name, words: event.reason } },
      };
    case 'limited':
      if (event.waiting === 0) return undefined;
      return {
        mark: '!',
        style: 'yellow',
        message: { key: 'logs.limited', values: { reading: event.reading, waiting: event.waiting } },
      };
    case 'pods':
      return noteOfPods(event.freshness);
  }
}

function leftWords(event: Extract<LogsEvent, { type: 'left' }>, name: string): Message {
  const { reason, ended, words = '' } = event;
  if (reason === 'refused') return { key: 'logs.left.refused', values: { name, words } };
  if (reason === 'ended' && ended) return { key: 'logs.left.ended.how', values: { name, how: howOf(ended) } };
  return { key: `logs.left.${reason}` as const, values: { name } };
}

function noteOfPods(freshness: Extract<LogsEvent, { type: 'pods' }>['freshness']): Note | undefined {
  switch (freshness.state) {
    case 'connecting': {
      const { reason: words } = freshness;
      if (words === undefined) return undefined;
      return { mark: '~', style: 'dim', message: { key: 'logs.pods.connecting', values: { words } } };
    }
    case 'stale': {
      const { since, reason: words } = freshness;
      return { mark: '!', style: 'yellow', message: { key: 'logs.pods.stale', values: { since, words } } };
    }
    case 'forbidden': {
      const { verb, resource } = freshness;
      return { mark: '!', style: 'red', message: { key: 'logs.pods.forbidden', values: { verb, resource } } };
    }
    case 'failed':
      return {
        mark: '!',
        style: 'red',
        message: { key: 'logs.pods.failed', values: { words: freshness.message } },
      };
    default:
      return undefined;
  }
}

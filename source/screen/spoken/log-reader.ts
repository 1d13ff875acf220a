import type { CommandContext } from '../input/command.ts';
import { logName } from '../panes/log-pane.ts';
import type { LogSource } from '../panes/log-source.ts';
import { matches } from '../panes/log-window.ts';
import type { LogSourceOf } from '../state/state.ts';
import { spokenLine } from './sayings.ts';

/** Lines that are read out at once, and the least time between two readings in milliseconds: nobody listens faster. */
const most = 5;
const rhythm = 2000;
/** Lines that are judged for one reading, where a filter lets few through. */
const farthest = 5000;

/** Reads out what a pod's log, or many merged, tells anew: the newest lines, and how many were passed over. */
export class LogReader {
  #source: LogSourceOf | undefined;
  /** The first line that is not read yet, and when there was a reading last. */
  #next = 0;
  #read = 0;
  #anchor: number | undefined;

  /** What to say now; `again`: milliseconds until there may be more to say. */
  take(context: CommandContext, now: number): { said: string[]; again?: number } {
    const { log, state, drawing } = context;
    const { source, follow, pausedAt, anchor } = state.log;
    const begun = source !== this.#source;
    if (begun) {
      this.#source = source;
      this.#next = log.first;
      this.#read = 0;
    }
    const said = begun ? [spokenLine([{ text: logName(state, drawing) }])] : [];
    const wasAt = this.#anchor;
    this.#anchor = follow ? undefined : anchor;
    if (pausedAt !== undefined) return { said };
    if (!follow) {
      // Whoever goes through it hears the line that was gone to, and what is new once the end is followed again.
      this.#next = log.end;
      const line = wasAt === anchor ? undefined : log.at(anchor, drawing);
      return { said: line ? [...said, spokenLine(line.line)] : said };
    }
    if (log.end <= this.#next) return { said };
    const wait = this.#read + rhythm - now;
    if (wait > 0) return { said, again: wait };
    const from = Math.max(this.#next, log.first);
    const lines = newest(log, from, context);
    this.#next = log.end;
    if (lines.length === 0) return { said };
    this.#read = now;
    const passed = log.end - from - lines.length;
    const isFiltered = Boolean(state.filters.log);
    return {
      said: [
        ...said,
        ...(passed > 0 && !isFiltered
          ? [drawing.say({ key: 'screen.spoken.passed', values: { count: passed } })]
          : []),
        ...lines,
      ],
    };
  }
}

function newest(log: LogSource, from: number, { state, drawing }: CommandContext): string[] {
  const filter = state.filters.log ?? '';
  const lines: string[] = [];
  const last = Math.max(from, log.end - farthest);
  for (let number = log.end - 1; number >= last && lines.length < most; number -= 1) {
    const line = log.at(number, drawing);
    if (line && matches(line, filter)) lines.unshift(spokenLine(line.line));
  }
  return lines;
}

import type { Drawing } from '../look/drawing.ts';
import type { LogSource } from '../panes/log-source.ts';
import { matches } from '../panes/log-window.ts';
import { lineText } from '../text/line.ts';

/** The lines of a log that a filter lets through, with their times, one after another: there may be more of them than memory. */
export function* logText(source: LogSource, filter: string, drawing: Drawing): Generator<string> {
  for (let number = source.first; number < source.end; number += 1) {
    const line = source.at(number, drawing);
    if (line && matches(line, filter)) yield `${line.time ? `${line.time} ` : ''}${lineText(line.line)}\n`;
  }
}

import type { Drawing } from '../look/drawing.ts';
import type { LogSource } from '../panes/log-source.ts';
import { matches } from '../panes/log-window.ts';
import { lineText } from '../text/line.ts';

/** So many lines are looked at for one piece of the text. */
const pieceLines = 500;

/** The lines of a log that a filter lets through, with their times, in pieces that may be empty: there may be more than memory. */
export function* logText(source: LogSource, filter: string, drawing: Drawing): Generator<string> {
  for (let from = source.first; from < source.end; from += pieceLines) {
    let piece = '';
    for (let number = from; number < Math.min(from + pieceLines, source.end); number += 1) {
      const line = source.at(number, drawing);
      if (line && matches(line, filter))
        piece += `${line.time ? `${line.time} ` : ''}${lineText(line.line)}\n`;
    }
    yield piece;
  }
}

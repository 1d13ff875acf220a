import type { Drawing } from '../look/drawing.ts';
import type { LogSource } from '../panes/log-source.ts';
import { spokenLine } from './sayings.ts';

const each = ['created', 'configured', 'unchanged', 'deleted', 'ready', 'gone'] as const;

/** What a run has logged since a line: its commands and how it goes, without each object that was written. */
export function runSayings(log: LogSource, from: number, drawing: Drawing): string[] {
  const written = each.map((word) => drawing.say({ key: `screen.result.${word}` }));
  const lines: string[] = [];
  for (let number = Math.max(from, log.first); number < log.end; number += 1) {
    const line = log.at(number, drawing);
    const words = line ? spokenLine(line.line) : '';
    if (words && !written.some((word) => words.startsWith(`${word} `))) lines.push(words);
  }
  return lines;
}

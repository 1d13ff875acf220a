import type { Line } from '../text/line.ts';
import type { Palette } from './themes.ts';

/** A line with its colours, or without any where none are wanted. */
export function paint(line: Line, color: Palette | undefined): string {
  if (!color) return line.map(({ text }) => text).join('');
  let painted = '';
  for (const { text, tone, bold } of line) {
    const parameters = [tone ? color[tone] : '', bold ? '1' : ''].filter(Boolean).join(';');
    painted += parameters ? `\u001b[${parameters}m${text}\u001b[0m` : text;
  }
  return painted;
}

export function paintAll(lines: readonly Line[], color: Palette | undefined): string {
  return lines.map((line) => paint(line, color)).join('\n');
}

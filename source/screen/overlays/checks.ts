import type { CheckResult } from '../../chapter/check-result.ts';
import type { Drawing } from '../look/drawing.ts';
import { checksLine } from '../panes/cluster.ts';
import type { ScreenState } from '../state/state.ts';
import { type Line, segment } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';

const healthOf = { pass: 'good', warn: 'warn', fail: 'bad' } as const;

/** The readiness checks in their groups, each with what was found and what to do about it. */
export function checksLines(state: ScreenState, drawing: Drawing, width: number): Line[] {
  const { say } = drawing;
  const { trouble } = state;
  const lines: Line[] = [checksLine(state, drawing), []];
  if (trouble) {
    lines.push(...wrap(say(trouble.message), width).map((row): Line => [segment(row, 'bad')]));
    if (trouble.hint)
      lines.push(...wrap(say(trouble.hint), width).map((row): Line => [segment(row, 'accent')]));
    lines.push([]);
  }
  for (const category of state.checks?.categories ?? []) {
    lines.push([segment(say(category.title), 'title')]);
    for (const check of category.checks) lines.push(...checkLines(check, drawing, width));
    lines.push([]);
  }
  return lines;
}

function checkLines(check: CheckResult, drawing: Drawing, width: number): Line[] {
  const { say, glyphs } = drawing;
  const health = healthOf[check.result];
  const rest = (text: string, indent: number, tone?: 'quiet' | 'accent' | 'warn' | 'bad'): Line[] =>
    wrap(text, width - indent).map((row) => [segment(' '.repeat(indent) + row, tone)]);
  return [
    [
      segment(` ${glyphs.health[health]} ${say({ key: `screen.check.${check.result}` })} `, health),
      segment(say(check.title)),
    ],
    ...rest(say(check.message), 5, check.result === 'pass' ? 'quiet' : health === 'warn' ? 'warn' : 'bad'),
    ...(check.hint ? rest(`${glyphs.closed} ${say(check.hint)}`, 5, 'accent') : []),
  ];
}

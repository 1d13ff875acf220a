import type { PlanItem, PlanReport } from '../../chapter/chapter.ts';
import type { Message } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import type { Manner } from '../line/manner.ts';
import { objectName } from '../line/object-name.ts';
import { checkLines } from './check-text.ts';

type Action = PlanItem['action'];
type Fields = NonNullable<PlanItem['fields']>;

/** ASCII, as diff has them: what happens must not hang on colour. */
const marks: Record<Action, string> = { create: '+', change: '~', delete: '-', keep: '=' };
const styles = { create: 'green', change: 'yellow', delete: 'red', keep: 'dim' } as const;
const severities = { error: 'bad', warn: 'warn', info: 'good' } as const;

/** The choices on top, then what stands in the way, then every step, object by object; the last line counts. */
export function planText(report: PlanReport, manner: Manner): string {
  const { language, paint, glyphs } = manner;
  const say = (message: Message) => translate(language, message);
  const { context, server, version } = report.cluster;
  const lines = [paint('bold', say({ key: 'print.plan.cluster', values: { context, server, version } }))];
  lines.push(...report.choices.map((choice) => `  ${say(choice)}`));
  for (const check of report.checks) lines.push(...checkLines(check, manner).map((line) => `  ${line}`));
  for (const { severity, message, hint } of report.findings) {
    const style = severity === 'error' ? 'red' : severity === 'warn' ? 'yellow' : 'dim';
    lines.push(`  ${paint(style, `${glyphs[severities[severity]]} ${say(message)}`)}`);
    if (hint) lines.push(paint('cyan', `      ${say(hint)}`));
  }
  if (report.refused)
    return `${[...lines, '', paint('red', say({ key: 'print.plan.refused' }))].join('\n')}\n`;
  for (const { title, items } of report.steps) {
    lines.push('', paint('bold', say(title)));
    for (const item of items) lines.push(...itemLines(item, manner));
  }
  const counts = countsOf(report);
  lines.push('', say({ key: 'print.plan.counts', values: counts }));
  return `${lines.join('\n')}\n`;
}

/** Each object once, whichever step it is in. */
export function countsOf(report: PlanReport): Record<Action, number> {
  const counts: Record<Action, number> = { create: 0, change: 0, delete: 0, keep: 0 };
  for (const { items } of report.steps) for (const { action } of items) counts[action] += 1;
  return counts;
}

/** Whether a run would come to its end: no check, no object and no field stands in its way. */
export function isPossible({ refused, checks, findings, steps }: PlanReport): boolean {
  return (
    !refused &&
    checks.every(({ result }) => result !== 'fail') &&
    findings.every(({ severity }) => severity !== 'error') &&
    steps.every(({ items }) => items.every((item) => !item.refused && !item.conflicts?.length))
  );
}

/** One object of a plan, with its fields. */
export function itemLines(item: PlanItem, { language, paint }: Manner): string[] {
  const { object, action, why, fields = [], conflicts = [], rewritten } = item;
  const say = (message: Message) => translate(language, message);
  const lines = [paint(styles[action], `  ${marks[action]} ${objectName(object)}`)];
  const under = (text: string, style: Parameters<Manner['paint']>[0]) =>
    lines.push(paint(style, `      ${text}`));
  if (why) under(say(why), item.refused ? 'red' : 'dim');
  if (rewritten) {
    under(say({ key: 'print.plan.rewritten', values: rewritten }), 'dim');
    for (const line of fieldLines(rewritten.fields)) under(line, 'dim');
  }
  for (const line of fieldLines(fields)) under(line, 'yellow');
  for (const { field, owner, theirs, ours } of conflicts)
    under(say({ key: 'print.plan.conflict', values: { field, owner, theirs, ours } }), 'red');
  return lines;
}

function fieldLines(fields: Fields): string[] {
  return fields.flatMap(({ path, before, after, lines }) => {
    if (lines) return [path, ...lines.map((line) => `  ${line}`)];
    if (before === undefined) return [`+ ${path}: ${after}`];
    return after === undefined ? [`- ${path}: ${before}`] : [`${path}: ${before} -> ${after}`];
  });
}

import stringWidth from 'string-width';
import type { CheckReport, CheckResult } from '../../chapter/check-result.ts';
import { translate } from '../../language/translate.ts';
import type { Manner } from '../line/manner.ts';

const styles = { pass: 'green', warn: 'yellow', fail: 'red' } as const;
const marks = { pass: 'good', warn: 'warn', fail: 'bad' } as const;

/** One check, as `linkerd check` prints it: a mark and a sentence, and under what did not pass, what was found and what to do. */
export function checkLines(check: CheckResult, { language, paint, glyphs }: Manner): string[] {
  const mark = paint(styles[check.result], glyphs[marks[check.result]]);
  const title = translate(language, check.title);
  const found = translate(language, check.message);
  if (check.result === 'pass') return [`${mark} ${title}${found ? paint('dim', ` (${found})`) : ''}`];
  // Mark and colour must not be all that tells a warning from a failure.
  const word = translate(language, {
    key: check.result === 'warn' ? 'print.check.warning' : 'print.check.failure',
  });
  const lines = [`${mark} ${title} ${paint(styles[check.result], `[${word}]`)}`, `    ${found}`];
  if (check.hint) lines.push(paint('cyan', `    ${translate(language, check.hint)}`));
  return lines;
}

/** The whole report; its last line is the verdict. */
export function checkText(report: CheckReport, manner: Manner): string {
  const { language, paint, glyphs } = manner;
  const lines: string[] = [];
  for (const { title, checks } of report.categories) {
    const words = translate(language, title);
    lines.push(paint('bold', words), paint('dim', glyphs.rule.repeat(stringWidth(words))));
    for (const check of checks) lines.push(...checkLines(check, manner));
    lines.push('');
  }
  const all = report.categories.flatMap(({ checks }) => checks);
  const count = (result: CheckResult['result']) => all.filter((check) => check.result === result).length;
  const values = { failed: count('fail'), warned: count('warn'), passed: count('pass') };
  lines.push(
    report.success
      ? paint('green', translate(language, { key: 'print.check.success', values }))
      : paint('red', translate(language, { key: 'print.check.no-success', values })),
  );
  return `${lines.join('\n')}\n`;
}

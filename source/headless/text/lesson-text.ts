import type { LessonView } from '../../chapter/lesson/lesson.ts';
import { standingOf } from '../../chapter/lesson/standing.ts';
import { shellLine } from '../../chapter/shell-line.ts';
import type { Message } from '../../language/message.ts';
import { translate } from '../../language/translate.ts';
import type { Manner } from '../line/manner.ts';

const marks = { good: 'good', bad: 'todo', unknown: 'warn' } as const;
const styles = { good: 'green', bad: 'yellow', unknown: 'yellow' } as const;

/** A lesson's steps, each with what it is held to and what was found; then what is next. `file` is as it was named. */
export function lessonText(view: LessonView, file: string, manner: Manner): string {
  const { language, paint, glyphs } = manner;
  const say = (message: Message) => translate(language, message);
  const { title, about, steps } = view;
  const lines = [paint('bold', say(title)), ...(about ? [say(about)] : [])];
  for (const [index, step] of steps.entries()) {
    const standing = standingOf(steps, index);
    const isDone = standing.state === 'reached';
    const state =
      standing.state === 'early'
        ? say({ key: 'lesson.early.short', values: { number: standing.after + 1 } })
        : say({ key: isDone ? 'print.lesson.done' : 'print.lesson.todo' });
    const mark = paint(isDone ? 'green' : 'dim', isDone ? glyphs.good : glyphs.todo);
    lines.push('', `${mark} ${paint('bold', `${index + 1} ${say(step.title)}`)} (${step.id}): ${state}`);
    for (const { what, state: found, found: words } of step.checks) {
      const answer = say({ key: `print.lesson.check.${found}` });
      const why = found === 'good' ? '' : paint('dim', ` ${say(words)}`);
      lines.push(`    ${paint(styles[found], glyphs[marks[found]])} ${answer}: ${say(what)}.${why}`);
    }
  }
  return `${[...lines, '', ...nextLines(view, file, manner)].join('\n')}\n`;
}

/** The first step that is open: what it is about, and both ways to do it. */
export function nextLines(
  { steps }: LessonView,
  file: string,
  { language, paint, glyphs }: Manner,
): string[] {
  const say = (message: Message) => translate(language, message);
  const index = steps.findIndex(({ reached }) => reached === undefined);
  const step = steps[index];
  if (!step) return [paint('green', `${glyphs.good} ${say({ key: 'print.lesson.all' })}`)];
  const values = { number: index + 1, count: steps.length, title: step.title };
  const line = shellLine(['hoist', 'lesson', file, '--step', step.id, '--yes']);
  return [
    paint('bold', say({ key: 'print.lesson.next', values })),
    `  ${say(step.text)}`,
    ...(step.manifests.length > 0 ? [paint('dim', `  $ ${line}`)] : []),
    ...(step.commands.length > 0
      ? [
          `  ${say({ key: 'print.lesson.by-hand' })}`,
          ...step.commands.map((command) => paint('dim', `  $ ${command}`)),
        ]
      : []),
    ...(step.hint ? [paint('cyan', `  ${say(step.hint)}`)] : []),
  ];
}

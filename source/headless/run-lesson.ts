import type { Chapter } from '../chapter/chapter.ts';
import type { ChapterEvent } from '../chapter/event.ts';
import { type ExitCode, exitCode } from './line/exit-code.ts';
import type { Manner } from './line/manner.ts';
import { lessonJson } from './print/json.ts';
import type { Printer } from './print/printer.ts';
import type { Request } from './run-command.ts';
import { lessonText, nextLines } from './text/lesson-text.ts';

interface Means {
  manner: Manner;
  out: Printer;
  signal: AbortSignal;
  /** Prints a run to its end. */
  follow(events: AsyncIterable<ChapterEvent>): Promise<ExitCode>;
}

/**
 * A workshop's own steps: shown with what the cluster says of each, or done up to one. Fine only where every step is done, up to the one
 * that was named. Throws LessonError where there is none of that name.
 */
export async function runLesson(chapter: Chapter, request: Request, means: Means): Promise<ExitCode> {
  const { lesson } = chapter;
  const { file, to, apply, anew = false } = request.lesson ?? { file: '', apply: false };
  const { manner, out, signal, follow } = means;
  if (!lesson) return exitCode.usage;
  const last = lesson.indexOf(to);
  const json = request.output !== 'text';
  if (anew) await lesson.forget(signal);
  if (apply) {
    const { choices } = request;
    const code = await follow(lesson.upTo(last, { signal, ...(choices ? { choices } : {}) }));
    // What is open is somebody's to do: it is said under the run how.
    const open = lesson.view.steps.slice(0, last + 1).some(({ reached }) => reached === undefined);
    if (!json && code === exitCode.failed && open)
      await out.print(`\n${nextLines(lesson.view, file, manner).join('\n')}\n`);
    return code;
  }
  const view = await lesson.look(signal);
  await out.print(json ? lessonJson(view, manner.language) : lessonText(view, file, manner));
  const isDone = view.steps.slice(0, last + 1).every(({ reached }) => reached !== undefined);
  return isDone ? exitCode.fine : exitCode.failed;
}

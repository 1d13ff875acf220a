import type { Chapter } from '../chapter/chapter.ts';
import { passes } from '../chapter/logs/line-filter.ts';
import type { LogsEvent } from '../chapter/logs/logs-event.ts';
import type { Language } from '../language/message.ts';
import { translate } from '../language/translate.ts';
import type { Output } from './line/commands.ts';
import { type ExitCode, exitCode } from './line/exit-code.ts';
import type { LogsSpec } from './line/logs-line.ts';
import { exitCodeOfError } from './outcome.ts';
import { errorJson } from './print/json.ts';
import type { Means } from './run-command.ts';
import { errorText } from './text/error-text.ts';
import { inWords } from './text/in-words.ts';
import { LogsText } from './text/logs-text.ts';

/** Prints logs until they end, somebody presses Ctrl-C, or nobody reads them any more: all three are fine. */
export async function runLogs(spec: LogsSpec, output: Output, means: Means): Promise<ExitCode> {
  const { out, err, manner } = means;
  const signal = AbortSignal.any([means.signal, out.gone]);
  let chapter: Chapter | undefined;
  try {
    chapter = await means.open();
    const { filter: _, timestamps: __, prefix: ___, ...request } = spec;
    const told = await print(chapter.mergedLogs({ ...request, signal }), spec, output, means);
    if (signal.aborted || told > 0) return exitCode.fine;
    await err.print(
      `hoist: ${translate(manner.language, { key: spec.previous ? 'logs.none.previous' : 'logs.none' })}\n`,
    );
    return exitCode.failed;
  } catch (error) {
    if (signal.aborted) return exitCode.fine;
    const explanation = { ...means.explain(error), ...chapter?.explain(error) };
    const code = exitCodeOfError(explanation);
    const { language } = manner;
    if (output === 'text') await err.print(errorText(explanation, manner));
    else await out.print(errorJson(explanation, code, { language, asLine: true }));
    return code;
  } finally {
    chapter?.close();
  }
}

/** How many logs there were that could be read. */
async function print(
  batches: AsyncIterable<LogsEvent[]>,
  spec: LogsSpec,
  output: Output,
  { out, err, manner }: Means,
): Promise<number> {
  const text = new LogsText(spec, manner);
  const { filter } = spec;
  let logs = 0;
  for await (const batch of batches) {
    let lines = '';
    let notes = '';
    for (const event of batch) {
      if (event.type === 'joined') logs += 1;
      if (event.type === 'left' && event.reason === 'refused') logs -= 1;
      if (event.type === 'line' && !passes(filter, event.text)) continue;
      if (output !== 'text') lines += lineOfJson(event, manner.language);
      else if (event.type === 'line') lines += text.line(event);
      else notes += text.note(event) ?? '';
    }
    // One write a batch: a write a line would cost more than all the rest.
    await Promise.all([out.print(lines), err.print(notes)]);
  }
  return logs;
}

/** One object a line: what says where a line is from stands beside it. What a container says is never a message. */
function lineOfJson(event: LogsEvent, language: Language): string {
  const said = event.type === 'line' ? event : (inWords(event, language) as LogsEvent);
  if (!('origin' in said)) return `${JSON.stringify(said)}\n`;
  const { origin, type, ...rest } = said;
  return `${JSON.stringify({ type, ...origin, ...rest })}\n`;
}

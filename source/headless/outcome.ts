import type { CheckReport } from '../chapter/check-result.ts';
import type { ChapterEvent } from '../chapter/event.ts';
import type { Explanation } from '../chapter/explain.ts';
import type { MessageKey } from '../language/message.ts';
import { type ExitCode, exitCode } from './exit-code.ts';

/** What was named cannot be used, and nothing was sent: as wrong as a mistyped flag. */
const usage: readonly MessageKey[] = [
  'error.missing',
  'error.broken',
  'error.unknown-context',
  'error.no-context',
  'error.no-cluster',
];

/** No answer from the cluster, or none to us. A login that has lapsed looks alike to a script: try again when that is mended. */
const unreachable: readonly MessageKey[] = [
  'error.unreachable',
  'error.timeout',
  'error.unauthorized',
  'error.credentials',
];

export function exitCodeOfError(explanation: Explanation): ExitCode {
  if (usage.includes(explanation.message.key)) return exitCode.usage;
  if (explanation.unreachable || unreachable.includes(explanation.message.key)) return exitCode.unreachable;
  return exitCode.failed;
}

/** The check that every other one depends on. */
const reachable = 'cluster.reachable';

export function exitCodeOfReport({ success, categories }: CheckReport): ExitCode {
  if (success) return exitCode.fine;
  const deaf = categories.some(({ checks }) =>
    checks.some(({ id, result }) => id === reachable && result === 'fail'),
  );
  return deaf ? exitCode.unreachable : exitCode.failed;
}

/** Follows a run and knows at its end how it ended. */
export class RunOutcome {
  #deaf = false;
  #code: ExitCode = exitCode.failed;

  follow(event: ChapterEvent): void {
    if (event.type === 'check' && event.check.id === reachable && event.check.result === 'fail')
      this.#deaf = true;
    if (
      event.type === 'step-finished' &&
      event.result === 'failed' &&
      unreachable.includes(event.message.key)
    )
      this.#deaf = true;
    if (event.type !== 'finished') return;
    if (event.result === 'done') this.#code = exitCode.fine;
    else if (event.result === 'cancelled') this.#code = exitCode.cancelled;
    else this.#code = this.#deaf ? exitCode.unreachable : exitCode.failed;
  }

  get exitCode(): ExitCode {
    return this.#code;
  }
}

import type { ChapterEvent } from '../chapter/event.ts';
import type { Explanation } from '../chapter/explain.ts';
import type { MessageKey } from '../language/message.ts';
import { type ExitCode, exitCode } from './line/exit-code.ts';

/** What was named cannot be used, and nothing was sent: as wrong as a mistyped flag. */
const usage: readonly MessageKey[] = [
  'error.missing',
  'error.empty',
  'error.broken',
  'error.unknown-context',
  'error.no-context',
  'error.no-cluster',
  'error.bad-server',
  'lesson.unreadable',
  'lesson.wrong',
  'lesson.no-step',
];
/** The release directory is not one, a file in it is broken, or what was chosen of it cannot be had. */
const release = /^(release|manifest|choice|render)\./;

/** No answer from the cluster, or none to us. A login that has lapsed looks alike to a script: try again when that is mended. */
const unreachable: readonly MessageKey[] = [
  'error.unreachable',
  'error.wrong-answer',
  'error.timeout',
  'error.unauthorized',
  'error.credentials',
];

export function exitCodeOfError(explanation: Explanation): ExitCode {
  const { key } = explanation.message;
  if (usage.includes(key) || release.test(key)) return exitCode.usage;
  if (explanation.unreachable || unreachable.includes(key)) return exitCode.unreachable;
  return exitCode.failed;
}

/** Follows a run and knows at its end how it ended. */
export class RunOutcome {
  #deaf = false;
  #hasWritten = false;
  #code: ExitCode = exitCode.failed;

  follow(event: ChapterEvent): void {
    // The first event names a cluster that has told nothing of itself: nobody was there to ask.
    if (event.type === 'started') this.#deaf = event.cluster.version === '' && event.cluster.uid === '';
    if (event.type === 'step-finished') this.#deaf ||= unreachable.includes(event.message.key);
    if (event.type !== 'finished') return;
    this.#hasWritten = Object.values(event.written).some((count) => count > 0);
    if (event.result === 'done') this.#code = exitCode.fine;
    else if (event.result === 'cancelled') this.#code = exitCode.cancelled;
    else this.#code = this.#deaf ? exitCode.unreachable : exitCode.failed;
  }

  /** Whether anything in the cluster was changed; known at the end. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  get exitCode(): ExitCode {
    return this.#code;
  }
}

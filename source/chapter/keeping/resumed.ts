import type { ChapterNews } from '../event.ts';
import { hasWritten, isUnsure, type JournalRun } from '../journal/runs.ts';
import type { RunId } from '../step-id.ts';

/** What the journal knows of the run that is gone on with, for the faces. */
export function resumed(run: JournalRun, steps: readonly RunId[]): Extract<ChapterNews, { type: 'resumed' }> {
  const { began, user, host, done, result, writes } = run;
  return {
    type: 'resumed',
    began,
    user,
    host,
    ...(result === 'failed' || result === 'cancelled' ? { result } : {}),
    written: writes.filter(hasWritten).length,
    done: steps.filter((step) => done.includes(step)),
    left: steps.filter((step) => !done.includes(step)),
    unsure: writes.filter(isUnsure).map(({ object }) => object),
  };
}

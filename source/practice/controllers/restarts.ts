import type { Json } from '../object.ts';
import type { ContainerRun } from './container-run.ts';
import { isSidecar } from './pod-status.ts';

const firstBackoff = 10_000;
const longestBackoff = 300_000;

/** Whether a container that has ended is started again: sidecars always, init containers until they succeed. */
export function isRestarted(
  run: ContainerRun,
  isInit: boolean,
  exitCode: number,
  { restartPolicy }: Json,
): boolean {
  if (isSidecar(run)) return true;
  if (isInit) return exitCode !== 0 && restartPolicy !== 'Never';
  return restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && exitCode !== 0);
}

/** What a container waits in milliseconds before it is started again, after it has waited `wait` the last time. */
export const nextBackoff = (wait: number): number =>
  wait === 0 ? firstBackoff : Math.min(wait * 2, longestBackoff);

import type { ChosenRelease } from '../istio/choices/chosen-release.ts';
import type { Ground } from './ground.ts';
import { StepFailed } from './step.ts';

/** The release that is worked with; StepFailed where none was named, since then there is nothing to write or to take away by. */
export function needRelease(ground: Ground): ChosenRelease {
  if (!ground.release) throw new StepFailed({ key: 'run.no-release' });
  return ground.release;
}

import type { ChosenRelease } from '../istio/choices/chosen-release.ts';
import type { Ground } from './ground.ts';
import { StepFailed } from './step.ts';

/** The release that is worked with; StepFailed where there is none, since then there is nothing to write or to take away by. */
export function needRelease(ground: Ground): ChosenRelease {
  if (!ground.release) throw new StepFailed(ground.unfit ?? { key: 'run.no-release' });
  return ground.release;
}

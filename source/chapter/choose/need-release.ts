import type { ChosenRelease } from '../../istio/choices/chosen-release.ts';
import type { Ground } from '../ground.ts';
import { StepFailed } from '../step.ts';

/** The release that is worked with; what it could not be opened for, or StepFailed, where there is none. */
export function needRelease(ground: Ground): ChosenRelease {
  const { release, unfit, unsettled } = ground;
  if (!release) throw unfit || !unsettled ? new StepFailed(unfit ?? { key: 'run.no-release' }) : unsettled;
  return release;
}

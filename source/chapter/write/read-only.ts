import type { Ground } from '../ground.ts';
import { StepFailed } from '../step.ts';

/** The last guard before anything is written, whichever face asked for it. */
export function refuseIfReadOnly(ground: Ground): void {
  if (ground.readOnly) throw new StepFailed({ key: 'run.read-only' });
}

import type { StepText } from './chapter.ts';
import type { Ground } from './ground.ts';
import { textsOfStep } from './step-texts.ts';
import { allSteps, stepOf, steps } from './steps/all.ts';

/** What each step is about, and the lines that do the same by hand. */
export function textsOf(ground: Ground): StepText[] {
  return allSteps.map((step) => {
    const { id, title } = step;
    const { explain, hint } = textsOfStep(step, ground.release?.era);
    const commands = id === 'uninstall' ? undoCommands(ground) : step.commands(ground);
    return { id, title, explain, hint, commands };
  });
}

/** What takes everything down by hand, in the order that leaves nothing hanging. */
function undoCommands(ground: Ground): string[] {
  return [
    ...steps.toReversed().flatMap((step) => step.undoCommands(ground)),
    ...stepOf('uninstall').commands(ground),
  ];
}

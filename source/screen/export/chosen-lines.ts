import { basename, dirname } from 'node:path';
import { shellLine } from '../../chapter/shell-line.ts';
import type { Chosen, RecordEntry, StepRecord } from './record.ts';

/** Steps whose files are another thing once something is chosen. */
const chosenSteps: readonly string[] = ['crds', 'control-plane'];

export const isChosenStep = ({ step }: StepRecord): boolean => chosenSteps.includes(step);

type Release = NonNullable<Chosen['release']>;

/** hoist's own manifests, and not an unpacked release. */
const isOwn = ({ directory, version }: Release): boolean =>
  basename(directory) === `istio-${version}` && basename(dirname(directory)) === 'manifests';

/** The directory that the paths in the commands begin at: hoist's own package, or the unpacked release. */
export const directoryOf = (release: Release): string =>
  isOwn(release) ? dirname(dirname(release.directory)) : release.directory;

/** No file of the release says what it brings. */
function isPlain({ choice }: Chosen): boolean {
  if (choice?.via !== 'manifests') return true;
  return choice.mtls !== 'strict' && choice.components.every(({ included, because }) => included || because);
}

const wordsOf = ({ release, choice }: Chosen): readonly string[] => {
  if (!release || !choice) return [];
  const where =
    choice.via === 'istioctl' ? [] : ['--release', isOwn(release) ? release.version : release.directory];
  return [...where, ...(choice.flags ?? [])];
};

/**
 * Whether hoist itself has to do what is chosen, in all runs of a session: where one of them chose what no file says, and where they
 * chose differently, since what is no longer chosen is taken away by whoever brought it.
 */
export function needsHoist(entries: readonly RecordEntry[]): boolean {
  let chosen: Chosen | undefined;
  const installed: Chosen[] = [];
  for (const entry of entries) {
    if (entry.kind === 'run') chosen = entry.chosen;
    if (entry.kind === 'step' && chosen && isChosenStep(entry) && !entry.undone) installed.push(chosen);
  }
  const [first, ...others] = installed;
  if (!first) return false;
  const words = JSON.stringify(wordsOf(first));
  return (
    installed.some((one) => !isPlain(one)) || others.some((one) => JSON.stringify(wordsOf(one)) !== words)
  );
}

/** The line of hoist that does a step as it was chosen, or takes it back. */
export function hoistLine(step: StepRecord, chosen: Chosen, namespace: string): string {
  const [what, ...more] = step.undone
    ? ['undo', '--step', step.step, '--yes']
    : ['up', ...wordsOf(chosen), '--to', step.step, '--yes'];
  return `hoist ${what} --context "$context" ${shellLine(['--namespace', namespace, ...more])}`;
}

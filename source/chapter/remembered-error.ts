import type { ChoiceSpec } from '../istio/choices/choice-spec.ts';
import { shellLine } from './shell-line.ts';

/** What was chosen for this cluster the last time cannot be opened now; `cause` says why. */
export class RememberedError extends Error {
  override readonly name = 'RememberedError';
  /** As flags: `--via helm --release DIR`. Without --set, which may hold what is not to be shown. */
  readonly chosen: string;

  constructor({ via = 'manifests', release }: ChoiceSpec, cause: unknown) {
    super('what was chosen for this cluster cannot be opened', { cause });
    this.chosen = shellLine(['--via', via, ...(release === undefined ? [] : ['--release', release])]);
  }
}

import type { ChoiceSpec, Utility } from '../../istio/choices/choice-spec.ts';
import type { MutualTls } from '../../istio/choices/select.ts';
import { shellLine } from '../shell-line.ts';

/** What was chosen for this cluster the last time cannot be opened now; `cause` says why. */
export class RememberedError extends Error {
  override readonly name = 'RememberedError';
  /** As flags: `--via helm --release DIR`. Without --set, which may hold what is not to be shown. */
  readonly chosen: string;
  readonly via: Utility;
  readonly mtls: MutualTls;

  constructor({ via = 'manifests', release, wish }: ChoiceSpec, cause: unknown) {
    super('what was chosen for this cluster cannot be opened', { cause });
    this.via = via;
    this.mtls = wish?.mtls ?? 'permissive';
    this.chosen = shellLine(['--via', via, ...(release === undefined ? [] : ['--release', release])]);
  }
}

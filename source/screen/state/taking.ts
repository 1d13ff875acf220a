import type { Hanging } from '../../chapter/repair/hanging.ts';
import type { RowId, RunId, StepId } from '../../chapter/step-id.ts';
import type { SidecarChoice } from '../../chapter/uninstall/sidecar-choice.ts';

/** What is taken away, once the name of the context was typed. */
export type Taking =
  | { what: 'uninstall' }
  | { what: 'undo'; step: StepId }
  | { what: 'rollback' }
  | { what: 'repair'; found: Hanging };

/** Others' pods that run with a sidecar, and what was said of them. */
export interface SidecarQuestion {
  pods: readonly string[];
  choice?: SidecarChoice;
}

/** What a run of this program may be called. */
export type RunName = RunId | 'up' | Exclude<Taking['what'], RowId>;

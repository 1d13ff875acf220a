/** The chapter's steps in their order; `uninstall` undoes them from the last to the first and then looks for leftovers. */
export const stepIds = [
  'check',
  'crds',
  'control-plane',
  'proxies',
  'injection',
  'bookinfo',
  'gateway',
] as const;

export type StepId = (typeof stepIds)[number];

/** What has a row among the steps: one of them, or taking all of it down. */
export type RowId = StepId | 'uninstall';

/** What can be run: those, or a step of a workshop's lesson. */
export type RunId = RowId | 'lesson';

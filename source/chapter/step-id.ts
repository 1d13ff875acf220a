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

/** What the faces offer as a run: one of the steps, or taking all of it down. */
export type RunId = StepId | 'uninstall';

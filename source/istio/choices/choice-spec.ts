import type { Wish } from './select.ts';

export const utilities = ['manifests', 'helm', 'istioctl'] as const;
/** The chapter's second question: plain manifests, or which tool renders them. */
export type Utility = (typeof utilities)[number];

/** What to install, and both of the chapter's questions answered. */
export interface ChoiceSpec {
  /** A version or a directory; istioctl has a release of its own. Where none is named, the one that fits the server is taken. */
  release?: string;
  wish?: Wish;
  via?: Utility;
  /** `key=value`, for the tool that renders. */
  set?: readonly string[];
  setString?: readonly string[];
  /** Where the tool is, if not on the PATH. */
  helm?: string;
  istioctl?: string;
}

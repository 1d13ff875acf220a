/** A request that a server must refuse, or take for what it is, without harm. */
export interface Broken {
  /** What is wrong with it; no two are called the same. */
  words: string;
  method: string;
  /** Within the namespace of the suite, unless it begins with two strokes: then from the root. */
  path: string;
  /** Of the group `apps`. */
  apps?: boolean;
  body?: unknown;
  text?: string;
  contentType?: string;
  accept?: string;
}

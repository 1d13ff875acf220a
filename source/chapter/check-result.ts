import type { Message } from '../language/message.ts';

/** One readiness check, answered. Titles are affirmative sentences: what is true when it passes. */
export interface CheckResult {
  /** Stable, for scripts: `cluster.reachable`, `nodes.memory`. */
  id: string;
  title: Message;
  /** A warning does not stop the chapter; a failure does. */
  result: 'pass' | 'warn' | 'fail';
  /** What was found. */
  message: Message;
  /** What to do about it; absent when it passed. */
  hint?: Message;
}

export interface CheckCategory {
  id: string;
  title: Message;
  checks: CheckResult[];
}

export interface CheckReport {
  /** No check failed. */
  success: boolean;
  categories: CheckCategory[];
}

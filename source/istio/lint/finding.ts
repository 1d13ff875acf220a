import type { ObjectRef } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';

/** One thing that is wrong with a set of objects, however many of them have it. */
export interface Finding {
  /** The rule that found it: `empty-values`, `not-served`. */
  rule: string;
  /** With an error nothing is written; a warning and a word by the way only tell. */
  severity: 'error' | 'warn' | 'info';
  message: Message;
  /** What to do about it. */
  hint?: Message;
  objects: ObjectRef[];
}

/** What the rules know of the server that the objects are for. */
export interface ServerFacts {
  serves(apiVersion: string, kind: string): boolean;
  /** Whether a kind that it serves lives in a namespace; undefined where it does not serve it. */
  namespaced(apiVersion: string, kind: string): boolean | undefined;
}

import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Message, Worded } from '../../language/message.ts';

/** One object that a lesson names; without a namespace it is in the application's, where its kind has one. */
export interface Target {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
}

/** What a cluster can be asked for. Declared, never run: a lesson cannot make hoist start a program. */
export type LessonCheck =
  | { type: 'exists' | 'absent' | 'ready'; target: Target }
  /** `field`: where in the object, key by key. */
  | { type: 'equals'; target: Target; field: readonly string[]; value: string | number | boolean }
  /** `url`, or a path at whichever address of the ingress gateway answers. */
  | { type: 'answers'; url?: string; path?: string; status: number };

export interface LessonStep {
  id: string;
  title: Worded;
  text: Worded;
  hint?: Worded;
  /** Lines to do it by hand: shown, and never run. */
  commands: readonly string[];
  /** What hoist applies when it is asked to; none where all is done by hand. */
  manifests: readonly { file: string; objects: readonly KubernetesObject[] }[];
  checks: readonly LessonCheck[];
}

/** A workshop's own steps, as its file has them. */
export interface Lesson {
  /** The file's path. */
  file: string;
  title: Worded;
  about?: Worded;
  steps: readonly LessonStep[];
}

/** What came of a check. `unknown`: it could not be asked. */
export interface CheckFound {
  what: Message;
  state: 'good' | 'bad' | 'unknown';
  found: Message;
}

export interface LessonStepView {
  id: string;
  title: Message;
  text: Message;
  hint?: Message;
  commands: readonly string[];
  /** The files that would be applied. */
  manifests: readonly string[];
  checks: readonly CheckFound[];
  /** Since when every check was first met, in ISO time: kept, whatever later steps change. */
  reached?: string;
}

export interface LessonView {
  title: Message;
  about?: Message;
  steps: readonly LessonStepView[];
}

/** A lesson that cannot be read; the problem names the line. */
export class LessonError extends Error {
  override readonly name = 'LessonError';
  readonly problem: Message;

  constructor(problem: Message) {
    super(problem.key);
    this.problem = problem;
  }
}

/** Words of the lesson's own, as a message. */
export const said = (words: Worded): Message => ({ key: 'lesson.words', values: { words } });

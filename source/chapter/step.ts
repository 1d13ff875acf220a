import type { ConflictChoices } from '../kubernetes/fields/field-conflict.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import type { Message } from '../language/message.ts';
import type { PlanItem } from './chapter.ts';
import type { ChapterNews } from './event.ts';
import type { Ground } from './ground.ts';
import type { Intent, WriteEnd } from './journal/record.ts';
import type { Facts, Part } from './observe/facts.ts';
import type { RunId } from './step-id.ts';
import type { SidecarChoice } from './uninstall/sidecar-choice.ts';

/** Events of a step while it runs; which step is filled in by the runner. */
export type StepNews = ChapterNews extends infer News
  ? News extends { step: RunId }
    ? Omit<News, 'step'>
    : never
  : never;

export interface StepRun {
  signal: AbortSignal;
  emit(news: StepNews): void;
  /** Told before each write; the answer is told how it ended. Throws where this run may not write after all. */
  writing?(intent: Intent): Promise<(end: WriteEnd) => void>;
  /** What to do about fields that others own; what is not in it is told and stops. */
  choices?: ConflictChoices;
  /** What somebody looked at and said yes to: an object that has changed since is planned again, and that is told. */
  approved?: readonly PlanItem[];
  /** What becomes of others' workloads with a sidecar. */
  sidecars?: SidecarChoice;
  /** What the step is going to bring, told before the first of it is written. */
  wants?(objects: readonly KubernetesObject[]): void;
}

/** What the cluster shows of a step, whoever did it. */
export interface Verdict {
  state: 'todo' | 'partly' | 'done' | 'problem' | 'unknown';
  message: Message;
}

/**
 * One step of the chapter. `act` and `undo` resolve with what was achieved and throw StepFailed (or an error of the Api) when they
 * could not; both may be repeated at any time and find what is done already unchanged.
 */
export interface Step {
  id: RunId;
  title: Message;
  /** What undoing it is called. */
  undoTitle: Message;
  explain: Message;
  hint: Message;
  /** The kubectl and istioctl lines that do and show the same by hand; paths are those inside the release directory. */
  commands(ground: Ground): string[];
  undoCommands(ground: Ground): string[];
  plan(ground: Ground, signal: AbortSignal): Promise<PlanItem[]>;
  planUndo(ground: Ground, signal: AbortSignal): Promise<PlanItem[]>;
  /** Notes on what others lose by the undoing; a run that undoes tells them before it deletes anything. */
  warn?(ground: Ground, run: StepRun): Promise<void>;
  act(ground: Ground, run: StepRun): Promise<Message>;
  undo(ground: Ground, run: StepRun): Promise<Message>;
  /** It changes the cluster: then a run needs the lease, keeps a journal, and makes sure that it is still the same cluster. */
  writes: boolean;
  /** What `verify` looks at. As long as one of these is not known, neither is the verdict. */
  reads: readonly Part[];
  /** Looks at the cluster alone, never at what this program did. */
  verify(facts: Facts, ground: Ground): Verdict;
}

/** A step could not do its work, for a reason that is already in words. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
  readonly told: Message;
  /** What to do about it, where that is known. */
  readonly hint: Message | undefined;
  /** What somebody would look up next, told under the failure: the end of a log, the last warnings. */
  evidence: readonly StepNews[] = [];

  constructor(told: Message, hint?: Message) {
    super(told.key);
    this.told = told;
    this.hint = hint;
  }
}

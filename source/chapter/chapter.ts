import type { Finding } from '../istio/lint/finding.ts';
import type { EventRow } from '../kubernetes/event-row.ts';
import type { ConflictChoices, FieldConflict } from '../kubernetes/fields/field-conflict.ts';
import type { FieldChange } from '../kubernetes/fields/field-diff.ts';
import type { KubernetesObject, ObjectRef } from '../kubernetes/object.ts';
import type { Message } from '../language/message.ts';
import type { CheckReport, CheckResult } from './check-result.ts';
import type { ChoiceChange, ChoiceView } from './choose/choosing.ts';
import type { ChapterEvent } from './event.ts';
import type { Kept } from './keeping/kept.ts';
import type { LessonPart } from './lesson/lesson-part.ts';
import type { LogsEvent } from './logs/logs-event.ts';
import type { LogsRequest } from './logs/logs-request.ts';
import type { InjectionLook } from './observe/injection-look.ts';
import type { Insight } from './observe/insight.ts';
import type { View } from './observe/view.ts';
import type { PracticeControl } from './practice-control.ts';
import type { Hanging, RepairWrite } from './repair/hanging.ts';
import type { RowId, StepId } from './step-id.ts';
import type { Certificate } from './uninstall/certificate.ts';
import type { Leftover } from './uninstall/leftover.ts';
import type { SidecarChoice } from './uninstall/sidecar-choice.ts';
import type { WaysIn } from './way-in/ways-in.ts';

/** What a step is about, in keys for the faces to put into words, and in commands to type elsewhere. */
export interface StepText {
  id: RowId;
  title: Message;
  explain: Message;
  hint: Message;
  /** The kubectl and istioctl lines that do the same by hand. */
  commands: string[];
}

/** What a step would do, object by object. */
export interface PlanItem {
  object: ObjectRef;
  action: 'create' | 'change' | 'keep' | 'delete';
  /** Of a deletion: the namespace that goes before it and takes it along, so that no run deletes it by itself. */
  goesWith?: string;
  why?: Message;
  /** The version of the object that was looked at; absent where there was none. */
  resourceVersion?: string;
  /** Of a change: what differs. */
  fields?: readonly FieldChange[];
  /** Fields that somebody else owns with other values: a run stops there unless it is told what to do. */
  conflicts?: readonly FieldConflict[];
  /** The server would refuse it, for what `why` says. */
  refused?: boolean;
  /** The release has it in a version that this server no longer serves. */
  rewritten?: { from: string; to: string; why: Message; fields: readonly FieldChange[] };
}

/** What every step would do, and what that follows from. */
export interface PlanReport {
  cluster: { context: string; server: string; version: string };
  release: { version: string; directory: string } | undefined;
  /** The answers to the chapter's questions, with what each means. */
  choices: readonly Message[];
  /** Of the readiness checks those that did not pass, and whether there is room for what is requested. */
  checks: readonly CheckResult[];
  /** What is wrong with the objects themselves. */
  findings: readonly Finding[];
  /** The release cannot run on this server at all; then there are no steps. */
  refused: boolean;
  steps: { id: StepId; title: Message; items: PlanItem[] }[];
}

export interface RunOptions {
  signal: AbortSignal;
  /** What to do about fields that others own with other values. */
  choices?: ConflictChoices;
  /** down: what becomes of workloads of others that run with a sidecar; where there are some and nothing is said, it refuses. */
  sidecars?: SidecarChoice;
  /** The plan that was said yes to. */
  approved?: readonly PlanItem[];
  /** repair: the writes that were shown and said yes to; absent, whatever is found is written. */
  confirmed?: readonly RepairWrite[];
}

export interface RestartOptions {
  signal: AbortSignal;
  /** What there is to say of the lease and the journal. */
  tell(level: 'info' | 'warn', message: Message): void;
}

export interface LogOptions {
  namespace: string;
  pod: string;
  container: string;
  tailLines?: number;
  previous?: boolean;
  signal: AbortSignal;
}

export type LogEvent =
  | { type: 'line'; time: string; text: string }
  /** Lines may be missing between these two times. */
  | { type: 'gap'; from: string; to: string }
  | { type: 'reconnecting'; reason: string | Message }
  | { type: 'end'; reason: string | Message };

/** Everything that a face can see of the chapter on one cluster. Made by `openChapter`. */
export interface Chapter {
  readonly context: string;
  readonly server: string;
  /** How many contexts the kubeconfig has: with one alone none can be meant by mistake. */
  readonly contextCount?: number;
  readonly readOnly: boolean;
  /** The cluster is a practice cluster: faces say so. */
  readonly simulated: boolean;
  /** Sets up the practice cluster, where it is one. */
  readonly practice?: PracticeControl;
  /** A workshop's own steps, where a lesson was named. */
  readonly lesson?: LessonPart | undefined;
  /** The namespace that gets Bookinfo. */
  readonly namespace: string;
  /** `1.1.0` and where it is from; undefined until it is known which one fits the server, and where none does. `subscribe` tells. */
  readonly release: { version: string; directory: string } | undefined;
  /** The server has said its version, and no release fits it. */
  readonly unfit: boolean;
  /** The answers to the chapter's questions, with what each means; empty where no release was named. */
  readonly choices: readonly Message[];
  readonly texts: readonly StepText[];
  /** The same as something to choose from; undefined as long as no release is known. */
  readonly choice: ChoiceView | undefined;
  /** Answers differently from now on, and remembers it. Writes nothing to the cluster. Throws where that cannot be had, or a run is under way. */
  choose(change: ChoiceChange, signal: AbortSignal): Promise<void>;

  /** The latest view; `subscribe` tells when there is a newer one (at most about fifteen times a second). */
  view(): View;
  subscribe(listener: () => void): () => void;
  /** Starts the watches and the polling of pilot that the view is made of. */
  watch(): void;

  check(signal: AbortSignal): Promise<CheckReport>;
  plan(run: RowId, signal: AbortSignal): Promise<PlanItem[]>;
  /** Every step up to `to`, without doing any: for `hoist plan`. */
  overview(signal: AbortSignal, to?: StepId): Promise<PlanReport>;
  /** One step. The stream always ends with `finished`, also after a failure or an abort; it does not throw. */
  run(run: RowId, options: RunOptions): AsyncIterable<ChapterEvent>;
  /** Every step up to `to`; what is done already is found unchanged. */
  up(options: RunOptions & { to?: StepId }): AsyncIterable<ChapterEvent>;
  down(options: RunOptions): AsyncIterable<ChapterEvent>;
  /** Takes pilot away for a moment, watches what the application does, and brings it back, also where it is cancelled. */
  pilotAway(options: RunOptions): AsyncIterable<ChapterEvent>;
  /** Takes back one step, and before it what stands on it. */
  undo(step: StepId, options: RunOptions): AsyncIterable<ChapterEvent>;
  planUndo(step: StepId, signal: AbortSignal): Promise<PlanItem[]>;
  /** Takes back what the last run wrote in the step that it did not finish. */
  rollback(options: RunOptions): AsyncIterable<ChapterEvent>;
  planRollback(signal: AbortSignal): Promise<PlanItem[]>;
  /** Pods of others that run with a sidecar, as `namespace/name`; in an uninstall without those of lessons, which go before the mesh. */
  sidecars(signal: AbortSignal, uninstall?: boolean): Promise<string[]>;
  /** What does not get on by itself, each with its proof: writes nothing. */
  hanging(signal: AbortSignal): Promise<Hanging[]>;
  /** Repairs one of these, by its id, as far as that is safe. */
  repair(id: string, options: RunOptions): AsyncIterable<ChapterEvent>;
  /** What is known of earlier runs, and who is at work now. */
  kept(signal: AbortSignal): Promise<Kept>;
  /** `clean` only where all that matters could be looked at, and nothing was found. */
  audit(signal: AbortSignal): Promise<{ clean: boolean; leftovers: Leftover[]; certificate?: Certificate }>;
  /** One complete view, without watches: for `hoist status`. */
  look(signal: AbortSignal): Promise<View>;

  /** How an object is doing and why, with its events, by what is watched now. */
  insight(ref: ObjectRef): Insight;
  /** What happened in istio-system and the application's namespace, the newest last, by what is watched now. */
  events(): EventRow[];
  /** Every pod's sidecar, or the rule by which it has none. */
  injection(signal: AbortSignal): Promise<InjectionLook>;
  /** Makes the pods of a workload anew, as `kubectl rollout restart` does. Throws where a run is under way, here or elsewhere. */
  restart(ref: ObjectRef, options: RestartOptions): Promise<void>;
  /** Every address of the application, asked now, station by station. */
  waysIn(signal: AbortSignal): Promise<WaysIn>;

  logs(options: LogOptions): AsyncIterable<LogEvent>;
  /** The logs of many containers merged, in batches; ends when there is no more to come. Throws what finding their pods throws. */
  mergedLogs(request: LogsRequest): AsyncIterable<LogsEvent[]>;
  /** The object as it is in the cluster, safe to draw, a Secret's values masked; undefined if it is gone. */
  object(ref: ObjectRef, signal: AbortSignal): Promise<KubernetesObject | undefined>;
  /** Says what an error means, and what to do. */
  explain(error: unknown): { message: Message; hint?: Message };
  close(): void;
}

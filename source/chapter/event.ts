import type { ConflictChoices, FieldConflict } from '../kubernetes/fields/field-conflict.ts';
import type { ObjectRef } from '../kubernetes/object.ts';
import type { Message } from '../language/message.ts';
import type { CheckResult } from './check-result.ts';
import type { RunId } from './step-id.ts';
import type { Certificate } from './uninstall/certificate.ts';

export type { ConflictChoices, FieldConflict };

/** What became of one object. `unchanged` means that nothing was written. */
export type ObjectResult = 'created' | 'configured' | 'unchanged' | 'deleted' | 'conflict' | 'failed';

/** What a run consists of, as it happens. Screen, headless face, and later journal and replay all read this one stream. */
export type ChapterEvent = { at: string } & (
  | {
      /** Always first: which cluster, and what will be done to it. */
      type: 'started';
      run: 'up' | 'down' | 'undo' | 'rollback' | 'repair' | RunId;
      cluster: { context: string; server: string; version: string; uid: string };
      release: string;
      steps: RunId[];
    }
  /** An earlier run that did not get to its end, which this one goes on with. */
  | {
      type: 'resumed';
      began: string;
      user: string;
      host: string;
      /** How it ended; absent where it was broken off without a word. */
      result?: 'failed' | 'cancelled';
      /** Objects that it wrote, and steps that it finished. */
      written: number;
      done: RunId[];
      left: RunId[];
      /** Writes of which nobody knows whether they were done. */
      unsure: ObjectRef[];
    }
  /** `title` says what is done now: the step, or its undoing. */
  | { type: 'step-started'; step: RunId; title: Message; index: number; of: number }
  /** The kubectl line that does the same as what follows. */
  | { type: 'command'; step: RunId; command: string }
  | { type: 'check'; step: RunId; category: Message; check: CheckResult }
  | {
      type: 'object';
      step: RunId;
      object: ObjectRef;
      result: ObjectResult;
      message?: Message;
      conflicts?: FieldConflict[];
    }
  /** An object is waited for; said again only when the reason changes. */
  | { type: 'waiting'; step: RunId; object: ObjectRef; why: Message }
  /** An object that was waited for is there; with `gone`, what was waited for is its end. */
  | { type: 'ready'; step: RunId; object: ObjectRef; gone?: true }
  | { type: 'note'; step: RunId; level: 'info' | 'warn'; message: Message }
  /** Something of an object worth reading, as `kubectl describe` would show it. */
  | { type: 'shown'; step: RunId; object: ObjectRef; lines: string[] }
  /** Lines that explain a failure: the end of the failing container's log. */
  | { type: 'log'; step: RunId; pod: string; container: string; lines: string[] }
  /** Warnings about an object that has failed and its pods, the last of them last. */
  | { type: 'events'; step: RunId; object: ObjectRef; lines: string[] }
  /** What an uninstall was held to, at its end. */
  | { type: 'certificate'; step: RunId; certificate: Certificate }
  /** Where the application answers, tried and found good. */
  | { type: 'url'; step: RunId; url: string }
  | {
      type: 'step-finished';
      step: RunId;
      result: 'done' | 'failed' | 'cancelled';
      message: Message;
      seconds: number;
    }
  /** Always last. `written` counts what this run changed, also when it failed or was cancelled. */
  | {
      type: 'finished';
      result: 'done' | 'failed' | 'cancelled';
      written: Record<'created' | 'configured' | 'deleted', number>;
      seconds: number;
    }
);

/** An event without its time, as the steps make them. */
export type ChapterNews = ChapterEvent extends infer Event
  ? Event extends { at: string }
    ? Omit<Event, 'at'>
    : never
  : never;

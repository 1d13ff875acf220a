import type { Chapter } from '../../chapter/chapter.ts';
import type { ChapterEvent } from '../../chapter/event.ts';
import type { RunId } from '../../chapter/step-id.ts';
import type { Message } from '../../language/message.ts';
import type { Written } from '../state/state.ts';

type Outcome = 'done' | 'failed' | 'cancelled';

/** One step of a run: the lines that do the same, and what became of it. */
export interface StepRecord {
  kind: 'step';
  at: string;
  step: RunId;
  title: Message;
  /** It was taken away again. */
  undone: boolean;
  /** It took back what the run before wrote in this step. */
  rollback?: boolean;
  commands: string[];
  /** Undefined while it runs, and where hoist was left in the middle of it. */
  outcome?: { result: Outcome; message: Message; seconds: number };
}

/** What was chosen for a run: it may be another for the next. */
export interface Chosen extends Pick<Chapter, 'release' | 'choice' | 'choices'> {}

const chosenOf = ({ release, choice, choices }: Chosen): Chosen => ({ release, choice, choices });

/** What a session did, as far as it can be told and done again. Holds no more than a line for each command. */
export type RecordEntry =
  | {
      kind: 'run';
      at: string;
      context: string;
      server: string;
      version: string;
      release: string;
      chosen?: Chosen;
    }
  | StepRecord
  | { kind: 'ended'; at: string; result: Outcome; written: Written; seconds: number }
  /** Something that was looked at or done outside of a run. */
  | { kind: 'command'; at: string; command: string };

/** Keeps what the events of the session's runs say about commands. */
export class SessionRecord {
  readonly entries: RecordEntry[] = [];
  #step: StepRecord | undefined;
  #undoing = false;
  #rollback = false;

  /** `chosen` is what the run stands on, as it begins. */
  take(event: ChapterEvent, chosen?: Chosen): void {
    switch (event.type) {
      case 'started': {
        const { context, server, version } = event.cluster;
        this.#undoing = event.run === 'down' || event.run === 'uninstall' || event.run === 'undo';
        this.#rollback = event.run === 'rollback';
        const { at, release } = event;
        this.entries.push({
          kind: 'run',
          ...{ at, context, server, version, release },
          ...(chosen ? { chosen: chosenOf(chosen) } : {}),
        });
        break;
      }
      case 'step-started': {
        const { at, step, title } = event;
        // The last look of an uninstall undoes nothing.
        const undone = this.#undoing && step !== 'uninstall';
        const rollback = this.#rollback ? { rollback: true } : {};
        this.#step = { kind: 'step', at, step, title, undone, ...rollback, commands: [] };
        this.entries.push(this.#step);
        break;
      }
      case 'command':
        this.#step?.commands.push(event.command);
        break;
      case 'step-finished':
        if (this.#step) {
          const { result, message, seconds } = event;
          this.#step.outcome = { result, message, seconds };
        }
        this.#step = undefined;
        break;
      case 'finished': {
        const { at, result, written, seconds } = event;
        this.entries.push({ kind: 'ended', at, result, written, seconds });
        break;
      }
      default:
    }
  }

  typed(at: string, command: string): void {
    this.entries.push({ kind: 'command', at, command });
  }
}

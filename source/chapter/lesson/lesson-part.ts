import type { PlanItem, RunOptions } from '../chapter.ts';
import type { ChapterEvent } from '../event.ts';
import type { Ground } from '../ground.ts';
import type { Task } from '../run/runner.ts';
import {
  type CheckFound,
  type Lesson,
  LessonError,
  type LessonStep,
  type LessonView,
  said,
} from './lesson.ts';
import { lessonStep, makeChecks } from './lesson-step.ts';
import { unasked } from './make-check.ts';
import { Progress } from './progress.ts';

/** What a face can do with a workshop's lesson. */
export interface LessonPart {
  /** As it was last looked at. */
  readonly view: LessonView;
  /** Asks the cluster for every step, whoever did it, and keeps what was reached. */
  look(signal: AbortSignal): Promise<LessonView>;
  plan(id: string, signal: AbortSignal): Promise<PlanItem[]>;
  run(id: string, options: RunOptions): AsyncIterable<ChapterEvent>;
  /** Which step is meant, by its id or its number from 1; the last one where none is named. Throws LessonError. */
  indexOf(name: string | undefined): number;
  /** Every step up to this one that is not reached yet, one after the other; it stops at the first that is not done then. */
  upTo(index: number, options: RunOptions): AsyncIterable<ChapterEvent>;
  /** Forgets how far one has come. Changes nothing in the cluster. */
  reset(): void;
  /** The same before anything was looked at. */
  forget(signal: AbortSignal): Promise<void>;
}

type Run = (tasks: () => Task[], options: RunOptions) => AsyncIterable<ChapterEvent>;

export class ClusterLesson implements LessonPart {
  readonly #lesson: Lesson;
  readonly #ground: Ground;
  readonly #run: Run;
  readonly #found = new Map<string, readonly CheckFound[]>();
  #progress: Progress | undefined;

  constructor(lesson: Lesson, ground: Ground, run: Run) {
    this.#lesson = lesson;
    this.#ground = ground;
    this.#run = run;
  }

  get view(): LessonView {
    const { title, about, steps } = this.#lesson;
    return {
      title: said(title),
      ...(about ? { about: said(about) } : {}),
      steps: steps.map((step) => {
        const reached = this.#progress?.reached[step.id];
        return {
          id: step.id,
          title: said(step.title),
          text: said(step.text),
          ...(step.hint ? { hint: said(step.hint) } : {}),
          commands: step.commands,
          manifests: step.manifests.map(({ file }) => file),
          checks: this.#found.get(step.id) ?? step.checks.map(unasked),
          ...(reached === undefined ? {} : { reached }),
        };
      }),
    };
  }

  async look(signal: AbortSignal): Promise<LessonView> {
    const { steps } = this.#lesson;
    const found = await Promise.all(steps.map((step) => makeChecks(this.#ground, step, signal)));
    const progress = await this.#known(signal);
    for (const [index, step] of steps.entries()) this.#found.set(step.id, found[index] ?? []);
    // One after the other: what a later step asks may be so before anybody has come to it.
    for (const [index, { id }] of steps.entries()) {
      const isDone = found[index]?.every(({ state: one }) => one === 'good') === true;
      if (isDone) progress.reach(id, new Date().toISOString());
      if (!Object.hasOwn(progress.reached, id)) break;
    }
    return this.view;
  }

  plan(id: string, signal: AbortSignal): Promise<PlanItem[]> {
    return lessonStep(this.#step(id)).plan(this.#ground, signal);
  }

  run(id: string, options: RunOptions): AsyncIterable<ChapterEvent> {
    return this.#run(() => [{ step: lessonStep(this.#step(id)), way: 'act' }], options);
  }

  indexOf(name: string | undefined): number {
    const { steps, file } = this.#lesson;
    if (name === undefined) return steps.length - 1;
    const byId = steps.findIndex(({ id }) => id === name);
    const index = byId < 0 && /^\d+$/.test(name) ? Number(name) - 1 : byId;
    if (steps[index]) return index;
    const known = steps.map(({ id }) => id).join(', ');
    throw new LessonError({ key: 'lesson.no-step', values: { file, step: name, known } });
  }

  async *upTo(index: number, options: RunOptions): AsyncIterable<ChapterEvent> {
    await this.look(options.signal);
    const isOpen = ({ id }: LessonStep) => !Object.hasOwn(this.#progress?.reached ?? {}, id);
    const left = this.#lesson.steps.slice(0, index + 1).filter(isOpen);
    const tasks = () => left.map((step): Task => ({ step: lessonStep(step), way: 'act' }));
    let current = -1;
    for await (const event of this.#run(tasks, options)) {
      if (event.type === 'step-started') current = event.index - 1;
      const step = left[current];
      // A step ends well only with all of its checks met.
      if (step && event.type === 'step-finished') {
        if (event.result === 'done') this.#progress?.reach(step.id, event.at);
        // After a cancel what was found last stays.
        const found = await makeChecks(this.#ground, step, options.signal).catch(() => undefined);
        if (found) this.#found.set(step.id, found);
      }
      yield event;
    }
  }

  async forget(signal: AbortSignal): Promise<void> {
    await this.#known(signal);
    this.reset();
  }

  /** What was reached before is kept for the cluster. */
  async #known(signal: AbortSignal): Promise<Progress> {
    const { connection, state } = this.#ground;
    if (this.#progress) return this.#progress;
    const { uid } = await connection.pin(signal);
    this.#progress ??= new Progress(state?.directory, { server: connection.server, uid }, this.#lesson.file);
    return this.#progress;
  }

  reset(): void {
    this.#progress?.reset();
  }

  #step(id: string): LessonStep {
    const step = this.#lesson.steps.find((one) => one.id === id);
    if (!step) throw new Error(`the lesson has no step ${id}`);
    return step;
  }
}

import type { ChapterEvent, ConflictChoices } from '../../chapter/event.ts';
import type { RowId } from '../../chapter/step-id.ts';
import type { SidecarChoice } from '../../chapter/uninstall/sidecar-choice.ts';
import { elapsedOf } from '../look/age.ts';
import { makeDrawing } from '../look/drawing.ts';
import { writtenWords } from '../panes/written.ts';
import type { Plan } from '../state/overlay.ts';
import type { RunName, Taking } from '../state/taking.ts';
import type { Host } from './host.ts';
import type { Logs } from './logs.ts';
import type { Pages } from './pages.ts';

/** Steps: what is asked before one runs, the run itself, and how it ended. */
export class Runs {
  readonly #host: Host;
  readonly #logs: Logs;
  readonly #pages: Pages;
  readonly #ended: () => void;
  #running: AbortController | undefined;
  #following: Promise<void> | undefined;

  /** `ended` is called when a run is over, however it went. */
  constructor(host: Host, { logs, pages, ended }: { logs: Logs; pages: Pages; ended: () => void }) {
    this.#host = host;
    this.#logs = logs;
    this.#pages = pages;
    this.#ended = ended;
  }

  ask(run: RowId): void {
    this.#pages.withPlan({ kind: 'ask-run', run, plan: { state: 'loading' } }, run);
  }

  cancel(): void {
    if (!this.#running || !this.#host.state.run) return;
    this.#host.dispatch({ type: 'run-cancelling' });
    this.#host.notice({ key: 'screen.notice.cancelling' }, 'warn');
    this.abort();
  }

  abort(): void {
    this.#running?.abort();
  }

  /** Cancels what runs and waits until it has ended, at most so many milliseconds: what it took away for a moment it brings back first. */
  async end(longest: number): Promise<void> {
    this.abort();
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, longest);
    await Promise.race([this.#following, late.promise]);
    clearTimeout(timer);
  }

  /** `approved` is the plan that was looked at: what has changed since is planned again, and that is told. */
  async start(run: RowId | 'up', approved?: Plan, choices?: ConflictChoices): Promise<void> {
    const { chapter } = this.#host;
    const { about } = this.#host.state;
    if (!chapter || !about || this.#host.state.run) return;
    // Whatever opened the question: nothing is ever written where that was ruled out.
    if (about.readOnly && run !== 'check' && run !== 'proxies') return;
    await this.#follow(run, (signal) =>
      run === 'up'
        ? chapter.up({ signal })
        : chapter.run(run, { signal, ...(approved ? { approved } : {}), ...(choices ? { choices } : {}) }),
    );
  }

  /** What was confirmed with the name of the context. */
  async take(taking: Taking, sidecars: SidecarChoice | undefined): Promise<void> {
    const { chapter, state } = this.#host;
    if (!chapter || !state.about || state.about.readOnly || state.run) return;
    await this.#follow(taking.what, (signal) => {
      const options = { signal, ...(sidecars ? { sidecars } : {}) };
      if (taking.what === 'undo') return chapter.undo(taking.step, options);
      if (taking.what === 'rollback') return chapter.rollback(options);
      return taking.what === 'repair'
        ? chapter.repair(taking.found.id, { ...options, confirmed: taking.found.writes })
        : chapter.run('uninstall', options);
    });
  }

  /** What the data plane does while the control plane is away: a run of the step that reads the proxies. */
  async pilotAway(): Promise<void> {
    const { chapter, state } = this.#host;
    if (!chapter || !state.about || state.about.readOnly || state.run) return;
    this.#host.dispatch({ type: 'focus', pane: 'proxies' });
    await this.#follow('proxies', (signal) => chapter.pilotAway({ signal }));
  }

  /** One step of a workshop's lesson. */
  async lesson(id: string, approved?: Plan): Promise<void> {
    const { chapter, state } = this.#host;
    const lesson = chapter?.lesson;
    if (!lesson || !state.about || state.about.readOnly || state.run) return;
    await this.#follow('lesson', (signal) => lesson.run(id, { signal, ...(approved ? { approved } : {}) }));
  }

  #follow(run: RunName, begin: (signal: AbortSignal) => AsyncIterable<ChapterEvent>): Promise<void> {
    this.#following = this.#toItsEnd(run, begin);
    return this.#following;
  }

  async #toItsEnd(run: RunName, begin: (signal: AbortSignal) => AsyncIterable<ChapterEvent>): Promise<void> {
    this.#running = new AbortController();
    const { signal } = this.#running;
    this.#host.dispatch({ type: 'run-started', run, at: Date.now() });
    this.#logs.showRuns();
    try {
      for await (const event of begin(signal)) this.#take(event, run);
    } catch (error) {
      this.#host.notice(this.#host.explain(error).message, 'bad');
    }
    this.#running = undefined;
    this.#host.dispatch({ type: 'run-ended' });
    this.#ended();
  }

  #take(event: ChapterEvent, run: RunName): void {
    this.#logs.tell(event);
    this.#host.store.absorb({ type: 'run-event', event });
    if (event.type === 'finished') this.#say(event, run);
  }

  #say(event: Extract<ChapterEvent, { type: 'finished' }>, run: RunName): void {
    const { state } = this.#host;
    const { say } = makeDrawing({ ...state, now: 0 });
    const values = {
      step: { key: `screen.step.${run}` as const },
      time: elapsedOf(event.seconds),
      written: writtenWords(event.written, say),
    };
    const { url } = state;
    if (event.result === 'done' && url && (run === 'up' || run === 'gateway')) {
      this.#host.notice({ key: 'screen.notice.open', values: { url } }, 'good');
      return;
    }
    const key = {
      done: 'screen.notice.finished',
      failed: 'screen.notice.failed',
      cancelled: 'screen.notice.cancelled',
    } as const;
    const tone = { done: 'good', failed: 'bad', cancelled: 'warn' } as const;
    this.#host.notice({ key: key[event.result], values }, tone[event.result]);
  }
}

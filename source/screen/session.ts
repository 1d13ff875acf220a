import { dump } from 'js-yaml';
import type { Chapter } from '../chapter/chapter.ts';
import type { ChapterEvent } from '../chapter/event.ts';
import type { RunId } from '../chapter/step-id.ts';
import type { Message } from '../language/message.ts';
import type { Motion } from './input/selection.ts';
import { elapsedOf } from './look/age.ts';
import { makeDrawing } from './look/drawing.ts';
import { overlayLines } from './overlays/overlay-lines.ts';
import { type LogSource, podLogSource, runLogSource } from './panes/log-source.ts';
import { writtenWords } from './panes/written.ts';
import type { Fetched, LogTarget, ObjectRef, Overlay, Plan } from './state/overlay.ts';
import { newPodLog, type PodLog } from './state/pod-log.ts';
import { newRunLog, partsOf } from './state/run-log.ts';
import { isSilent, type ScreenState, type Trouble } from './state/state.ts';
import type { Store } from './state/store.ts';

export type Explain = (error: unknown) => Trouble;

/**
 * The screen's one place for effects: it starts runs, reads logs and fetches what overlays show, through the chapter. What
 * comes back goes into the store; components only draw that.
 */
export class Session {
  readonly #store: Store;
  readonly #explain: Explain;
  readonly #leave: (code: number) => void;
  #suspend: () => void = () => {};
  #chapter: Chapter | undefined;
  #unsubscribe: () => void = () => {};
  readonly #runs = newRunLog();
  #pod: PodLog = newPodLog();
  #reading: AbortController | undefined;
  #running: AbortController | undefined;
  #checking: AbortController | undefined;
  /** Ends what an overlay waits for, when another takes its place. */
  #fetching: AbortController | undefined;
  #leaving = false;

  constructor(store: Store, explain: Explain, leave: (code: number) => void) {
    this.#store = store;
    this.#explain = explain;
    this.#leave = leave;
  }

  get #state(): ScreenState {
    return this.#store.snapshot();
  }

  /** How the terminal is handed to the shell; known once Ink is up. */
  whenSuspended(suspend: () => void): void {
    this.#suspend = suspend;
  }

  suspend(): void {
    this.#suspend();
  }

  open(chapter: Chapter): void {
    this.#chapter = chapter;
    const { context, server, readOnly, simulated, namespace, release, texts } = chapter;
    this.#store.dispatch({
      type: 'opened',
      about: { context, server, readOnly, simulated, namespace, release, texts },
    });
    this.#store.dispatch({ type: 'view', view: chapter.view() });
    this.#unsubscribe = chapter.subscribe(() => {
      this.#store.later('view', () => ({ type: 'view', view: chapter.view() }));
      // A cluster that did not answer when it was checked, and does now.
      if (this.#state.trouble && isSilent(this.#state) && chapter.view().cluster.uid) void this.check();
    });
    chapter.watch();
    void this.check();
  }

  break(error: unknown): void {
    this.#store.dispatch({ type: 'broken', trouble: this.#explain(error) });
  }

  close(): void {
    this.#unsubscribe();
    for (const controller of [this.#reading, this.#running, this.#checking, this.#fetching])
      controller?.abort();
    this.#chapter?.close();
  }

  get log(): LogSource {
    return this.#state.log.source.type === 'events' ? runLogSource(this.#runs) : podLogSource(this.#pod);
  }

  // ---- readiness

  async check(): Promise<void> {
    const chapter = this.#chapter;
    if (!chapter || this.#state.checking) return;
    this.#checking = new AbortController();
    const { signal } = this.#checking;
    this.#store.dispatch({ type: 'checking' });
    try {
      this.#store.dispatch({ type: 'checked', report: await chapter.check(signal) });
    } catch (error) {
      const trouble = signal.aborted ? undefined : this.#explain(error);
      this.#store.dispatch({ type: 'checked', trouble });
      // How a run has ended is worth more than why nothing could be checked after it, which the cluster's pane tells too.
      if (trouble && !this.#state.notice) this.#notice(trouble.message, 'bad');
    }
  }

  /** The checks as a page; asked for again from there, or for the first time, they run anew. */
  showChecks(): void {
    const open = this.#state.overlay?.kind === 'checks';
    if (open || !this.#state.checks) void this.check();
    if (!open) this.#store.dispatch({ type: 'overlay', overlay: { kind: 'checks', top: 0 } });
  }

  // ---- steps

  explainStep(id: string): void {
    const run = id as RunId;
    this.#ask({ kind: 'step', run, plan: { state: 'loading' }, top: 0 }, run);
  }

  askRun(run: RunId): void {
    this.#ask({ kind: 'ask-run', run, plan: { state: 'loading' } }, run);
  }

  askDown(): void {
    const plan = { state: 'loading' } as const;
    this.#ask({ kind: 'ask-down', typed: '', differs: false, plan }, 'uninstall');
  }

  answerYes(): void {
    const { overlay } = this.#state;
    this.#store.dispatch({ type: 'overlay', overlay: undefined });
    if (overlay?.kind === 'ask-run') void this.#run(overlay.run);
    else if (overlay?.kind === 'ask-up') void this.#run('up');
    else if (overlay?.kind === 'ask-cancel') this.cancel();
    else if (overlay?.kind === 'ask-quit') this.stop();
  }

  /** Enter in the line for the context's name: only the name itself is a yes. */
  answerTyped(): void {
    const { overlay, about } = this.#state;
    if (overlay?.kind !== 'ask-down' || !about) return;
    if (overlay.typed.trim() !== about.context) {
      this.#store.dispatch({ type: 'overlay', overlay: { ...overlay, differs: true } });
      return;
    }
    this.#store.dispatch({ type: 'overlay', overlay: undefined });
    void this.#run('uninstall');
  }

  cancel(): void {
    if (!this.#running || !this.#state.run) return;
    this.#store.dispatch({ type: 'run-cancelling' });
    this.#notice({ key: 'screen.notice.cancelling' }, 'warn');
    this.#running.abort();
  }

  async #run(run: RunId | 'up'): Promise<void> {
    const chapter = this.#chapter;
    const { about } = this.#state;
    if (!chapter || !about || this.#state.run) return;
    // Whatever opened the question: nothing is ever written where that was ruled out.
    if (about.readOnly && run !== 'check' && run !== 'proxies') return;
    this.#running = new AbortController();
    const { signal } = this.#running;
    this.#store.dispatch({ type: 'run-started', run, at: Date.now() });
    this.showRuns();
    try {
      const events = run === 'up' ? chapter.up({ signal }) : chapter.run(run, { signal });
      for await (const event of events) this.#take(event, run);
    } catch (error) {
      this.#notice(this.#explain(error).message, 'bad');
    }
    this.#running = undefined;
    this.#store.dispatch({ type: 'run-ended' });
    if (this.#leaving) this.leave();
    else void this.check();
  }

  #take(event: ChapterEvent, run: RunId | 'up'): void {
    for (let part = 0; part < partsOf(event); part += 1) this.#runs.push({ event, part });
    this.#grew();
    this.#store.absorb({ type: 'run-event', event });
    if (event.type !== 'finished') return;
    const { say } = makeDrawing({ ...this.#state, now: 0 });
    const values = {
      step: { key: `screen.step.${run}` as const },
      time: elapsedOf(event.seconds),
      written: writtenWords(event.written, say),
    };
    const { url } = this.#state;
    if (event.result === 'done' && url && (run === 'up' || run === 'gateway')) {
      this.#notice({ key: 'screen.notice.open', values: { url } }, 'good');
      return;
    }
    const key = {
      done: 'screen.notice.finished',
      failed: 'screen.notice.failed',
      cancelled: 'screen.notice.cancelled',
    } as const;
    const tone = { done: 'good', failed: 'bad', cancelled: 'warn' } as const;
    this.#notice({ key: key[event.result], values }, tone[event.result]);
  }

  /** Opens an overlay at once and fills in its plan when that has come. */
  #ask(overlay: Extract<Overlay, { plan: Fetched<Plan> }>, run: RunId): void {
    this.#store.dispatch({ type: 'overlay', overlay });
    void this.#fetch(
      overlay,
      (chapter, signal) => chapter.plan(run, signal),
      (plan) => ({ ...overlay, plan }),
    );
  }

  async #fetch<Value>(
    from: Overlay,
    get: (chapter: Chapter, signal: AbortSignal) => Promise<Value>,
    fill: (value: Fetched<Value>) => Overlay,
  ): Promise<void> {
    this.#fetching?.abort();
    const controller = new AbortController();
    this.#fetching = controller;
    const chapter = this.#chapter;
    if (!chapter) return;
    let fetched: Fetched<Value>;
    try {
      fetched = { state: 'there', value: await get(chapter, controller.signal) };
    } catch (error) {
      fetched = { state: 'failed', message: this.#explain(error).message };
    }
    if (!controller.signal.aborted)
      this.#store.dispatch({ type: 'overlay-fetched', from, to: fill(fetched) });
  }

  // ---- logs and objects

  showRuns(): void {
    this.#reading?.abort();
    if (this.#state.log.source.type === 'pod')
      this.#store.dispatch({ type: 'log-source', source: { type: 'events' } });
  }

  openLog(target: LogTarget): void {
    this.#reading?.abort();
    this.#reading = new AbortController();
    this.#pod = newPodLog();
    this.#store.dispatch({ type: 'overlay', overlay: undefined });
    this.#store.dispatch({ type: 'log-source', source: { type: 'pod', target } });
    this.#store.dispatch({ type: 'focus', pane: 'log' });
    void this.#read(target, this.#pod, this.#reading.signal);
  }

  async #read(target: LogTarget, ring: PodLog, signal: AbortSignal): Promise<void> {
    try {
      const lines = this.#chapter?.logs({ ...target, tailLines: 500, signal }) ?? [];
      for await (const event of lines) {
        if (signal.aborted) return;
        ring.push(event);
        this.#grew();
      }
    } catch (error) {
      if (signal.aborted) return;
      const words = this.#explain(error).message;
      this.#notice({ key: 'screen.log.failed', values: { words } }, 'bad');
    }
  }

  openYaml(ref: ObjectRef): void {
    const overlay = { kind: 'yaml', ref, text: { state: 'loading' }, top: 0 } as const;
    this.#store.dispatch({ type: 'overlay', overlay });
    void this.#fetch(
      overlay,
      async (chapter, signal) => {
        const object = await chapter.object(ref, signal);
        if (!object) return undefined;
        // As kubectl does: nobody reads these, and the keys stand in the order of the alphabet.
        const { managedFields: _, ...metadata } = object.metadata;
        return dump({ ...object, metadata }, { lineWidth: -1, sortKeys: true });
      },
      (text) => ({ ...overlay, text }),
    );
  }

  scrollOverlay(motion: Motion): void {
    const { overlay } = this.#state;
    if (!overlay || !('top' in overlay)) return;
    const { scroll } = overlayLines(overlay, this.#state, makeDrawing(this.#state));
    const last = Math.max(0, scroll.count - scroll.height);
    const to =
      'to' in motion
        ? motion.to === 'top'
          ? 0
          : last
        : scroll.top + ('rows' in motion ? motion.rows : Math.round(motion.pages * scroll.height));
    const top = Math.max(0, Math.min(last, to));
    this.#store.dispatch({ type: 'overlay', overlay: { ...overlay, top } });
  }

  // ---- leaving

  /** Ctrl-C: a run is cancelled first and may say what it wrote; a second press does not wait for that. */
  stop(): void {
    if (!this.#state.run || this.#leaving) {
      this.leave();
      return;
    }
    this.#leaving = true;
    this.#store.dispatch({ type: 'overlay', overlay: undefined });
    this.#store.dispatch({ type: 'run-cancelling' });
    this.#notice({ key: 'screen.notice.leaving' }, 'warn');
    this.#running?.abort();
  }

  leave(): void {
    const { run, cancelled, broken, trouble } = this.#state;
    if (run || cancelled) this.#leave(3);
    else if (broken) this.#leave(broken.exitCode ?? 1);
    else this.#leave((isSilent(this.#state) && trouble?.exitCode) || 0);
  }

  #grew(): void {
    this.#store.later('log', () => ({ type: 'log-grew' }));
  }

  #notice(message: Message, tone: 'quiet' | 'good' | 'warn' | 'bad'): void {
    this.#store.dispatch({ type: 'notice', notice: { message, tone } });
  }
}

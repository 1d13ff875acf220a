import type { Chapter } from '../chapter/chapter.ts';
import type { Message } from '../language/message.ts';
import type { CommandContext } from './input/command.ts';
import { makeDrawing } from './look/drawing.ts';
import { Checks } from './session/checks.ts';
import { ChoicesPart } from './session/choices.ts';
import { copyToTerminal } from './session/clipboard.ts';
import { ConflictsPage } from './session/conflicts.ts';
import { Files } from './session/files.ts';
import { HangingPage } from './session/hanging.ts';
import { type Explain, Host } from './session/host.ts';
import { LessonPages } from './session/lesson.ts';
import { Logs } from './session/logs.ts';
import { Pages } from './session/pages.ts';
import { Practice } from './session/practice.ts';
import { Runs } from './session/runs.ts';
import { Sights } from './session/sights.ts';
import { Takings } from './session/takings.ts';
import { type About, isSilent } from './state/state.ts';
import type { Store } from './state/store.ts';
import { cut } from './text/cut.ts';
import { widthOf } from './text/width.ts';

export type { Explain };

/**
 * The screen's one place for effects: it starts runs, reads logs and fetches what overlays show, through the chapter. What
 * comes back goes into the store; components only draw that. Each theme is a part of its own in `session/`.
 */
export class Session {
  readonly checks: Checks;
  readonly runs: Runs;
  readonly logs: Logs;
  readonly pages: Pages;
  readonly choices: ChoicesPart;
  readonly files: Files;
  readonly practice: Practice;
  readonly sights: Sights;
  readonly lesson: LessonPages;
  readonly takings: Takings;
  readonly hanging: HangingPage;
  readonly conflicts: ConflictsPage;
  readonly #host: Host;
  readonly #exit: (code: number) => void;
  #suspend: () => void = () => {};
  #unsubscribe: () => void = () => {};
  #leaving = false;

  constructor(store: Store, explain: Explain, exit: (code: number) => void) {
    this.#host = new Host(store, explain, () => this.context());
    this.#exit = exit;
    this.checks = new Checks(this.#host);
    this.logs = new Logs(this.#host);
    this.pages = new Pages(this.#host, this.logs);
    this.sights = new Sights(this.#host, { logs: this.logs, pages: this.pages });
    this.files = new Files(this.#host, this.logs.record.entries, () => this.logs.source);
    this.practice = new Practice(this.#host, this.pages);
    this.choices = new ChoicesPart(this.#host, () => this.#renew());
    const ended = () => (this.#leaving ? this.leave() : void this.checks.make());
    this.runs = new Runs(this.#host, { logs: this.logs, pages: this.pages, ended });
    this.lesson = new LessonPages(this.#host, { pages: this.pages, runs: this.runs });
    this.takings = new Takings(this.#host, { pages: this.pages, runs: this.runs });
    this.hanging = new HangingPage(this.#host, this.pages);
    this.conflicts = new ConflictsPage(this.#host);
  }

  /** What a key can look at and set off, as it is now. */
  context(state = this.#host.state): CommandContext {
    return {
      state,
      drawing: makeDrawing(state),
      log: this.logs.source,
      session: this,
      dispatch: this.#host.store.dispatch,
      fresh: () => this.context(),
    };
  }

  /** How the terminal is handed to the shell; known once Ink is up. */
  whenSuspended(suspend: () => void): void {
    this.#suspend = suspend;
  }

  suspend(): void {
    this.#suspend();
  }

  open(chapter: Chapter): void {
    const { store } = this.#host;
    this.#host.chapter = chapter;
    store.dispatch({ type: 'opened', about: aboutOf(chapter) });
    store.dispatch({ type: 'view', view: chapter.view() });
    this.#unsubscribe = chapter.subscribe(() => {
      store.later('view', () => ({ type: 'view', view: chapter.view() }));
      this.sights.refresh();
      this.practice.refresh();
      const { state } = this.#host;
      // Which release fits is known once the server has said its version.
      const { about } = state;
      const isOther = chapter.release?.version !== about?.release?.version || chapter.unfit !== about?.unfit;
      if (isOther || Boolean(chapter.choice) !== Boolean(about?.choice))
        store.dispatch({ type: 'opened', about: aboutOf(chapter) });
      // A cluster that did not answer when it was checked, and does now.
      if (state.trouble && isSilent(state) && chapter.view().cluster.uid) void this.checks.make();
    });
    chapter.watch();
    void this.checks.make();
    void this.#tellKept(chapter);
    this.lesson.open();
  }

  /** A run that was broken off, or somebody who is at work here: said before anything is begun. */
  async #tellKept(chapter: Chapter): Promise<void> {
    try {
      const { heldBy, brokenOff, unreadable } = await chapter.kept(AbortSignal.timeout(10_000));
      if (heldBy) {
        const { user, host, pid, since } = heldBy;
        this.#host.notice({ key: 'lease.held', values: { user, host, pid, since } }, 'warn');
      } else if (unreadable) {
        this.#host.notice(unreadable.message, 'warn');
      } else if (brokenOff) {
        const { what, began, written } = brokenOff;
        const message: Message =
          what === 'proxies'
            ? { key: 'kept.notice.pilot', values: { began } }
            : { key: 'kept.notice', values: { what, began, written } };
        this.#host.notice(message, 'warn');
      }
    } catch {
      // A cluster that does not answer is told of where it matters.
    }
  }

  #renew(): void {
    const { chapter } = this.#host;
    if (!chapter) return;
    this.#host.dispatch({ type: 'opened', about: aboutOf(chapter) });
    this.#host.dispatch({ type: 'view', view: chapter.view() });
    void this.checks.make();
  }

  break(error: unknown): void {
    this.#host.dispatch({ type: 'broken', trouble: this.#host.explain(error) });
  }

  close(): void {
    this.#unsubscribe();
    this.runs.abort();
    for (const part of [
      this.choices,
      this.checks,
      this.logs,
      this.pages,
      this.sights,
      this.lesson,
      this.practice,
    ])
      part.close();
    this.#host.chapter?.close();
  }

  /** Into the clipboard of the terminal, and said so. */
  copy(text: string): void {
    const [first = ''] = text.split('\n');
    const count = text.split('\n').length;
    const said = (words: string): Message =>
      count === 1
        ? { key: 'screen.notice.copied', values: { text: words } }
        : { key: 'screen.notice.copied-lines', values: { count, text: words } };
    const { drawing, state } = this.context();
    // In one line: how it begins tells enough of what was copied.
    const room = state.size.columns - widthOf(drawing.say(said(''))) - 4;
    if (!copyToTerminal(text, (data) => process.stdout.write(data)))
      this.#host.notice({ key: 'screen.notice.too-long' }, 'warn');
    else
      this.#host.notice(said(cut(first, Math.max(12, room), count === 1 ? drawing.glyphs.more : '')), 'good');
  }

  /** The yes to the question that lies on top. */
  answerYes(): void {
    const { overlay } = this.#host.state;
    this.#host.dispatch({ type: 'overlay', overlay: undefined });
    if (overlay?.kind === 'ask-run')
      void this.runs.start(
        overlay.run,
        overlay.plan.state === 'there' ? overlay.plan.value : undefined,
        overlay.choices,
      );
    else if (overlay?.kind === 'ask-up') void this.runs.start('up');
    else if (overlay?.kind === 'ask-pilot-away') void this.runs.pilotAway();
    else if (overlay?.kind === 'ask-cancel') this.runs.cancel();
    else if (overlay?.kind === 'ask-quit') this.stop();
    else if (overlay?.kind === 'ask-lesson')
      void this.lesson.run(overlay.id, overlay.plan.state === 'there' ? overlay.plan.value : undefined);
    else if (overlay?.kind === 'ask-lesson-reset') this.lesson.reset();
    else if (overlay?.kind === 'ask-restart') void this.sights.restart(overlay.ref);
  }

  /** Ctrl-C: a run is cancelled first and may say what it wrote; a second press does not wait for that. */
  stop(): void {
    if (!this.#host.state.run || this.#leaving) {
      this.leave();
      return;
    }
    this.#leaving = true;
    this.#host.dispatch({ type: 'overlay', overlay: undefined });
    this.#host.dispatch({ type: 'run-cancelling' });
    this.#host.notice({ key: 'screen.notice.leaving' }, 'warn');
    this.runs.abort();
  }

  leave(): void {
    const { run, cancelled, broken, trouble } = this.#host.state;
    if (run || cancelled) this.#exit(3);
    else if (broken) this.#exit(broken.exitCode ?? 1);
    else this.#exit((isSilent(this.#host.state) && trouble?.exitCode) || 0);
  }
}

/** Copied, for most of these are looked up each time. */
function aboutOf(chapter: Chapter): About {
  const { context, server, readOnly, simulated, namespace, release, unfit, texts, choice, choices } = chapter;
  const lesson = chapter.lesson !== undefined;
  const kubeconfig = chapter.practice?.kubeconfig;
  const more = { texts, choice, choices, lesson, kubeconfig };
  return { context, server, readOnly, simulated, namespace, release, unfit, ...more };
}

import type { LessonStepView } from '../../chapter/lesson/lesson.ts';
import type { ScreenState } from '../state/state.ts';
import type { Host } from './host.ts';
import type { Pages } from './pages.ts';
import type { Runs } from './runs.ts';

/** Milliseconds between two looks at a lesson's checks while its page is open; a slow cluster is asked more seldom. */
const rhythm = 2000;

/** The step of the lesson that its page shows: the one that was gone to, else the first that was not reached yet. */
export function shownStep(
  overlay: ScreenState['overlay'],
): { step: LessonStepView; index: number } | undefined {
  if (overlay?.kind !== 'lesson') return undefined;
  const { steps } = overlay.view;
  const open = steps.findIndex(({ reached }) => reached === undefined);
  const index = overlay.index ?? (open < 0 ? steps.length - 1 : open);
  const step = steps[index];
  return step && { step, index };
}

type LessonOverlay = Extract<ScreenState['overlay'], { kind: 'lesson' }>;

/** From a step that is done to the one after it; from the first that is open on, the page goes along by itself. */
function onward({ index: at = 0, ...overlay }: LessonOverlay): LessonOverlay {
  const { steps } = overlay.view;
  const open = steps.findIndex(({ reached }) => reached === undefined);
  if (steps[at]?.reached === undefined) return { ...overlay, index: at };
  const next = Math.min(at + 1, steps.length - 1);
  return next === open ? overlay : { ...overlay, index: next };
}

/** A workshop's own steps: their page, looked at again and again while it is in sight, and what is done from it. */
export class LessonPages {
  readonly #host: Host;
  readonly #pages: Pages;
  readonly #runs: Runs;
  #again: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(host: Host, { pages, runs }: { pages: Pages; runs: Runs }) {
    this.#host = host;
    this.#pages = pages;
    this.#runs = runs;
  }

  open(): void {
    this.#openAt(undefined);
  }

  /** Another step of the lesson. */
  go(by: 1 | -1): void {
    const { overlay } = this.#host.state;
    const shown = shownStep(overlay);
    if (overlay?.kind !== 'lesson' || !shown) return;
    const index = Math.max(0, Math.min(overlay.view.steps.length - 1, shown.index + by));
    this.#host.dispatch({ type: 'overlay', overlay: { ...overlay, index, top: 0 } });
  }

  ask(): void {
    const shown = shownStep(this.#host.state.overlay);
    if (!shown) return;
    const { id, title } = shown.step;
    const overlay = { kind: 'ask-lesson', id, title, plan: { state: 'loading' } } as const;
    this.#host.dispatch({ type: 'overlay', overlay });
    void this.#pages.fetch(
      overlay,
      async (chapter, signal) => (await chapter.lesson?.plan(id, signal)) ?? [],
      (plan) => ({ ...overlay, plan }),
    );
  }

  /** Does the step, and comes back to its page; from there to the next, once the cluster is seen to have what was asked for. */
  async run(id: string, approved: Parameters<Runs['lesson']>[1]): Promise<void> {
    await this.#runs.lesson(id, approved);
    const index = this.#host.chapter?.lesson?.view.steps.findIndex((step) => step.id === id);
    if (!this.#host.state.overlay) this.#openAt(index);
  }

  reset(): void {
    this.#host.chapter?.lesson?.reset();
    this.open();
  }

  /** `index`: the step that was just run; absent, the first that is open. */
  #openAt(index: number | undefined): void {
    const view = this.#host.chapter?.lesson?.view;
    if (!view) return;
    const at = index === undefined || index < 0 ? {} : { index };
    this.#host.dispatch({ type: 'overlay', overlay: { kind: 'lesson', view, ...at, top: 0 } });
    void this.#look(at.index);
  }

  /** `from`: where the page stands until this look says that the step there is done. */
  async #look(from?: number): Promise<void> {
    clearTimeout(this.#again);
    if (this.#closed) return;
    const { overlay } = this.#host.state;
    const below = overlay && 'over' in overlay ? overlay.over : undefined;
    if (overlay?.kind !== 'lesson') {
      if (below?.kind === 'lesson') this.#later(rhythm);
      return;
    }
    const began = Date.now();
    await this.#pages.fetch(
      overlay,
      async (chapter, signal) => chapter.lesson?.look(signal),
      (look) => {
        const open = this.#host.state.overlay;
        const now = open?.kind === 'lesson' ? open : overlay;
        if (look.state !== 'there' || !look.value) return now;
        const seen = { ...now, view: look.value };
        return from !== undefined && now.index === from ? onward(seen) : seen;
      },
    );
    this.#later(Math.max(rhythm, (Date.now() - began) * 20));
  }

  #later(after: number): void {
    if (!this.#closed) this.#again = setTimeout(() => void this.#look(), after);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#again);
  }
}

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

/** A workshop's own steps: their page, looked at again and again while it is in sight, and what is done from it. */
export class LessonPages {
  readonly #host: Host;
  readonly #pages: Pages;
  readonly #runs: Runs;
  #again: NodeJS.Timeout | undefined;

  constructor(host: Host, { pages, runs }: { pages: Pages; runs: Runs }) {
    this.#host = host;
    this.#pages = pages;
    this.#runs = runs;
  }

  open(): void {
    const view = this.#host.chapter?.lesson?.view;
    if (!view) return;
    this.#host.dispatch({ type: 'overlay', overlay: { kind: 'lesson', view, top: 0 } });
    void this.#look();
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

  /** Does the step, and comes back to its page. */
  async run(id: string, approved: Parameters<Runs['lesson']>[1]): Promise<void> {
    await this.#runs.lesson(id, approved);
    if (!this.#host.state.overlay) this.open();
  }

  reset(): void {
    this.#host.chapter?.lesson?.reset();
    this.open();
  }

  async #look(): Promise<void> {
    clearTimeout(this.#again);
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
        return look.state === 'there' && look.value ? { ...now, view: look.value } : now;
      },
    );
    this.#later(Math.max(rhythm, (Date.now() - began) * 20));
  }

  #later(after: number): void {
    this.#again = setTimeout(() => void this.#look(), after);
  }

  close(): void {
    clearTimeout(this.#again);
  }
}

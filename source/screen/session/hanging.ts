import { lineOfHanging } from '../overlays/hanging.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import type { ScreenState } from '../state/state.ts';
import type { Host } from './host.ts';
import type { Pages } from './pages.ts';

/** What the keys mean on the page of what hangs. */
export const selectedHanging = ({ overlay }: Pick<ScreenState, 'overlay'>) =>
  overlay?.kind === 'hanging' && overlay.found.state === 'there'
    ? overlay.found.value[overlay.index]
    : undefined;

/** The page of what does not get on by itself. */
export class HangingPage {
  readonly #host: Host;
  readonly #pages: Pages;

  constructor(host: Host, pages: Pages) {
    this.#host = host;
    this.#pages = pages;
  }

  show(): void {
    const overlay = { kind: 'hanging', found: { state: 'loading' }, index: 0, top: 0 } as const;
    this.#host.dispatch({ type: 'overlay', overlay });
    void this.#pages.fetch(
      overlay,
      (chapter, signal) => chapter.hanging(signal),
      (found) => ({ ...overlay, found }),
    );
  }

  /** The next of them, its first line on top. */
  select(by: number): void {
    const { overlay } = this.#host.state;
    if (overlay?.kind !== 'hanging' || overlay.found.state !== 'there') return;
    const last = overlay.found.value.length - 1;
    const index = Math.max(0, Math.min(last, overlay.index + by));
    const moved = { ...overlay, index };
    const context = this.#host.context();
    const { scroll } = overlayLines(moved, context);
    const line = lineOfHanging(moved, context.drawing, context.state.size);
    const top = Math.max(0, Math.min(scroll.count - scroll.height, line));
    this.#host.dispatch({ type: 'overlay', overlay: { ...moved, top } });
  }
}

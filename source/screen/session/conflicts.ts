import { windowTop } from '../look/window.ts';
import { conflictRows, linesAbove, none, rowHeight } from '../overlays/conflicts.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import type { Host } from './host.ts';

/** Fields that others own: decided on row by row, before the step is run. */
export class ConflictsPage {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  open(): void {
    const { overlay } = this.#host.state;
    if (overlay?.kind !== 'ask-run') return;
    const { run, plan, choices = none } = overlay;
    this.#host.dispatch({
      type: 'overlay',
      overlay: { kind: 'conflicts', run, plan, choices, index: 0, top: 0 },
    });
  }

  select(by: number): void {
    const { overlay } = this.#host.state;
    if (overlay?.kind !== 'conflicts') return;
    const last = conflictRows(overlay.plan).length - 1;
    const index = Math.max(0, Math.min(last, overlay.index + by));
    const moved = { ...overlay, index };
    const { scroll } = overlayLines(moved, this.#host.context());
    const line = linesAbove + index * rowHeight;
    const below = windowTop(overlay.top, line + rowHeight - 2, scroll.count, scroll.height);
    const top = index === 0 ? 0 : windowTop(below, line, scroll.count, scroll.height);
    this.#host.dispatch({ type: 'overlay', overlay: { ...moved, top } });
  }

  decide(choice: 'take' | 'leave'): void {
    const { overlay } = this.#host.state;
    if (overlay?.kind !== 'conflicts') return;
    const row = conflictRows(overlay.plan)[overlay.index];
    if (!row) return;
    const others = (ids: readonly string[]) => ids.filter((id) => id !== row.id);
    const choices = { take: others(overlay.choices.take), leave: others(overlay.choices.leave) };
    const decided = { ...choices, [choice]: [...choices[choice], row.id] };
    this.#host.dispatch({ type: 'overlay', overlay: { ...overlay, choices: decided } });
  }

  /** To the question again, which knows what was decided. */
  back(): void {
    const { overlay } = this.#host.state;
    if (overlay?.kind !== 'conflicts') return;
    const { run, plan, choices } = overlay;
    this.#host.dispatch({ type: 'overlay', overlay: { kind: 'ask-run', run, plan, choices } });
  }
}

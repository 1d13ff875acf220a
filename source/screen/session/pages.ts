import { dump } from 'js-yaml';
import type { Chapter } from '../../chapter/chapter.ts';
import type { RowId } from '../../chapter/step-id.ts';
import type { Motion } from '../input/selection.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import type { Fetched, ObjectRef, Overlay, Plan } from '../state/overlay.ts';
import type { Host } from './host.ts';
import { yamlCommand } from './kubectl-look.ts';
import type { Logs } from './logs.ts';

/** What lies over the panes and needs something of the cluster: it opens at once, and is filled in when that has come. */
export class Pages {
  readonly #host: Host;
  readonly #logs: Logs;
  /** Ends what an overlay waits for, when another takes its place. */
  #fetching: AbortController | undefined;

  constructor(host: Host, logs: Logs) {
    this.#host = host;
    this.#logs = logs;
  }

  step(id: string): void {
    const run = id as RowId;
    this.withPlan({ kind: 'step', run, plan: { state: 'loading' }, top: 0 }, run);
  }

  yaml(ref: ObjectRef): void {
    const overlay = { kind: 'yaml', ref, text: { state: 'loading' }, top: 0 } as const;
    this.#logs.typed(yamlCommand(ref));
    this.#host.dispatch({ type: 'overlay', overlay });
    void this.fetch(
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

  /** Opens an overlay at once and fills in its plan when that has come. */
  withPlan(overlay: Extract<Overlay, { plan: Fetched<Plan> }>, run: RowId): void {
    this.#host.dispatch({ type: 'overlay', overlay });
    void this.fetch(
      overlay,
      (chapter, signal) => chapter.plan(run, signal),
      (plan) => ({ ...overlay, plan }),
    );
  }

  /** Gets something for an overlay that is open; what comes too late for it is dropped. */
  async fetch<Value>(
    from: Overlay,
    get: (chapter: Chapter, signal: AbortSignal) => Promise<Value>,
    fill: (value: Fetched<Value>) => Overlay,
  ): Promise<void> {
    this.#fetching?.abort();
    const controller = new AbortController();
    this.#fetching = controller;
    const { chapter, explain } = this.#host;
    if (!chapter) return;
    let fetched: Fetched<Value>;
    try {
      fetched = { state: 'there', value: await get(chapter, controller.signal) };
    } catch (error) {
      fetched = { state: 'failed', message: explain(error).message };
    }
    if (!controller.signal.aborted) this.#host.dispatch({ type: 'overlay-fetched', from, to: fill(fetched) });
  }

  scroll(motion: Motion): void {
    const { overlay } = this.#host.state;
    if (!overlay || !('top' in overlay)) return;
    const { scroll } = overlayLines(overlay, this.#host.context());
    const last = Math.max(0, scroll.count - scroll.height);
    const to =
      'to' in motion
        ? motion.to === 'top'
          ? 0
          : last
        : scroll.top + ('rows' in motion ? motion.rows : Math.round(motion.pages * scroll.height));
    const top = Math.max(0, Math.min(last, to));
    this.#host.dispatch({ type: 'overlay', overlay: { ...overlay, top } });
  }

  /** To a line that was found: it stands in the upper third. */
  scrollTo(line: number): void {
    const { overlay } = this.#host.state;
    if (!overlay || !('top' in overlay)) return;
    const { scroll } = overlayLines(overlay, this.#host.context());
    const seen = line >= scroll.top && line < scroll.top + scroll.height;
    const last = Math.max(0, scroll.count - scroll.height);
    const top = seen ? scroll.top : Math.max(0, Math.min(last, line - Math.floor(scroll.height / 3)));
    this.#host.dispatch({ type: 'overlay', overlay: { ...overlay, top } });
    this.#host.dispatch({ type: 'match', line });
  }

  close(): void {
    this.#fetching?.abort();
  }
}

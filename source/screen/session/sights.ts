import { execFile } from 'node:child_process';
import { restartCommand } from '../../chapter/write/restart.ts';
import type { Message } from '../../language/message.ts';
import { windowTop } from '../look/window.ts';
import { lineOfRow } from '../overlays/injection.ts';
import { overlayLines } from '../overlays/overlay-lines.ts';
import type { ObjectRef, Overlay } from '../state/overlay.ts';
import type { ScreenState } from '../state/state.ts';
import type { Host } from './host.ts';
import { wayInCommand } from './kubectl-look.ts';
import type { Logs } from './logs.ts';
import type { Pages } from './pages.ts';

/** Between two looks at every pod's sidecar while that page is open; a slow cluster is asked more seldom. */
const injectionRhythm = 5000;

/** The address that answers, on the page of the ways in. */
export const answeringUrl = ({ overlay }: Pick<ScreenState, 'overlay'>): string | undefined =>
  overlay?.kind === 'ways' && overlay.found.state === 'there' ? overlay.found.value.url : undefined;

/** The row that the keys mean, on the page of the sidecars. */
export const selectedSidecar = ({ overlay }: Pick<ScreenState, 'overlay'>) =>
  overlay?.kind === 'injection' && overlay.look.state === 'there'
    ? overlay.look.value.rows[overlay.index]
    : undefined;

/** Pages that show how things are doing now, and what can be done from them. */
export class Sights {
  readonly #host: Host;
  readonly #logs: Logs;
  readonly #pages: Pages;
  #again: NodeJS.Timeout | undefined;
  #closed = false;
  #restarting: AbortController | undefined;

  constructor(host: Host, { logs, pages }: { logs: Logs; pages: Pages }) {
    this.#host = host;
    this.#logs = logs;
    this.#pages = pages;
  }

  /** Why an object is as it is. */
  why(ref: ObjectRef): void {
    this.#host.dispatch({
      type: 'overlay',
      overlay: { kind: 'why', ref, insight: { state: 'loading' }, top: 0 },
    });
    this.refresh();
  }

  /** What happened, from its end. */
  events(): void {
    this.#logs.typed('kubectl get events --all-namespaces --sort-by=.lastTimestamp');
    const rows = this.#host.chapter?.events() ?? [];
    this.#host.dispatch({ type: 'overlay', overlay: { kind: 'events', rows, top: Number.MAX_SAFE_INTEGER } });
  }

  /** After news of the cluster: what an open page says of it is brought up to date. */
  refresh(): void {
    const { chapter, store } = this.#host;
    store.later('sight', () => {
      const from = this.#host.state.overlay;
      if (!chapter || !from) return undefined;
      const to: Overlay | undefined =
        from.kind === 'why'
          ? { ...from, insight: { state: 'there', value: chapter.insight(from.ref) } }
          : from.kind === 'events'
            ? { ...from, rows: chapter.events() }
            : undefined;
      return to && { type: 'overlay-fetched', from, to };
    });
  }

  /** Every address of the application, asked now. */
  ways(): void {
    this.#logs.typed(wayInCommand);
    const overlay = { kind: 'ways', found: { state: 'loading' }, top: 0 } as const;
    this.#host.dispatch({ type: 'overlay', overlay });
    void this.#pages.fetch(
      overlay,
      (chapter, signal) => chapter.waysIn(signal),
      (found) => ({ ...overlay, found }),
    );
  }

  get url(): string | undefined {
    return answeringUrl(this.#host.state);
  }

  /** In the browser of this machine. The address is one that has answered, and never an option to the program. */
  openUrl(): void {
    const { url } = this;
    if (!url || !/^https?:\/\//.test(url)) return;
    const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
    execFile(program, [url], { timeout: 10_000 }, (error) => {
      const values = { url, program };
      if (error) this.#host.notice({ key: 'screen.notice.not-opened', values }, 'warn');
      else this.#host.notice({ key: 'screen.notice.opened', values }, 'good');
    });
  }

  /** Every pod's sidecar, looked at again and again while it is in sight. */
  injection(): void {
    const overlay = { kind: 'injection', look: { state: 'loading' }, index: 0, top: 0 } as const;
    this.#logs.typed('kubectl get pods --all-namespaces');
    this.#host.dispatch({ type: 'overlay', overlay });
    void this.#lookAtInjection();
  }

  async #lookAtInjection(): Promise<void> {
    clearTimeout(this.#again);
    const { overlay } = this.#host.state;
    if (overlay?.kind !== 'injection') {
      const below = overlay && 'over' in overlay ? overlay.over : undefined;
      if (below?.kind === 'injection') this.#lookAgain(injectionRhythm);
      return;
    }
    const began = Date.now();
    await this.#pages.fetch(
      overlay,
      (chapter, signal) => chapter.injection(signal),
      (look) => {
        const open = this.#host.state.overlay;
        const now = open?.kind === 'injection' ? open : overlay;
        const index =
          look.state === 'there' ? Math.max(0, Math.min(now.index, look.value.rows.length - 1)) : now.index;
        return { ...now, index, look };
      },
    );
    const took = Date.now() - began;
    this.#lookAgain(Math.max(injectionRhythm, took * 20));
  }

  #lookAgain(after: number): void {
    if (this.#closed) return;
    this.#again = setTimeout(() => void this.#lookAtInjection(), after);
  }

  /** Moves the cursor of the page, and the page along with it. */
  select(by: number): void {
    const { overlay } = this.#host.state;
    if (overlay?.kind !== 'injection' || overlay.look.state !== 'there') return;
    const index = Math.max(0, Math.min(overlay.look.value.rows.length - 1, overlay.index + by));
    const moved = { ...overlay, index };
    const { scroll } = overlayLines(moved, this.#host.context());
    // The rule below the row is to be seen too.
    const last = windowTop(overlay.top, lineOfRow(index) + 2, scroll.count, scroll.height);
    const top = index === 0 ? 0 : windowTop(last, lineOfRow(index), scroll.count, scroll.height);
    this.#host.dispatch({ type: 'overlay', overlay: { ...moved, top } });
  }

  askRestart(): void {
    const row = this.selected;
    if (row?.workload)
      this.#host.dispatch({
        type: 'overlay',
        overlay: { kind: 'ask-restart', ref: row.workload, why: row.rule },
      });
  }

  get selected() {
    return selectedSidecar(this.#host.state);
  }

  /** Does what was asked, and goes back to the page. */
  async restart(ref: ObjectRef): Promise<void> {
    const { chapter } = this.#host;
    if (!chapter || this.#host.state.about?.readOnly) return;
    this.#restarting = new AbortController();
    try {
      const { signal } = this.#restarting;
      const tell = (level: 'info' | 'warn', message: Message) =>
        this.#host.notice(message, level === 'warn' ? 'warn' : 'quiet');
      await chapter.restart(ref, { signal, tell });
      this.#logs.typed(restartCommand(ref));
      this.#host.dispatch({ type: 'wrote', written: { configured: 1 } });
      this.#host.notice({ key: 'screen.notice.restarted', values: { name: ref.name } }, 'good');
    } catch (error) {
      this.#host.notice(this.#host.explain(error).message, 'bad');
    }
    if (!this.#host.state.overlay) this.injection();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#again);
    this.#restarting?.abort();
  }
}

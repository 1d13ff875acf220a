import { logText } from '../export/log-text.ts';
import type { RecordEntry } from '../export/record.ts';
import { reportOf } from '../export/report.ts';
import { scriptOf } from '../export/script.ts';
import { pathOf, writePrivate } from '../export/write-file.ts';
import { makeDrawing } from '../look/drawing.ts';
import type { LogSource } from '../panes/log-source.ts';
import type { Overlay } from '../state/overlay.ts';
import type { Host } from './host.ts';

type Asking = Extract<Overlay, { kind: 'ask-file' }>;

/** The session as a file: asked for its name, never over another one unasked. */
export class Files {
  readonly #host: Host;
  readonly #entries: readonly RecordEntry[];
  readonly #log: () => LogSource;

  constructor(host: Host, entries: readonly RecordEntry[], log: () => LogSource) {
    this.#host = host;
    this.#log = log;
    this.#entries = entries;
  }

  ask(what: Asking['what']): void {
    const { about } = this.#host.state;
    const name = (about?.context ?? 'cluster').replace(/[^\w.-]+/g, '-').slice(-40);
    const typed = `hoist-${name}.${{ script: 'sh', report: 'md', log: 'log' }[what]}`;
    this.#host.dispatch({ type: 'overlay', overlay: { kind: 'ask-file', what, typed } });
  }

  /** Enter: writes it, or says that there is one already; a second Enter then replaces it. */
  async answer(): Promise<void> {
    const { overlay } = this.#host.state;
    if (overlay?.kind !== 'ask-file' || !overlay.typed.trim()) return;
    const path = pathOf(overlay.typed.trim());
    const told = (change: Partial<Asking>) => {
      const { overlay: open } = this.#host.state;
      if (open?.kind === 'ask-file')
        this.#host.dispatch({ type: 'overlay', overlay: { ...open, ...change } });
    };
    try {
      const written = await writePrivate(path, this.#text(overlay.what), overlay.exists === path);
      if (!written) return told({ exists: path, problem: undefined });
      this.#host.dispatch({ type: 'overlay', overlay: undefined });
      this.#host.notice({ key: 'screen.notice.file', values: { path } }, 'good');
    } catch (error) {
      told({ problem: (error as NodeJS.ErrnoException).code ?? (error as Error).message, exists: undefined });
    }
  }

  #text(what: Asking['what']): string | Iterable<string> {
    const { state } = this.#host;
    if (what === 'log') return logText(this.#log(), state.filters.log ?? '', makeDrawing(state));
    if (what === 'report') return reportOf(this.#entries, state, makeDrawing({ ...state, now: Date.now() }));
    const { about } = state;
    return scriptOf(this.#entries, {
      context: about?.context ?? '',
      namespace: about?.namespace ?? 'default',
      release: about?.release,
      choice: this.#host.chapter?.choice,
      say: makeDrawing(state).say,
      at: new Date().toISOString(),
    });
  }
}

import type { Host } from './host.ts';

/** The readiness checks: made at the start, after every run, and when somebody asks. */
export class Checks {
  readonly #host: Host;
  #checking: AbortController | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  async make(): Promise<void> {
    const { chapter, state, explain } = this.#host;
    if (!chapter || state.checking) return;
    this.#checking = new AbortController();
    const { signal } = this.#checking;
    this.#host.dispatch({ type: 'checking' });
    try {
      this.#host.dispatch({ type: 'checked', report: await chapter.check(signal) });
    } catch (error) {
      const trouble = signal.aborted ? undefined : explain(error);
      this.#host.dispatch({ type: 'checked', trouble });
      // How a run has ended is worth more than why nothing could be checked after it, which the cluster's pane tells too.
      if (trouble && !this.#host.state.notice) this.#host.notice(trouble.message, 'bad');
    }
  }

  /** The checks as a page; asked for again from there, or for the first time, they run anew. */
  show(): void {
    const { state } = this.#host;
    const open = state.overlay?.kind === 'checks';
    if (open) void this.#again();
    else if (!state.checks) void this.make();
    if (!open) this.#host.dispatch({ type: 'overlay', overlay: { kind: 'checks', top: 0 } });
  }

  /** What was asked for is answered, also where nothing has changed. */
  async #again(): Promise<void> {
    await this.make();
    const { checks, trouble } = this.#host.state;
    if (!checks || trouble) return;
    const results = checks.categories.flatMap((category) => category.checks.map(({ result }) => result));
    const count = (wanted: (typeof results)[number]) => results.filter((one) => one === wanted).length;
    const values = { passed: count('pass'), warned: count('warn'), failed: count('fail') };
    this.#host.notice({ key: 'screen.notice.checked', values }, values.failed > 0 ? 'warn' : 'quiet');
  }

  close(): void {
    this.#checking?.abort();
  }
}

import type { FaultName } from '../../chapter/fault-names.ts';
import type { FaultState } from '../../chapter/practice-control.ts';
import type { Message } from '../../language/message.ts';
import type { Host } from './host.ts';
import type { Pages } from './pages.ts';

/** At most so often the faults are asked for, in milliseconds. */
const rhythm = 2000;

/** What the screen does about a practice cluster: it is offered where there is no other, and its faults are switched. */
export class Practice {
  readonly #host: Host;
  readonly #pages: Pages;
  #accept: () => void = () => {};
  #again: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(host: Host, pages: Pages) {
    this.#host = host;
    this.#pages = pages;
  }

  /** No kubeconfig names a cluster: asks whether a practice cluster shall do, and calls back once that is accepted. */
  offer(error: unknown, accept: () => void): void {
    this.#accept = accept;
    this.#host.dispatch({ type: 'offered', why: this.#host.explain(error) });
  }

  accept(): void {
    const { offer } = this.#host.state;
    if (!offer || offer.started) return;
    this.#host.dispatch({ type: 'offer-accepted' });
    this.#accept();
  }

  /** Faults are switched from other terminals too: they are asked for a little after something has changed, and not while nothing does. */
  refresh(): void {
    if (!this.#host.chapter?.practice || this.#again || this.#closed) return;
    this.#again = setTimeout(() => void this.#ask(), rhythm);
  }

  async #ask(): Promise<void> {
    try {
      const faults = await this.#host.chapter?.practice?.faults(AbortSignal.timeout(10_000));
      if (faults && !this.#closed) this.#tell(faults);
    } catch {
      // Said where a fault is switched; until then what was known last stands there.
    }
    this.#again = undefined;
  }

  #tell(faults: readonly FaultState[]): void {
    const on = faults.filter((fault) => fault.on).length;
    if (on !== (this.#host.state.faults ?? 0)) this.#host.dispatch({ type: 'faults', on });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#again);
  }

  showFaults(): void {
    const overlay = {
      kind: 'faults',
      faults: { state: 'loading' },
      cursor: { index: 0, top: 0 },
    } as const;
    this.#host.dispatch({ type: 'overlay', overlay });
    void this.#pages.fetch(
      overlay,
      async (chapter, signal) => (await chapter.practice?.faults(signal)) ?? [],
      (faults) => {
        if (faults.state === 'failed') this.#failed(faults.message);
        else if (faults.state === 'there') this.#tell(faults.value);
        return { ...overlay, faults };
      },
    );
  }

  async switchFault(name: FaultName, on: boolean): Promise<void> {
    try {
      const faults = await this.#host.chapter?.practice?.setFault(name, on);
      if (!faults) return;
      this.#tell(faults);
      const { overlay } = this.#host.state;
      if (overlay?.kind === 'faults')
        this.#host.dispatch({
          type: 'overlay',
          overlay: { ...overlay, faults: { state: 'there', value: faults } },
        });
      const key = on ? 'screen.faults.turned-on' : 'screen.faults.turned-off';
      this.#host.notice({ key, values: { name } }, on ? 'warn' : 'good');
    } catch (error) {
      this.#failed(this.#host.explain(error).message);
    }
  }

  #failed(words: Message): void {
    this.#host.dispatch({ type: 'overlay', overlay: undefined });
    this.#host.notice({ key: 'screen.faults.failed', values: { words } }, 'bad');
  }
}

import type { ChoiceChange } from '../../chapter/choose/choosing.ts';
import type { Host } from './host.ts';

/** The chapter's two questions, answered in a menu. */
export class ChoicesPart {
  readonly #host: Host;
  readonly #renew: () => void;
  readonly #controller = new AbortController();

  /** `renew` is called once another answer holds: what the screen knows of the chapter is read anew. */
  constructor(host: Host, renew: () => void) {
    this.#host = host;
    this.#renew = renew;
  }

  open(): void {
    this.#host.dispatch({ type: 'overlay', overlay: { kind: 'choices', cursor: { index: 0, top: 0 } } });
  }

  async choose(change: ChoiceChange): Promise<void> {
    const { chapter, explain } = this.#host;
    if (!chapter) return;
    try {
      await chapter.choose(change, this.#controller.signal);
      this.#renew();
    } catch (error) {
      if (this.#controller.signal.aborted) return;
      this.#host.notice(explain(error).message, 'warn');
    }
  }

  close(): void {
    this.#controller.abort();
  }
}

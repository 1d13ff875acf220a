import type { Api } from '../../kubernetes/api.ts';
import { pause, systemClock } from '../../kubernetes/clock.ts';
import { isPassing } from '../../kubernetes/errors.ts';

/**
 * Waits until discovery serves kinds. An Established CRD is not yet served: whoever creates its objects at once gets "no matches
 * for kind" (istio/istio#7540). Discovery cannot be watched, so each group version is asked again, once for all who wait for it.
 */
export class Served {
  readonly #api: Api;
  readonly #signal: AbortSignal;
  readonly #asking = new Map<string, Promise<Set<string>>>();

  constructor(api: Api, signal: AbortSignal) {
    this.#api = api;
    this.#signal = signal;
  }

  /** Rejects when the signal aborts and when the server refuses. A server with passing trouble is asked again. */
  async until(apiVersion: string, kind: string): Promise<void> {
    for (let wait = 50; ; wait = Math.min(wait * 2, 1000)) {
      this.#signal.throwIfAborted();
      try {
        if ((await this.#kinds(apiVersion)).has(kind)) return;
      } catch (error) {
        if (!isPassing(error)) throw error;
      }
      await pause(systemClock, wait, this.#signal);
    }
  }

  #kinds(apiVersion: string): Promise<Set<string>> {
    const running = this.#asking.get(apiVersion);
    if (running) return running;
    this.#api.discovery.forget(apiVersion);
    const asked = this.#api.discovery
      .kinds(apiVersion, this.#signal)
      .then((kinds) => new Set(kinds.map((one) => one.kind)))
      .finally(() => this.#asking.delete(apiVersion));
    this.#asking.set(apiVersion, asked);
    return asked;
  }
}

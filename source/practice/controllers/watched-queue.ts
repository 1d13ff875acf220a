import type { Cluster } from '../cluster.ts';
import type { Listener } from '../store/store.ts';
import { WorkQueue } from './work-queue.ts';

/** A work queue that hears of writes to kinds for as long as it runs: what nearly every controller stands on. */
export class WatchedQueue extends WorkQueue {
  readonly #client: Cluster['client'];
  readonly #unsubscribes: (() => void)[] = [];

  constructor({ clock, client }: Cluster, sync: (key: string) => void) {
    super(clock, sync);
    this.#client = client;
  }

  /** The listener adds what is to be looked at. */
  watch(apiVersion: string, kind: string, listener: Listener): void {
    this.#unsubscribes.push(this.#client.subscribe(apiVersion, kind, listener));
  }

  override stop(): void {
    super.stop();
    for (const unsubscribe of this.#unsubscribes.splice(0)) unsubscribe();
  }
}

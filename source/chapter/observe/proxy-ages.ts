import type { ProxyRow } from './view.ts';

/** Since when each proxy is in the state it is in, as far as we have looked: 1.1.0's pilot itself keeps no times. */
export class ProxyAges {
  readonly #seen = new Map<string, { state: string; since: string }>();

  /** Takes note of what the rows show at this moment, and forgets rows that are gone. */
  note(rows: readonly ProxyRow[], now: Date): void {
    const ids = new Set(rows.map(({ id }) => id));
    for (const id of [...this.#seen.keys()]) if (!ids.has(id)) this.#seen.delete(id);
    for (const row of rows) {
      const state = [row.missing, row.cds, row.lds, row.eds, row.rds, row.ecds, row.pilot].join();
      if (this.#seen.get(row.id)?.state !== state)
        this.#seen.set(row.id, { state, since: now.toISOString() });
    }
  }

  /** By the row's id. */
  get since(): ReadonlyMap<string, string> {
    return new Map([...this.#seen].map(([id, { since }]) => [id, since]));
  }
}

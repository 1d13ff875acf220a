import type { Json } from '../object.ts';
import type { Fault } from './fault.ts';
import { type FaultName, faultNames } from './fault-name.ts';

/** One that was on when a cluster was saved. */
export interface SavedFault {
  name: FaultName;
  kept?: Json;
}

/** Which faults are on. */
export class Faults {
  readonly #faults: Record<FaultName, Fault>;
  readonly #on = new Set<FaultName>();

  constructor(faults: Record<FaultName, Fault>) {
    this.#faults = faults;
  }

  set(name: FaultName, isOn: boolean): void {
    if (this.#on.has(name) === isOn) return;
    if (isOn) this.#on.add(name);
    else this.#on.delete(name);
    if (isOn) this.#faults[name].on();
    else this.#faults[name].off();
  }

  /** Those that are on, with what they need to be switched off by whoever goes on with this cluster. */
  save(): SavedFault[] {
    return [...this.#on].map((name) => {
      const kept = this.#faults[name].keeps?.();
      return kept === undefined ? { name } : { name, kept };
    });
  }

  /** Switches on those of a saved cluster, once its objects are there. */
  restore(saved: readonly SavedFault[]): void {
    for (const { name, kept } of saved) {
      if (this.#on.has(name)) continue;
      this.#on.add(name);
      this.#faults[name].on(kept);
    }
  }

  list(): { name: FaultName; on: boolean }[] {
    return faultNames.map((name) => ({ name, on: this.#on.has(name) }));
  }
}

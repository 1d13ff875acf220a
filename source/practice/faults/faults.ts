import type { Fault } from './fault.ts';
import { type FaultName, faultNames } from './fault-name.ts';

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

  list(): { name: FaultName; on: boolean }[] {
    return faultNames.map((name) => ({ name, on: this.#on.has(name) }));
  }
}

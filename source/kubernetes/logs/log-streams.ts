import type { KubernetesObject } from '../object.ts';
import { type LoggedRun, loggedRuns, ranBefore } from './container-runs.ts';
import { type LogQuery, takesContainer } from './log-query.ts';

/** What to read next of one container of one pod. */
export interface RunToRead extends LoggedRun {
  /** Runs between the one that was read last and this one, which nobody can read any more. */
  missed: number;
  /** Its log is that of the run before the present one. */
  previous: boolean;
  /** It was there when the watch began: the limits for the beginning hold for it. */
  initial: boolean;
}

interface Slot {
  key: string;
  /** Runs that were found, oldest first, and are not read yet. */
  waiting: RunToRead[];
  reading: RunToRead | undefined;
  /** The newest run that was found. */
  newest: LoggedRun | undefined;
  isGone: boolean;
}

const keyOf = ({ podUid, container }: LoggedRun) => `${podUid}/${container}`;

/**
 * Which container runs have a log to read, from what the watch of the pods says. One container's runs are read one after another,
 * since the API names a log by its container and not by its run: the next one begins when the one before it has been read to its end.
 * Pure.
 */
export class LogStreams {
  readonly #query: LogQuery;
  readonly #previous: boolean;
  readonly #slots = new Map<string, Slot>();
  /** Slots of which a run can be read now. */
  #ready: Slot[] = [];

  /** With `previous`, of the containers that have run before alone. */
  constructor(query: LogQuery, { previous = false } = {}) {
    this.#query = query;
    this.#previous = previous;
  }

  /** What the watch says of a pod. `initial` while the first list is told. */
  saw(pod: KubernetesObject, initial: boolean): void {
    if (this.#query.pod && !this.#query.pod.test(pod.metadata.name)) return;
    const before = this.#previous ? ranBefore(pod) : undefined;
    for (const run of loggedRuns(pod)) {
      if (!takesContainer(this.#query, run) || before?.has(run.container) === false) continue;
      const key = keyOf(run);
      let slot = this.#slots.get(key);
      if (!slot) {
        slot = { key, waiting: [], reading: undefined, newest: undefined, isGone: false };
        this.#slots.set(key, slot);
      }
      this.#found(slot, run, initial);
    }
  }

  /** The pod is gone: what of it is being read is read to its end. */
  lost(pod: KubernetesObject): void {
    for (const [key, slot] of this.#slots) {
      if (!key.startsWith(`${pod.metadata.uid}/`)) continue;
      slot.isGone = true;
      slot.waiting = [];
      if (!slot.reading) this.#slots.delete(key);
    }
  }

  /** The run was read to its end; the next one of its container may begin. */
  ended(run: LoggedRun): void {
    const slot = this.#slots.get(keyOf(run));
    if (!slot) return;
    slot.reading = undefined;
    if (slot.isGone) this.#slots.delete(slot.key);
    else if (slot.waiting.length > 0) this.#ready.push(slot);
  }

  /** Runs to begin now, each told once. */
  next(): RunToRead[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready.flatMap((slot) => {
      if (slot.reading || slot.isGone) return [];
      slot.reading = slot.waiting.shift();
      return slot.reading ? [slot.reading] : [];
    });
  }

  /** A newer run of the same container is known, so that this one has ended, whether or not its stream has. */
  isReplaced(run: LoggedRun): boolean {
    return (this.#slots.get(keyOf(run))?.waiting.length ?? 0) > 0;
  }

  /** Of containers whose log is being read, or will be. */
  get count(): number {
    return this.#slots.size;
  }

  #found(slot: Slot, run: LoggedRun, initial: boolean): void {
    const { newest } = slot;
    if (newest?.containerId === run.containerId) return;
    slot.newest = run;
    const entry: RunToRead = { ...run, missed: 0, previous: false, initial };
    if (newest) {
      const between = Math.max(0, run.restarts - newest.restarts - 1);
      const { before } = run;
      if (between > 0 && before && before.containerId !== newest.containerId) {
        const { before: _, ...rest } = run;
        slot.waiting.push({
          ...rest,
          containerId: before.containerId,
          restarts: run.restarts - 1,
          ended: before,
          missed: between - 1,
          previous: true,
          initial: false,
        });
      } else entry.missed = between;
    }
    slot.waiting.push(entry);
    if (!slot.reading) this.#ready.push(slot);
  }
}

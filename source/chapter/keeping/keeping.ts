import { ApiError } from '../../kubernetes/errors.ts';
import { type KubernetesObject, keyOf } from '../../kubernetes/object.ts';
import { wordsOf } from '../../kubernetes/words-of.ts';
import type { Message } from '../../language/message.ts';
import { explainError } from '../explain.ts';
import type { Ground } from '../ground.ts';
import { Journal } from '../journal/journal.ts';
import type { Intent, Outcome, RunKind, WriteEnd } from '../journal/record.ts';
import { hasWritten, isBeside, type JournalRun, unfinished } from '../journal/runs.ts';
import { StepFailed } from '../step.ts';
import type { RunId } from '../step-id.ts';
import { liveObjects } from '../write/live-objects.ts';
import { saveBaseline } from './baseline.ts';
import { isOursStill } from './brought-before.ts';
import { type Inventory, objectOf, readInventory, withItems, writeInventory } from './inventory.ts';
import { type HeldLease, Lease, readLease } from './lease.ts';
import { inventoryRef } from './stored-inventory.ts';
import { takeBaseline } from './take-baseline.ts';
import { thisWorker } from './worker.ts';

export interface KeepingSpec {
  what: RunKind;
  steps: RunId[];
  cluster: { server: string; uid: string };
  release: string;
  tell(level: 'info' | 'warn', message: Message): void;
  /** Keeps the choice of this run for the next; called before the first write. The answer puts back what was kept before. */
  remember?: ((signal: AbortSignal) => Promise<() => void>) | undefined;
}

/** How to go on where somebody else is at work: the same words whether that is found at the start or at the first write. */
function heldBy({ holder, freeIn }: HeldLease): StepFailed {
  const { user, host, pid, since } = holder;
  return new StepFailed(
    { key: 'lease.held', values: { user, host, pid, since } },
    { key: 'lease.held.hint', values: { seconds: freeIn } },
  );
}

/**
 * What one run keeps, so that it can be gone on with and taken back: the journal on disk, the lease and the inventory in the cluster.
 * Lease and inventory are written with the first write of the run and not before: a run that finds all as it should be writes nothing.
 */
export class Keeping {
  readonly #ground: Ground;
  readonly #spec: KeepingSpec;
  readonly #journal: Journal | undefined;
  #lease: Lease | undefined;
  #taken: Promise<void> | undefined;
  #inventory: Promise<Inventory | undefined> | undefined;
  readonly #wanted = new Map<RunId, readonly KubernetesObject[]>();
  readonly #entered = new Map<RunId, Promise<void>>();
  readonly #lost = new AbortController();
  #remembered: Promise<() => void> | undefined;
  /** Writes of which nobody knows yet, or ever, whether they were done. */
  #unended = 0;
  #hasWritten = false;

  constructor(ground: Ground, spec: KeepingSpec) {
    this.#ground = ground;
    this.#spec = spec;
    const { directory } = ground.state ?? {};
    this.#journal = directory === undefined ? undefined : new Journal(directory, spec.cluster);
  }

  /** Aborts when somebody else has taken the lease over. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Before the first step: throws StepFailed where another hoist is at work; else the run that this one goes on with. */
  async begin(signal: AbortSignal): Promise<JournalRun | undefined> {
    const { api, context } = this.#ground.connection;
    const held = await readLease(api, signal);
    if (held && held.freeIn > 0) throw heldBy(held);
    const runs = this.#journal?.runs() ?? [];
    const before = unfinished(runs);
    const { what, steps, cluster, release } = this.#spec;
    const run = this.#journal?.begin({ what, steps, release, context, ...cluster, ...thisWorker() });
    const watching = ({ user, host, since }: HeldLease['holder'], seconds: number) =>
      this.#spec.tell('info', { key: 'lease.watched', values: { user, host, since, seconds } });
    this.#lease = new Lease(api, what, run ?? '', { watching });
    // A lesson goes on from what its checks say: its steps go by one name, and which of them were done is not known by that.
    return before?.what === what && what !== 'lesson' ? mergedWithEarlier(before, runs) : undefined;
  }

  /** What a step is going to bring: entered into the inventory before the first of it is written. */
  wants(step: RunId, objects: readonly KubernetesObject[]): void {
    this.#wanted.set(step, objects);
    // Several steps of a lesson go by the same name.
    this.#entered.delete(step);
  }

  async writing(step: RunId, intent: Intent, signal: AbortSignal): Promise<(end: WriteEnd) => void> {
    this.#taken ??= this.#take(signal);
    await this.#taken;
    await this.#unlessRefused(async () => this.#lease?.ensure());
    if (this.#wanted.has(step)) {
      const entered = this.#entered.get(step) ?? this.#enter(step, signal);
      this.#entered.set(step, entered);
      await entered;
    }
    this.#remembered ??= this.#spec.remember?.(signal);
    await this.#remembered;
    const record = this.#journal?.will(step, intent);
    this.#unended += 1;
    return (end) => {
      this.#unended -= 1;
      this.#hasWritten ||= hasWritten({ end });
      record?.(end);
    };
  }

  stepBegins(step: RunId, way: 'act' | 'undo'): void {
    this.#journal?.note({ type: 'step', step, way });
  }

  /** Never throws: what was done is done, also where the list in the cluster could not follow; that is told. */
  async stepEnded(step: RunId, way: 'act' | 'undo', result: Outcome, signal: AbortSignal): Promise<void> {
    this.#journal?.note({ type: 'step-end', step, way, result });
    if (result !== 'done') return;
    try {
      await this.#follow(step, way, signal);
    } catch (error) {
      const { namespace = '', name } = inventoryRef;
      const why = explainError(error, this.#ground.connection.server).message;
      this.#spec.tell('warn', { key: 'inventory.behind', values: { namespace, name, why } });
    }
  }

  /** Brings the inventory up to date with a step that is done. */
  async #follow(step: RunId, way: 'act' | 'undo', signal: AbortSignal): Promise<void> {
    if (this.#spec.what === 'rollback' || (way === 'undo' && step === 'lesson'))
      return this.#forgetGone((item) => item.step === step, signal);
    if (way === 'undo') {
      await this.#forget((item) => item.step === step, signal);
      // With a CRD went what a lesson had brought of its kind.
      return this.#forgetGone((item) => item.step === 'lesson', signal);
    }
    // A run that wrote nothing leaves the list alone. Of a lesson's steps none takes away what another brought.
    const wanted = this.#taken && this.#wanted.get(step);
    if (!wanted || step === 'lesson') return;
    // What an earlier choice had brought in this step is taken away by now; what another version had may be there still.
    const stays = new Set(wanted.map(keyOf));
    await this.#forgetGone((item) => item.step === step && !stays.has(keyOf(item)), signal);
    if (step === 'control-plane') await this.#nowOf(this.#spec.release, signal);
  }

  /** From here on this is the version that stands in the cluster. */
  async #nowOf(release: string, signal: AbortSignal): Promise<void> {
    const inventory = (await this.#inventory) ?? (await this.#reading(signal));
    if (!inventory || !release || inventory.release === release) return;
    const now = { ...inventory, release };
    await this.#unlessRefused(() => writeInventory(this.#ground.connection.api, now, signal));
    this.#inventory = Promise.resolve(now);
  }

  /** Forgets those of the matching items whose object is gone, or is somebody else's by now. */
  async #forgetGone(
    matches: (item: Inventory['items'][number]) => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const inventory = (await this.#inventory) ?? (await this.#reading(signal));
    const items = (inventory?.items ?? []).filter(matches);
    if (items.length === 0) return;
    const { api } = this.#ground.connection;
    const live = await liveObjects(api, items.map(objectOf), signal);
    await this.#forget((item) => matches(item) && !isOursStill(live.get(keyOf(item))), signal);
  }

  /** Takes what is gone out of the inventory, and the inventory away with its last object. */
  async #forget(isGone: (item: Inventory['items'][number]) => boolean, signal: AbortSignal): Promise<void> {
    const { api } = this.#ground.connection;
    const inventory = (await this.#inventory) ?? (await this.#reading(signal));
    const items = inventory?.items.filter((item) => !isGone(item));
    if (!inventory || !items || items.length === inventory.items.length) return;
    const left = { ...inventory, items };
    await this.#unlessRefused(() => writeInventory(api, left, signal));
    this.#inventory = Promise.resolve(left);
  }

  /** Never throws. */
  async end(result: Outcome): Promise<void> {
    await this.#lease?.release(AbortSignal.timeout(5000));
    // A run that was refused before its first write leaves the choice as it was.
    if (!this.#hasWritten && this.#unended === 0 && result !== 'done')
      await this.#remembered?.then((putBack) => putBack()).catch(() => {});
    this.#journal?.end(result);
    const { problem } = this.#journal ?? {};
    if (problem)
      this.#spec.tell('warn', {
        key: 'journal.unwritten',
        values: { words: wordsOf(problem, 200) },
      });
  }

  async #take(signal: AbortSignal): Promise<void> {
    const lease = this.#lease;
    if (!lease) return;
    await this.#unlessRefused(async () => {
      const taken = await lease.take(signal);
      if ('heldBy' in taken) throw heldBy(taken.heldBy);
      if (taken.from) {
        const { user, host, since } = taken.from;
        this.#spec.tell('info', { key: 'lease.taken', values: { user, host, since } });
      }
      lease.lost.addEventListener('abort', () => this.#lost.abort());
      this.#journal?.shorten();
    });
  }

  async #enter(step: RunId, signal: AbortSignal): Promise<void> {
    const { api } = this.#ground.connection;
    this.#inventory ??= this.#open(signal);
    // One after another: two steps never run at once, but objects of one step are written side by side.
    const inventory = await this.#inventory;
    if (!inventory) return;
    const more = withItems(inventory, step, this.#wanted.get(step) ?? []);
    if (more === inventory) return;
    await this.#unlessRefused(() => writeInventory(api, more, signal));
    this.#inventory = Promise.resolve(more);
  }

  /** Undefined where it may not be read: then nothing is written that would take the place of what is there. */
  async #open(signal: AbortSignal): Promise<Inventory | undefined> {
    const read = await this.#unlessRefused(async () => ({
      found: await readInventory(this.#ground.connection.api, signal),
    }));
    if (!read) return undefined;
    if (read.found) return read.found;
    const { cluster, release, tell } = this.#spec;
    const baseline = await takeBaseline(this.#ground, cluster.uid, signal);
    const { directory } = this.#ground.state ?? {};
    if (directory !== undefined)
      try {
        saveBaseline(directory, cluster, baseline);
      } catch {
        // The cluster has it as well.
      }
    const { namespace, name } = inventoryRef;
    tell('info', { key: 'inventory.kept', values: { namespace: namespace ?? '', name } });
    return { release, namespace: this.#ground.namespace, items: [], baseline };
  }

  async #reading(signal: AbortSignal): Promise<Inventory | undefined> {
    return this.#unlessRefused(() => readInventory(this.#ground.connection.api, signal));
  }

  /** Without the right to keep things in kube-system there is still an Istio to install: told once, and gone on without. */
  async #unlessRefused<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiError) || ![403, 404, 405].includes(error.code)) throw error;
      if (!this.#refused)
        this.#spec.tell('warn', { key: 'keeping.refused', values: { words: wordsOf(error, 200) } });
      this.#refused = true;
      return undefined;
    }
  }
  #refused = false;
}

/** A run that went on with another that was broken off: what both did is done. */
function mergedWithEarlier(last: JournalRun, runs: readonly JournalRun[]): JournalRun {
  const chain: JournalRun[] = [];
  for (const run of runs.toReversed()) {
    if (isBeside(run)) continue;
    if (run.what !== last.what || run.result === 'done') break;
    chain.unshift(run);
  }
  const writes = new Map(chain.flatMap((run) => run.writes).map((write) => [keyOf(write.object), write]));
  return { ...last, writes: [...writes.values()], done: [...new Set(chain.flatMap((run) => run.done))] };
}

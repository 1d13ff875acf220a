import { type Dependency, dependencies } from '../istio/order.ts';
import type { Api } from '../kubernetes/api.ts';
import { isAbort } from '../kubernetes/errors.ts';
import { limit } from '../kubernetes/limit.ts';
import { type KubernetesObject, keyOf, refOf } from '../kubernetes/object.ts';
import { explainError } from './explain.ts';
import { liveObjects } from './live-objects.ts';
import type { Readiness } from './readiness.ts';
import { StepFailed, type StepRun } from './step.ts';
import { writeObject } from './write-object.ts';

/** Writes in flight at a time: enough to keep an API server busy, too few to make it throttle us. */
const parallel = 8;

export type Applied = Record<'created' | 'configured' | 'unchanged', number>;

/** What an object needs could not be had. The cause is told where it happened, not again for everything behind it. */
class NeedFailed extends Error {
  override readonly name = 'NeedFailed';
}

/**
 * Brings all objects to what they say, each as soon as what it depends on is there, and waits until all are ready. A failure stops
 * only what needs the failed object. Throws StepFailed when anything failed, and AbortError when cancelled.
 */
export async function applyObjects(
  api: Api,
  objects: readonly KubernetesObject[],
  readiness: Readiness,
  run: StepRun,
): Promise<Applied> {
  const live = await liveObjects(api, objects, run.signal);
  const apply = new Apply(api, objects, live, readiness, run);
  await Promise.all(objects.map((object) => apply.finish(object)));
  run.signal.throwIfAborted();
  const [first, ...others] = apply.failures;
  if (others.length > 0)
    throw new StepFailed({ key: 'apply.failed', values: { count: apply.failures.length } });
  if (first) throw first;
  return apply.counts;
}

class Apply {
  readonly counts: Applied = { created: 0, configured: 0, unchanged: 0 };
  readonly failures: unknown[] = [];
  readonly #api: Api;
  readonly #objects: Map<string, KubernetesObject>;
  readonly #live: Map<string, KubernetesObject>;
  readonly #readiness: Readiness;
  readonly #run: StepRun;
  readonly #needs: Map<string, Dependency[]>;
  readonly #begun = new Map<string, Promise<void>>();
  readonly #turn = limit(parallel);

  constructor(
    api: Api,
    objects: readonly KubernetesObject[],
    live: Map<string, KubernetesObject>,
    readiness: Readiness,
    run: StepRun,
  ) {
    this.#api = api;
    this.#objects = new Map(objects.map((object) => [keyOf(object), object]));
    this.#live = live;
    this.#readiness = readiness;
    this.#run = run;
    this.#needs = dependencies(objects);
  }

  /** Writes the object and waits until it is ready. Never rejects: failures are collected. */
  async finish(object: KubernetesObject): Promise<void> {
    try {
      await this.#begin(object);
      await this.#readiness.ready(object);
    } catch (error) {
      if (error instanceof NeedFailed || isAbort(error) || this.#run.signal.aborted) return;
      if (!this.failures.includes(error)) this.failures.push(error);
    }
  }

  #begin(object: KubernetesObject): Promise<void> {
    const key = keyOf(object);
    const begun = this.#begun.get(key) ?? this.#write(key, object);
    this.#begun.set(key, begun);
    return begun;
  }

  async #write(key: string, object: KubernetesObject): Promise<void> {
    await this.#awaitNeeds(key);
    try {
      await this.#turn(() => this.#writeOne(key, object));
    } catch (error) {
      if (!(error instanceof StepFailed) && !isAbort(error)) {
        const { message } = explainError(error);
        this.#run.emit({ type: 'object', object: refOf(object), result: 'failed', message });
      }
      throw error;
    }
  }

  async #writeOne(key: string, object: KubernetesObject): Promise<void> {
    this.#run.signal.throwIfAborted();
    const { result, conflicts } = await writeObject(this.#api, object, this.#live.get(key), this.#run.signal);
    this.#run.emit({ type: 'object', object: refOf(object), result, ...(conflicts ? { conflicts } : {}) });
    if (result === 'conflict')
      throw new StepFailed({ key: 'apply.conflict', values: { name: object.metadata.name } });
    this.counts[result] += 1;
  }

  async #awaitNeeds(key: string): Promise<void> {
    for (const { after, until } of this.#needs.get(key) ?? []) {
      const needed = this.#objects.get(after);
      if (!needed) continue;
      try {
        await this.#begin(needed);
        if (until !== 'applied') await this.#readiness.ready(needed);
      } catch (error) {
        throw isAbort(error) ? error : new NeedFailed();
      }
    }
  }
}

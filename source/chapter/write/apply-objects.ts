import { type Dependency, dependencies } from '../../istio/release/order.ts';
import type { Api } from '../../kubernetes/api.ts';
import { isAbortBy, isNoAnswer } from '../../kubernetes/errors.ts';
import { limit } from '../../kubernetes/limit.ts';
import { type KubernetesObject, keyOf, kubectlName, refOf } from '../../kubernetes/object.ts';
import { explainError } from '../explain.ts';
import { StepFailed, type StepRun } from '../step.ts';
import type { Readiness } from '../wait/readiness.ts';
import { liveObjects } from './live-objects.ts';
import { type Written, writeObject } from './write-object.ts';

/** Writes in flight at a time: enough to keep an API server busy, too few to make it throttle us. */
const parallel = 16;
/** Milliseconds for which what was looked at counts as what is there. */
const freshFor = 5000;

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
  const live = await settledObjects(api, objects, readiness, run.signal);
  const apply = new Apply(api, objects, live, readiness, run);
  await Promise.all(objects.map((object) => apply.finish(object)));
  run.signal.throwIfAborted();
  const { failures } = apply;
  // A server that does not answer is one cause, however many objects could not be written for it.
  const cause = failures.length === 1 ? failures[0] : failures.find(isNoAnswer);
  if (cause) throw cause;
  const hint = failures.find((one) => one instanceof StepFailed)?.hint;
  if (failures.length > 0)
    throw new StepFailed({ key: 'apply.failed', values: { count: failures.length } }, hint);
  return apply.counts;
}

/**
 * What the cluster holds of these objects once all that is being deleted is gone: an earlier uninstall may still be at work, and what
 * ends now is not there, however complete it looks.
 */
async function settledObjects(
  api: Api,
  objects: readonly KubernetesObject[],
  readiness: Readiness,
  signal: AbortSignal,
): Promise<Map<string, KubernetesObject>> {
  while (true) {
    const live = await liveObjects(api, objects, signal);
    const ending = [...live.values()].filter(({ metadata }) => metadata.deletionTimestamp);
    if (ending.length === 0) return live;
    await Promise.all(ending.map((one) => readiness.gone(refOf(one))));
  }
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
  readonly #begun = new Map<string, Promise<KubernetesObject>>();
  readonly #turn = limit(parallel);
  readonly #looked = Date.now();

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
      const written = await this.#begin(object);
      await this.#untilReady(written);
    } catch (error) {
      if (error instanceof NeedFailed || this.#run.signal.aborted) return;
      if (!this.failures.includes(error)) this.failures.push(error);
    }
  }

  async #untilReady(written: KubernetesObject): Promise<void> {
    try {
      await this.#readiness.ready(written);
    } catch (error) {
      this.#tellFailure(written, error);
      throw error;
    }
  }

  /** As the server has it once it is written. */
  #begin(object: KubernetesObject): Promise<KubernetesObject> {
    const key = keyOf(object);
    const begun = this.#begun.get(key) ?? this.#write(key, object);
    this.#begun.set(key, begun);
    return begun;
  }

  async #write(key: string, object: KubernetesObject): Promise<KubernetesObject> {
    await this.#awaitNeeds(key);
    const written = await this.#turn(() => this.#writeOne(key, object));
    const ref = refOf(object);
    if (written.result === 'conflict') {
      this.#run.emit({ type: 'object', object: ref, ...written });
      throw new StepFailed(
        { key: 'apply.conflict', values: { name: ref.name } },
        { key: 'apply.conflict.hint' },
      );
    }
    const { result, conflicts } = written;
    if (written.replanned)
      this.#run.emit({
        type: 'note',
        level: 'info',
        message: { key: 'apply.replanned', values: { name: kubectlName(ref) } },
      });
    this.#run.emit({ type: 'object', object: ref, result, ...(conflicts ? { conflicts } : {}) });
    this.counts[written.result] += 1;
    return written.object;
  }

  async #writeOne(key: string, object: KubernetesObject): Promise<Written> {
    try {
      this.#run.signal.throwIfAborted();
      const seen = await this.#seen(key, object);
      return await writeObject(this.#api, object, seen, this.#run);
    } catch (error) {
      this.#tellFailure(object, error);
      throw error;
    }
  }

  /** The live object, read again where the first look is long ago. An object that was not there then is not looked for again: it is written. */
  async #seen(key: string, object: KubernetesObject): Promise<KubernetesObject | undefined> {
    const live = this.#live.get(key);
    const isOld = live && Date.now() - this.#looked > freshFor;
    const now = isOld ? await this.#api.get(refOf(object), this.#run.signal) : live;
    const planned = this.#run.approved?.find((item) => keyOf(item.object) === key);
    const { name } = object.metadata;
    if (planned && planned.resourceVersion !== now?.metadata.resourceVersion && planned.action !== 'create')
      this.#run.emit({ type: 'note', level: 'info', message: { key: 'apply.replanned', values: { name } } });
    return now;
  }

  /** A cancel is told once, at the end of the run. */
  #tellFailure(object: KubernetesObject, error: unknown): void {
    if (isAbortBy(this.#run.signal, error)) return;
    const { message } = explainError(error);
    this.#run.emit({ type: 'object', object: refOf(object), result: 'failed', message });
    if (error instanceof StepFailed) for (const news of error.evidence) this.#run.emit(news);
  }

  async #awaitNeeds(key: string): Promise<void> {
    for (const { after, until } of this.#needs.get(key) ?? []) {
      const needed = this.#objects.get(after);
      if (!needed) continue;
      try {
        const written = await this.#begin(needed);
        if (until !== 'applied') await this.#readiness.ready(written);
      } catch {
        throw new NeedFailed();
      }
    }
  }
}

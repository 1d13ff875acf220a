import { belongsTo } from '../../istio/clean-up/ownership.ts';
import { isTerminal } from '../../istio/pods/terminal-state.ts';
import { whyWorkload } from '../../istio/pods/why.ts';
import type { Api } from '../../kubernetes/api.ts';
import { type Clock, systemClock } from '../../kubernetes/clock.ts';
import { type KubernetesObject, keyOf, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import { statusOf } from '../../kubernetes/status.ts';
import type { Reflector } from '../../kubernetes/watch/reflector.ts';
import { isNotServed, type ReflectorState } from '../../kubernetes/watch/reflector-state.ts';
import { wordsOf } from '../../kubernetes/words-of.ts';
import type { Message } from '../../language/message.ts';
import type { Ground } from '../ground.ts';
import { StepFailed, type StepRun } from '../step.ts';
import { endOfLog, evidenceOf, failingContainers } from './evidence.ts';
import { Served } from './served.ts';
import { Tokens } from './tokens.ts';
import { Watches } from './watches.ts';

/** Kinds that take time after they are written. Everything else is ready when the API server has stored it. */
const slowKinds = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CustomResourceDefinition']);

/** What a reflector of the object's kind is asked by. */
const keyIn = (ref: ObjectRef) => (ref.namespace ? `${ref.namespace}/${ref.name}` : ref.name);

/**
 * Waits for objects by watching them, and says what each waits for: once, and again when the reason changes. One for each step that
 * runs; `stop` ends its watches.
 */
export class Readiness {
  readonly #api: Api;
  readonly #run: StepRun;
  readonly #watches: Watches;
  readonly #served: Served;
  readonly #tokens: Tokens;
  readonly #known = new Map<string, Promise<void>>();

  constructor(api: Api, run: StepRun, clock: Clock = systemClock) {
    this.#api = api;
    this.#run = run;
    this.#watches = new Watches(api, run.signal);
    this.#served = new Served(api, run.signal);
    this.#tokens = new Tokens(api, run, clock);
  }

  stop(): void {
    this.#watches.stop();
    this.#tokens.stop();
  }

  /**
   * Resolves when the object is what its spec asks for; StepFailed when it cannot become so any more. `object` is as the server
   * answered when it was written: a watch may still show what was there before.
   */
  ready(object: KubernetesObject): Promise<void> {
    const key = keyOf(object);
    const known = this.#known.get(key);
    if (known) return known;
    const waiting = slowKinds.has(object.kind) ? this.#untilReady(object) : Promise.resolve();
    this.#known.set(key, waiting);
    // Callers of ready() hear of a failure; without a caller it must not count as an unhandled rejection.
    waiting.catch(() => {});
    return waiting;
  }

  /** Resolves when the object is gone, finalizers and all; with `uid`, also where a namesake has been made since. */
  async gone(ref: ObjectRef, uid?: string): Promise<void> {
    const { apiVersion, kind, namespace } = ref;
    const reflector = await this.#watches.get(apiVersion, kind, { namespace });
    await this.#until(ref, reflector, (object) => {
      if (!object && hasSeen(reflector.state)) return 'ready';
      if (object && uid && object.metadata.uid !== uid) return 'ready';
      const why = object && statusOf(object).why;
      return why ?? { key: 'status.terminating' };
    });
  }

  async #untilReady(object: KubernetesObject): Promise<void> {
    const { apiVersion, kind } = object;
    const { namespace, name, uid, generation = 0 } = object.metadata;
    const ref = refOf(object);
    let wasSeen = false;
    let own: KubernetesObject[] = [];
    let before: string | undefined;
    const shown = new Set<string>();
    const reflector = await this.#watches.get(apiVersion, kind, { namespace });
    const pods = namespace ? await this.#watches.get('v1', 'Pod', { namespace }) : undefined;
    const events = namespace
      ? await this.#watches.get('v1', 'Event', { namespace, fieldSelector: 'type=Warning' })
      : undefined;
    const look = (live: KubernetesObject | undefined): Message | 'ready' => {
      if (!live || live.metadata.uid !== uid) {
        if (wasSeen) throw new StepFailed({ key: 'wait.deleted', values: { kind, name } });
        return { key: 'status.unseen' };
      }
      wasSeen = true;
      if ((live.metadata.generation ?? 0) < generation) return { key: 'status.unseen' };
      const { phase, why } = statusOf(live);
      // A deadline that passed before this wait began says nothing about this wait: what was in the way may be gone.
      before ??= deadlinePassed(live) ?? '';
      const isOld = before !== '' && deadlinePassed(live) === before;
      if (phase === 'current' || phase === 'applied') return 'ready';
      own = [...(pods?.snapshot.values() ?? [])].filter((pod) => belongsTo(pod, live));
      const warnings = [...(events?.snapshot.values() ?? [])];
      const reason = pods ? (whyWorkload(live, own, warnings)?.message ?? why) : why;
      if ((phase === 'failed' && !isOld) || isTerminal(live, own, warnings))
        throw new StepFailed({ key: 'wait.failed', values: { kind, name, why: reason ?? '' } });
      return reason ?? { key: 'status.unseen' };
    };
    const evidence = () => evidenceOf(this.#api, ref, own, [...(events?.snapshot.values() ?? [])]);
    try {
      await this.#until(ref, reflector, look, (why) => {
        this.#showLogs(own, shown);
        this.#tokens.hear(ref, why);
      });
    } catch (error) {
      // When time is up, the logs and events of what did not get ready are told as after a failure.
      if (isLate(this.#run.signal)) for (const news of await evidence()) this.#run.emit(news);
      if (error instanceof StepFailed) error.evidence = await evidence();
      throw error;
    }
    if (kind === 'CustomResourceDefinition') await this.#untilServed(object);
    this.#run.emit({ type: 'ready', object: ref });
  }

  /** The end of the log of a container that has failed, under the wait for it, once for each container. */
  #showLogs(pods: readonly KubernetesObject[], shown: Set<string>): void {
    for (const one of failingContainers(pods)) {
      const key = `${one.pod.name}/${one.container}`;
      if (!one.failed || shown.has(key)) continue;
      shown.add(key);
      void endOfLog(this.#api, one).then((news) => {
        if (!this.#run.signal.aborted) for (const line of news) this.#run.emit(line);
      });
    }
  }

  async #untilServed(crd: KubernetesObject): Promise<void> {
    const { group, versions, version, names } = crd.spec;
    const served: string[] = versions
      ? versions.filter((one: { served: boolean }) => one.served).map((one: { name: string }) => one.name)
      : [version];
    await Promise.all(served.map((one) => this.#served.until(`${group}/${one}`, names.kind)));
  }

  /** Asks `look` after every change of anything that is watched, and tells its answer once that has held for a moment. */
  #until(
    ref: ObjectRef,
    reflector: Reflector,
    look: (live: KubernetesObject | undefined) => Message | 'ready',
    onTold: (why: Message) => void = () => {},
  ): Promise<void> {
    const { signal, emit } = this.#run;
    let told = '';
    let timer: NodeJS.Timeout | undefined;
    return new Promise<void>((resolve, reject) => {
      const end = (error?: unknown) => {
        leave();
        clearTimeout(timer);
        signal.removeEventListener('abort', check);
        if (error === undefined) resolve();
        else reject(error);
      };
      const check = () => {
        try {
          signal.throwIfAborted();
          const seen = look(reflector.snapshot.get(keyIn(ref)));
          if (seen === 'ready') return end();
          const why = whyBlind(reflector.state) ?? seen;
          const text = JSON.stringify(why);
          if (text === told) return;
          told = text;
          clearTimeout(timer);
          timer = setTimeout(() => {
            emit({ type: 'waiting', object: ref, why });
            onTold(why);
          }, momentFor(ref));
        } catch (error) {
          end(error);
        }
      };
      const leave = this.#watches.subscribe(check);
      signal.addEventListener('abort', check);
      check();
    });
  }
}

/** When the Deployment's controller gave it up, if it has. */
function deadlinePassed({ status }: KubernetesObject): string | undefined {
  const given = (status?.conditions ?? []).find(
    (one: { reason?: string }) => one.reason === 'ProgressDeadlineExceeded',
  );
  return given && String(given.lastUpdateTime ?? given.lastTransitionTime ?? 'then');
}

/** The step's own time is up; nobody has cancelled it. */
const isLate = (signal: AbortSignal): boolean =>
  signal.aborted && (signal.reason as { name?: string })?.name === 'TimeoutError';

/** Whether an object that the watch does not show is certain not to exist. */
const hasSeen = (state: ReflectorState): boolean =>
  state.kind === 'live' || state.kind === 'stale' || (state.kind === 'failed' && isNotServed(state.reason));

/** Why the watch sees nothing now. Throws where it will see nothing until somebody changes that: waiting would be for ever. */
function whyBlind(state: ReflectorState): Message | undefined {
  if (state.kind === 'forbidden' || state.kind === 'failed') throw state.reason;
  if (state.kind === 'live' || !state.reason) return undefined;
  return { key: 'wait.lost', values: { words: wordsOf(state.reason) } };
}

/**
 * Milliseconds that a reason must hold before it is told: what passes by itself within a second is noise. CRDs come and go by dozens,
 * each within a few seconds.
 */
const momentFor = ({ kind }: ObjectRef) => (kind === 'CustomResourceDefinition' ? 5000 : 1000);

/** One Readiness for the length of `work`. */
export async function withReadiness<T>(
  ground: Ground,
  run: StepRun,
  work: (readiness: Readiness) => Promise<T>,
): Promise<T> {
  const readiness = new Readiness(ground.connection.api, run);
  try {
    return await work(readiness);
  } finally {
    readiness.stop();
  }
}

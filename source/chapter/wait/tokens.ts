import { diagnoseSymptom } from '../../diagnosis/symptom.ts';
import { accountWithoutToken } from '../../diagnosis/token.ts';
import type { Api } from '../../kubernetes/api.ts';
import { type Clock, pause } from '../../kubernetes/clock.ts';
import { ApiError } from '../../kubernetes/errors.ts';
import { type KubernetesObject, keyOf, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import type { Message, MessageValue } from '../../language/message.ts';
import { endOf } from '../journal/write-end.ts';
import { shellLine } from '../shell-line.ts';
import type { StepRun } from '../step.ts';
import { recordedWrite } from '../write/recorded-write.ts';

/** Milliseconds after which a token that is still missing will not come by itself: the controller manager tries for about five seconds. */
const patience = 10_000;
/** Milliseconds after which who makes the pods has not tried again: its own pauses double, up to a quarter of an hour. */
const secondPatience = 20_000;

const annotation = 'hoist/asked-again';

/**
 * ServiceAccounts that pods wait for, because Kubernetes has given up making their token, as it does while the API server is away. Each
 * is changed and changed back, once: the controller manager then tries again. Without that the wait would be for ever. Whoever makes the
 * pods is woken in the same way where it has failed so often that it pauses for long.
 */
export class Tokens {
  readonly #api: Api;
  readonly #run: StepRun;
  readonly #clock: Clock;
  readonly #life = new AbortController();
  readonly #signal: AbortSignal;
  /** By ServiceAccount, the workloads that wait for its token. */
  readonly #waiting = new Map<string, ObjectRef[]>();

  constructor(api: Api, run: StepRun, clock: Clock) {
    this.#api = api;
    this.#run = run;
    this.#clock = clock;
    this.#signal = AbortSignal.any([run.signal, this.#life.signal]);
  }

  stop(): void {
    this.#life.abort();
  }

  /** Hears what a workload waits for. */
  hear(about: ObjectRef, why: Message): void {
    const { words } = (why.values ?? {}) as Partial<Record<string, MessageValue>>;
    const name = typeof words === 'string' ? accountWithoutToken(words) : undefined;
    const { namespace } = about;
    if (!name || !namespace) return;
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name };
    const known = this.#waiting.get(keyOf(account));
    if (known) return void known.push(about);
    const waiting = [about];
    this.#waiting.set(keyOf(account), waiting);
    // Where it may not be done from here, what is to be done by hand is told instead.
    const tell = () => this.#tellDiagnosis(about, why);
    void this.#help(account, waiting, tell).catch((error) => {
      if (error instanceof ApiError) tell();
    });
  }

  async #help(ref: ObjectRef, waiting: readonly ObjectRef[], tell: () => void): Promise<void> {
    await this.#pause(patience);
    const account = await this.#api.get(ref, this.#signal);
    if (!account || account.metadata.deletionTimestamp) return;
    const values = { account: ref.name };
    const isMissing = (account.secrets ?? []).length === 0;
    if (!this.#run.writing) return isMissing ? tell() : undefined;
    if (isMissing) await this.#nudge([account], { key: 'wait.token', values });
    await this.#pause(secondPatience);
    for (const workload of waiting) {
      const makers = await this.#makersOf(workload, ref.name);
      const { name } = workload;
      if (makers.length > 0)
        await this.#nudge(makers, { key: 'wait.token.again', values: { ...values, name } });
    }
  }

  /** Who makes the pods of a workload that are still refused for want of this token. */
  async #makersOf(workload: ObjectRef, account: string): Promise<KubernetesObject[]> {
    const live = await this.#api.get(workload, this.#signal);
    if (!live || live.metadata.deletionTimestamp || !isRefused(live, account)) return [];
    if (live.kind !== 'Deployment') return [live];
    const { namespace } = workload;
    const options = { ...(namespace ? { namespace } : {}), signal: this.#signal };
    const sets = await this.#api.listIfServed(live.apiVersion, 'ReplicaSet', options);
    const isOwn = ({ metadata }: KubernetesObject) =>
      metadata.ownerReferences?.some(({ uid }) => uid === live.metadata.uid);
    return sets.filter((one) => isOwn(one) && one.spec?.replicas > 0);
  }

  /** Two writes each, the second of which takes back the first: what counts is that the object has changed. */
  async #nudge(objects: readonly KubernetesObject[], message: Message): Promise<void> {
    for (const live of objects) {
      const object = refOf(live);
      const { uid } = live.metadata;
      const set = (value: string | null, until: AbortSignal) =>
        this.#api.merge(
          object,
          { metadata: { annotations: { [annotation]: value } } },
          { uid, signal: until },
        );
      for (const word of [`${annotation}=1`, `${annotation}-`])
        this.#run.emit({ type: 'command', command: annotateLine(object, word) });
      await recordedWrite(
        { ...this.#run, signal: this.#signal },
        { verb: 'nudge', object, existed: true, ...(uid ? { uid } : {}) },
        async (until) => {
          await set('1', until);
          return set(null, until);
        },
        (after) => endOf('configured', after),
      );
      this.#run.emit({ type: 'object', object, result: 'configured' });
    }
    this.#run.emit({ type: 'note', level: 'info', message });
  }

  async #pause(milliseconds: number): Promise<void> {
    await pause(this.#clock, milliseconds, this.#signal);
    this.#signal.throwIfAborted();
  }

  #tellDiagnosis(about: ObjectRef, what: Message): void {
    const found = diagnoseSymptom(what, about);
    if (!found || this.#run.signal.aborted) return;
    const { why, fix } = found;
    this.#run.emit({ type: 'note', level: 'warn', message: { key: 'diagnosis.told', values: { why, fix } } });
  }
}

/** A Job has no condition that says so: it is refused as long as it has no pod and is not done. */
function isRefused({ kind, status }: KubernetesObject, account: string): boolean {
  const conditions: { type: string; status: string; message?: string }[] = status?.conditions ?? [];
  if (kind === 'Job') return !status?.active && conditions.length === 0;
  return conditions.some(
    ({ type, status: value, message = '' }) =>
      type === 'ReplicaFailure' && value === 'True' && accountWithoutToken(message) === account,
  );
}

const annotateLine = ({ kind, namespace = '', name }: ObjectRef, word: string): string =>
  shellLine(['kubectl', '-n', namespace, 'annotate', `${kind.toLowerCase()}/${name}`, word]);

import type { Api } from '../../kubernetes/api.ts';
import { type Clock, pause, systemClock } from '../../kubernetes/clock.ts';
import { ApiError, isNotFound } from '../../kubernetes/errors.ts';
import type { KubernetesObject, ObjectRef } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import { unlessForbidden } from '../../kubernetes/unless-forbidden.ts';
import type { RunKind, Worker } from '../journal/record.ts';
import { isDead, processSpace, thisWorker } from './worker.ts';

/** Where hoist's own two objects are: in a namespace that every cluster has, and that no uninstall takes away. */
export const keepingNamespace = 'kube-system';

export const leaseRef: ObjectRef = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  namespace: keepingNamespace,
  name: 'hoist',
};

/** Seconds after which a lease that nobody renews is free, and milliseconds between two renewals. */
const duration = 30;
const rhythm = 10_000;
/** Milliseconds after its last renewal for which it is certain to be ours still. */
const certain = duration * 1000 - rhythm;
/** Milliseconds between two looks at a lease that seems to be left. */
const lookEvery = 5000;

/** Tries to take the lease. With the right to create it and none to read it, every try would fail the same way, for ever. */
const mostTries = 10;

/** Who has the lease, as others see it. */
export interface Holder extends Worker {
  run: string;
  what: string;
  since: string;
  renewed: string;
}

export interface HeldLease {
  holder: Holder;
  /** Seconds until it is free if nobody renews it; 0 where it is free already. */
  freeIn: number;
}

const note = (name: string) => `hoist/${name}`;

/** Who holds the lease now; undefined where nobody does, or where it may not be read. */
export async function readLease(
  api: Api,
  signal: AbortSignal,
): Promise<(HeldLease & { dead: boolean; object: KubernetesObject }) | undefined> {
  const type = await api.discovery.find(leaseRef.apiVersion, leaseRef.kind, signal);
  const object = type && (await unlessForbidden(api.get(leaseRef, signal)));
  if (!object) return undefined;
  const { annotations = {} } = object.metadata;
  const said = (name: string) => sanitizeLine(String(annotations[note(name)] ?? '')).slice(0, 100);
  const { acquireTime = '', renewTime = acquireTime, leaseDurationSeconds = duration } = object.spec ?? {};
  const holder: Holder = {
    user: said('user'),
    host: said('host'),
    pid: Number(said('pid')) || 0,
    run: sanitizeLine(String(object.spec?.holderIdentity ?? '')),
    what: said('what'),
    since: sanitizeLine(String(acquireTime)),
    renewed: sanitizeLine(String(renewTime)),
  };
  const until = Date.parse(renewTime) + leaseDurationSeconds * 1000;
  const left = Math.ceil((until - Date.now()) / 1000);
  const dead = isDead(holder, said('space'));
  return { holder, dead, freeIn: dead || Number.isNaN(left) ? 0 : Math.max(0, left), object };
}

interface LeaseOptions {
  clock?: Clock;
  watching?: (holder: Holder, seconds: number) => void;
}

/** As a Lease has times: with microseconds. */
const timeOf = (date: Date) => date.toISOString().replace('Z', '000Z');

/** The lease in the hands of one run: taken before its first write, renewed until it ends, deleted then. */
export class Lease {
  readonly #api: Api;
  readonly #what: RunKind;
  readonly #identity: string;
  readonly #lost = new AbortController();
  #held: KubernetesObject | undefined;
  #timer: NodeJS.Timeout | undefined;
  #renewed = 0;
  #renewing: Promise<void> | undefined;
  readonly #clock: Clock;
  readonly #watching: (holder: Holder, seconds: number) => void;

  /** `watching` is told before a lease that seems to be left is watched for so many seconds. */
  constructor(
    api: Api,
    what: RunKind,
    run: string,
    { clock = systemClock, watching = () => {} }: LeaseOptions = {},
  ) {
    this.#api = api;
    this.#clock = clock;
    this.#watching = watching;
    this.#what = what;
    const { user, host, pid } = thisWorker();
    this.#identity = `${user}@${host}/${pid}/${run}`;
  }

  /** Aborts when somebody else has taken it over: then nothing more may be written. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Takes it; or tells who holds it. `from` is whose stale lease was taken over. */
  async take(signal: AbortSignal): Promise<{ from?: Holder } | { heldBy: HeldLease }> {
    for (let tries = 1; ; tries += 1) {
      const there = await readLease(this.#api, signal);
      if (there && there.freeIn > 0) return { heldBy: there };
      if (there && !there.dead && !(await this.#isLeft(there, signal))) {
        const now = await readLease(this.#api, signal);
        if (now) return { heldBy: { ...now, freeIn: Math.max(now.freeIn, duration) } };
        continue;
      }
      const began = this.#clock.now();
      try {
        this.#held = there
          ? await this.#api.merge(leaseRef, this.#body(there.object), { signal })
          : await this.#create(signal);
      } catch (error) {
        // Somebody was quicker, or has let go of it in this moment: look again. Where there was none, 404 is a server without leases.
        const changed = error instanceof ApiError && error.code === 409;
        const again = changed || (there && isNotFound(error));
        if (again && tries < mostTries && !signal.aborted) continue;
        throw error;
      }
      this.#renewed = began;
      // Where nobody answers the next round tries again, and who takes over meanwhile is found then.
      this.#timer = setInterval(() => void this.#renew().catch(() => {}), rhythm);
      this.#timer.unref();
      return there ? { from: there.holder } : {};
    }
  }

  /**
   * Before a write: where it was not renewed for long, as after a sleep of the machine, it may be somebody else's by now. Renews it
   * then; throws where it is lost, and the Api's errors where that cannot be found out.
   */
  async ensure(): Promise<void> {
    this.#lost.signal.throwIfAborted();
    if (!this.#held || this.#clock.now() - this.#renewed < certain) return;
    await this.#renew();
    this.#lost.signal.throwIfAborted();
  }

  /**
   * Whether nobody touches it for its whole time by the clock of this machine, as client-go has it: what the times in it say is by
   * another machine's clock, which may be wrong.
   */
  async #isLeft({ object, holder }: { object: KubernetesObject; holder: Holder }, signal: AbortSignal) {
    const seconds = Number(object.spec?.leaseDurationSeconds) || duration;
    this.#watching(holder, seconds);
    const until = this.#clock.now() + seconds * 1000;
    while (this.#clock.now() < until) {
      await pause(this.#clock, lookEvery, signal);
      signal.throwIfAborted();
      const now = await this.#api.get(leaseRef, signal);
      if (now?.metadata.resourceVersion !== object.metadata.resourceVersion) return false;
    }
    return true;
  }

  /** Gives the lease back. Never throws: a lease that could not be given back runs out by itself. */
  async release(signal: AbortSignal): Promise<void> {
    clearInterval(this.#timer);
    const uid = this.#held?.metadata.uid;
    this.#held = undefined;
    if (!uid || this.#lost.signal.aborted) return;
    await this.#api.delete(leaseRef, { uid, signal }).catch(() => {});
  }

  #body(over?: KubernetesObject) {
    const { user, host, pid } = thisWorker();
    const now = timeOf(new Date());
    return {
      metadata: {
        annotations: {
          [note('user')]: user,
          [note('host')]: host,
          [note('pid')]: String(pid),
          [note('space')]: processSpace(),
          [note('what')]: this.#what,
        },
        labels: { 'app.kubernetes.io/managed-by': 'hoist' },
        // Bound to what was seen: of two that take over a stale lease one finds that it has changed.
        ...(over ? { resourceVersion: over.metadata.resourceVersion } : {}),
      },
      spec: {
        holderIdentity: this.#identity,
        leaseDurationSeconds: duration,
        acquireTime: now,
        renewTime: now,
      },
    };
  }

  #create(signal: AbortSignal): Promise<KubernetesObject> {
    const { metadata, spec } = this.#body();
    const { name, namespace, apiVersion, kind } = leaseRef;
    const body = { apiVersion, kind, metadata: { ...metadata, name, namespace }, spec };
    return this.#api.create({
      path: `/apis/${apiVersion}/namespaces/${keepingNamespace}/leases`,
      body,
      signal,
    });
  }

  #renew(): Promise<void> {
    this.#renewing ??= this.#renewOnce().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renewOnce(): Promise<void> {
    const signal = AbortSignal.timeout(rhythm);
    for (let tries = 1; ; tries += 1) {
      const there = await this.#api.get(leaseRef, signal);
      if (!this.#held) return;
      if (there?.spec?.holderIdentity !== this.#identity) return this.#lost.abort();
      const renewed = this.#clock.now();
      const renewTime = timeOf(new Date());
      const { resourceVersion } = there.metadata;
      try {
        await this.#api.merge(leaseRef, { metadata: { resourceVersion }, spec: { renewTime } }, { signal });
        this.#renewed = renewed;
        return;
      } catch (error) {
        const changed = error instanceof ApiError && (error.code === 409 || isNotFound(error));
        if (!changed || tries >= mostTries) throw error;
      }
    }
  }
}

import { isAbort, isForbidden } from '../../kubernetes/errors.ts';
import type { KubernetesObject, ResourceType } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import { Reflector } from '../../kubernetes/watch/reflector.ts';
import { isNotServed, type ReflectorState } from '../../kubernetes/watch/reflector-state.ts';
import type { Ground } from '../ground.ts';
import { shape } from '../wait/watches.ts';
import { type Facts, namespacesOf, type Part, type PilotAnswer, type Source, sources } from './facts.ts';
import { freshnessOf, worst } from './freshness.ts';
import { freshnessOfPilots } from './look.ts';
import { askPilots, runningPilots, steadied } from './pilots.ts';
import { ProxyAges } from './proxy-ages.ts';
import { rowsOfProxies } from './proxy-rows.ts';
import { type Requested, requestedByNode, withPods } from './requested.ts';
import type { Freshness } from './view.ts';

/** Between two looks at pilot's table, and between two sums of what pods request, in milliseconds. */
const pilotRhythm = 3000;
const requestedRhythm = 60_000;
/** Before the first answer there is nothing to count; soon after is early enough. */
const retryRhythm = 5000;

/** A CRD is there some seconds before its kind is served. */
const servedRhythm = 5000;

const parts = Object.keys(sources) as Part[];

/** The facts kept up to date: by watches, and by asking again for what cannot be watched. Nothing happens before start. */
export class LiveFacts {
  readonly #ground: Ground;
  readonly #onChange: () => void;
  readonly #life = new AbortController();
  readonly #reflectors = new Map<Part, Reflector[]>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #objects = emptyParts<readonly KubernetesObject[]>(() => []);
  #stale = new Set<Part>();
  #version = '';
  #uid = '';
  /** By the pods of others; ours are watched and counted anew with each change. */
  #requested: Requested | undefined;
  #pilots: PilotAnswer[] = [];
  readonly #ages = new ProxyAges();

  constructor(ground: Ground, onChange: () => void) {
    this.#ground = ground;
    this.#onChange = onChange;
  }

  /** Every array is the same one as before unless something in it changed. */
  facts(): Facts {
    for (const part of this.#stale) {
      this.#objects = {
        ...this.#objects,
        [part]: (this.#reflectors.get(part) ?? []).flatMap((one) => [...one.snapshot.values()]),
      };
    }
    this.#stale = new Set();
    return {
      version: this.#version,
      uid: this.#uid,
      objects: this.#objects,
      freshness: emptyParts((part) => this.#freshness(part)),
      requested: this.#requested && withPods(this.#requested, this.#objects.pods),
      pilots: this.#pilots,
      pilotsFreshness: this.#freshnessOfPilots(),
      proxiesSince: this.#ages.since,
    };
  }

  start(): void {
    void this.#identify();
    for (const part of parts) if (!('crd' in sources[part])) this.#watch(part);
    this.#repeat(requestedRhythm, async (signal) => {
      const ours = namespacesOf(sources.pods, this.#ground.namespace).map(String);
      this.#requested = await requestedByNode(this.#ground.connection.api, signal, ours);
      return this.#requested !== undefined;
    });
    const podsKnown = Promise.all((this.#reflectors.get('pods') ?? []).map(({ synced }) => synced));
    this.#repeat(pilotRhythm, async (signal) => {
      // Before, there is nobody to ask, and asking again would be a whole beat later.
      await podsKnown;
      const heard = await askPilots(this.#ground.connection, this.facts().objects.pods, signal);
      const answers = steadied(heard, this.#pilots);
      if (JSON.stringify(answers) === JSON.stringify(this.#pilots)) return false;
      this.#pilots = answers;
      this.#ages.note(rowsOfProxies(this.facts()), new Date());
      return true;
    });
  }

  stop(): void {
    this.#life.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    for (const reflectors of this.#reflectors.values()) for (const reflector of reflectors) reflector.stop();
  }

  /** Built from what is known beforehand, not from discovery: the panes must come up while the server is still silent. */
  #watch(part: Part, version = 0): void {
    const source: Source = sources[part];
    const { api } = this.#ground.connection;
    const { kind, resource, metadataOnly, fieldSelector } = source;
    const apiVersion = source.versions[version] ?? 'v1';
    const reflectors = namespacesOf(source, this.#ground.namespace).map((namespace) => {
      const type: ResourceType = {
        apiVersion,
        kind,
        resource,
        namespaced: namespace !== undefined,
        verbs: [],
      };
      const reflector = new Reflector({
        transport: api.transport,
        type,
        namespace,
        metadataOnly,
        fieldSelector,
        transform: shape,
        slowRetry: source.crd ? servedRhythm : undefined,
      });
      reflector.subscribe((event) => {
        if (event.type !== 'state') this.#stale.add(part);
        else if (isMissing(event.state) && source.versions[version + 1])
          return this.#watchOlder(part, version + 1);
        if (part === 'crds') this.#followCrds();
        this.#onChange();
      });
      reflector.start();
      return reflector;
    });
    this.#reflectors.set(part, reflectors);
  }

  #watchOlder(part: Part, version: number): void {
    for (const reflector of this.#reflectors.get(part) ?? []) reflector.stop();
    this.#watch(part, version);
  }

  /** Kinds of Istio are watched for as long as their CRD is there; before, the server would only say no. */
  #followCrds(): void {
    const present = new Set((this.#reflectors.get('crds') ?? []).flatMap((one) => [...one.snapshot.keys()]));
    for (const part of parts) {
      const { crd }: Source = sources[part];
      if (!crd || present.has(crd) === this.#reflectors.has(part)) continue;
      if (present.has(crd)) this.#watch(part);
      else {
        for (const reflector of this.#reflectors.get(part) ?? []) reflector.stop();
        this.#reflectors.delete(part);
        this.#stale.add(part);
      }
    }
  }

  #freshness(part: Part): Freshness {
    const { crd }: Source = sources[part];
    // Nothing was asked yet. A kind whose CRD is not there has no objects, and that is known once the CRDs are.
    if (!this.#reflectors.has(part)) return crd ? this.#freshness('crds') : { state: 'connecting' };
    const states = (this.#reflectors.get(part) ?? []).map(({ state }) => state);
    if (crd && states.some((state) => state.kind === 'failed' && isNotServed(state.reason)))
      return this.#freshness('crds');
    return worst(states.map((state) => freshnessOf(state, sources[part].resource)));
  }

  #freshnessOfPilots(): Freshness {
    const pods = this.#freshness('pods');
    if (pods.state !== 'live') return pods;
    const waiting = this.#pilots.length === 0 && runningPilots(this.#objects.pods).length > 0;
    return waiting ? { state: 'connecting' } : freshnessOfPilots(this.#pilots);
  }

  async #identify(): Promise<void> {
    this.#repeat(requestedRhythm, async (signal) => {
      const { transport } = this.#ground.connection;
      const { gitVersion = '' } = await transport.json<{ gitVersion?: string }>({
        method: 'GET',
        path: '/version',
        signal,
      });
      const { uid } = await this.#ground.connection.pin(signal);
      const changed = this.#version !== gitVersion || this.#uid !== uid;
      this.#version = sanitizeLine(gitVersion);
      this.#uid = uid;
      return changed;
    });
  }

  /** Does `work` now and again after each rhythm; true from it means that something changed. Failures are tried again sooner. */
  #repeat(rhythm: number, work: (signal: AbortSignal) => Promise<boolean>): void {
    const { signal } = this.#life;
    const round = async () => {
      let wait = rhythm;
      try {
        if (await work(signal)) this.#onChange();
      } catch (error) {
        if (!isAbort(error) && !isForbidden(error)) wait = Math.min(rhythm, retryRhythm);
      }
      if (signal.aborted) return;
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        void round();
      }, wait);
      this.#timers.add(timer);
    };
    void round();
  }
}

/** An old server does not know the newest version; one that refuses our credentials may well know it. */
const isMissing = (state: ReflectorState) => state.kind === 'failed' && isNotServed(state.reason);

function emptyParts<T>(value: (part: Part) => T): Record<Part, T> {
  return Object.fromEntries(parts.map((part) => [part, value(part)])) as Record<Part, T>;
}

import type { Process } from '../controllers/program.ts';
import type { Logger } from './log-line.ts';
import { SyncState, type XdsType } from './sync-state.ts';

/** A proxy as pilot sees it. */
export interface ConnectedProxy {
  /** `pod.namespace` */
  id: string;
  /** A gateway stands for itself, a sidecar beside an application. */
  isGateway: boolean;
  /** Whether routes are sent to it: a gateway gets none before a Gateway is bound to it. */
  wantsRoutes(): boolean;
  /** It has applied what it was sent. */
  applied(type: XdsType): void;
}

interface Connection {
  proxy: ConnectedProxy;
  state: SyncState;
  /** Counts pushes: what an earlier one still had to send is dropped. */
  push: number;
}

/** How long changes must be quiet before they are pushed (PILOT_DEBOUNCE_AFTER is 100 ms). */
const debounce = 100;
const order = ['cluster', 'endpoint', 'listener', 'route'] as const;

/** Pilot's discovery service: pushes configuration to proxies and remembers what they acknowledged. */
export class PilotServer {
  readonly #process: Process;
  readonly #log: Logger;
  readonly #connections = new Map<string, Connection>();
  #pending = false;
  #pushes = 0;
  #deaf: string | undefined;

  constructor(process: Process, log: Logger) {
    this.#process = process;
    this.#log = log;
  }

  connect(proxy: ConnectedProxy): SyncState {
    const state = new SyncState(proxy.id);
    const connection = { proxy, state, push: 0 };
    this.#connections.set(proxy.id, connection);
    this.#log.info(`ADS:CDS: REQ ${proxy.id} raw: ${proxy.id}`, 'ads');
    this.#push(connection);
    return state;
  }

  disconnect(proxy: ConnectedProxy): void {
    if (this.#connections.get(proxy.id)?.proxy !== proxy) return;
    this.#connections.delete(proxy.id);
    this.#log.info(`ADS: "${proxy.id}" terminated`, 'ads');
  }

  /** Something that is part of the configuration has changed. */
  changed(): void {
    if (this.#pending) return;
    this.#pending = true;
    this.#process.after(debounce, () => {
      this.#pending = false;
      this.#pushes += 1;
      this.#log.info(
        `Push debounce stable 1: ${debounce}ms since last change, full=true, version ${this.#pushes}`,
        'ads',
      );
      for (const connection of this.#connections.values()) this.#push(connection);
    });
  }

  /** The body of /debug/syncz. */
  get syncz(): string {
    const states = [...this.#connections.values()].map(({ state }) => state.json);
    return `${JSON.stringify(states, undefined, 4)}\n`;
  }

  /** The same as istiod tells it. */
  synczSince130(version: string): string {
    const all = [...this.#connections.values()];
    return `${JSON.stringify(all.map(({ state, proxy }) => state.since130(proxy.isGateway, version)))}\n`;
  }

  /** The one that the fault has chosen, as long as it is there: an application's before a gateway. */
  #deafProxy(): string | undefined {
    if (!this.#process.cluster.trouble.proxyIsDeaf) {
      this.#deaf = undefined;
      return undefined;
    }
    if (this.#deaf !== undefined && this.#connections.has(this.#deaf)) return this.#deaf;
    const all = [...this.#connections.values()].map(({ proxy }) => proxy);
    const first = (proxies: ConnectedProxy[]) =>
      proxies
        .map(({ id }) => id)
        .sort()
        .at(0);
    this.#deaf = first(all.filter(({ isGateway }) => !isGateway)) ?? first(all);
    return this.#deaf;
  }

  #push(connection: Connection): void {
    connection.push += 1;
    const { push, proxy, state } = connection;
    const { random } = this.#process.cluster;
    const isCurrent = () => connection.push === push && this.#connections.get(proxy.id) === connection;
    const send = ([type, ...rest]: readonly XdsType[]) => {
      if (!type || !isCurrent()) return;
      if (type === 'route' && !proxy.wantsRoutes()) {
        delete state.sent.route;
        delete state.acked.route;
        return;
      }
      const nonce = random.uuid();
      state.sent[type] = nonce;
      state.sentAt[type] = this.#process.cluster.clock.now();
      this.#process.after(random.between(50, 250), () => {
        if (!isCurrent()) return;
        // The first it takes, else it would never be ready: stale is who has listeners, and no longer the latest.
        if (type !== 'listener' || !state.acked.listener || proxy.id !== this.#deafProxy()) {
          state.acked[type] = nonce;
          proxy.applied(type);
        }
        send(rest);
      });
    };
    send(order);
  }
}

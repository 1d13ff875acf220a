import type { Socket } from 'node:net';
import { onJsonLine } from '../shared/lines.ts';
import { logger, timestamp } from '../shared/log.ts';
import type { ToPilot, XdsType } from '../shared/xds.ts';
import { ALL, Connection, STALE_ANNOTATION } from './connection.ts';
import type { Pod } from './kinds.ts';
import { Registry } from './registry.ts';

/** Pilot waits this long for changes to end before it pushes (PILOT_DEBOUNCE_AFTER). */
const QUIET_MS = 100;
const log = logger('ads');

/** The proxies that are connected, and the pushes to them. */
export class Discovery {
  readonly connections = new Set<Connection>();
  readonly #registry: Registry;
  readonly #seen = new Map<Connection, string>();
  #timer: NodeJS.Timeout | undefined;
  #events = 0;
  #full = false;
  #pushes = 0;

  constructor() {
    this.#registry = new Registry({
      configuration: () => this.#changed(true),
      endpoints: () => this.#changed(false),
      pod: (pod) => this.#podChanged(pod),
    });
  }

  synced(): Promise<void> {
    return this.#registry.synced();
  }

  accept(socket: Socket): void {
    let connection: Connection | undefined;
    socket.setKeepAlive(true, 10_000);
    socket.on('error', () => {});
    onJsonLine<ToPilot>(socket, (message) => {
      if (message.say === 'ack') connection?.ack(message.type, message.nonce);
      else connection = this.#connected(socket, message.id, message.version);
    });
    socket.on('close', () => {
      if (!connection) return;
      this.connections.delete(connection);
      this.#seen.delete(connection);
      log.info(
        `ADS: "${socket.remoteAddress}" ${connection.name} terminated rpc error: code = Canceled desc = context canceled`,
      );
    });
  }

  #connected(socket: Socket, node: string, version: string): Connection {
    const connection = new Connection(socket, node, version);
    log.info(`ADS:CDS: REQ ${node} ${socket.remoteAddress}:${socket.remotePort}`);
    this.connections.add(connection);
    this.#push(connection, ALL);
    return connection;
  }

  #push(connection: Connection, types: readonly XdsType[]): void {
    const pod = this.#registry.pod(connection.namespace, connection.pod);
    this.#seen.set(connection, fingerprint(pod));
    const resources = this.#registry.resources(connection.kind, pod?.metadata.labels ?? {});
    connection.push(types, resources, staleTypes(pod));
  }

  #changed(full: boolean): void {
    this.#events++;
    this.#full ||= full;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pushAll(), QUIET_MS);
  }

  #pushAll(): void {
    const full = this.#full;
    log.info(
      `Push debounce stable[${++this.#pushes}] ${this.#events}: ${QUIET_MS}ms since last change, full=${full}`,
    );
    this.#events = 0;
    this.#full = false;
    log.info(
      `XDS: Pushing ${timestamp()} Services: ${this.#registry.serviceCount}, ConnectedEndpoints: ${this.connections.size}`,
    );
    for (const connection of this.connections) this.#push(connection, full ? ALL : ['EDS']);
  }

  /** A pod whose fault was planted or taken away, or whose labels came late, gets its configuration anew. */
  #podChanged(pod: Pod): void {
    const { name, namespace } = pod.metadata;
    for (const connection of this.connections) {
      const own = connection.pod === name && connection.namespace === namespace;
      if (own && this.#seen.get(connection) !== fingerprint(pod)) this.#push(connection, ALL);
    }
  }
}

function staleTypes(pod: Pod | undefined): string {
  return pod?.metadata.annotations?.[STALE_ANNOTATION] ?? '';
}

/** What of a pod decides about its proxy's configuration. */
function fingerprint(pod: Pod | undefined): string {
  return JSON.stringify([pod?.metadata.labels, staleTypes(pod)]);
}

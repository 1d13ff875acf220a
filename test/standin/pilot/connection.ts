import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { sendJsonLine } from '../shared/lines.ts';
import { logger } from '../shared/log.ts';
import { type Push, type Resources, TYPES, type XdsType } from '../shared/xds.ts';

/** On a proxy's pod: the types (comma-separated) that this proxy shall never acknowledge. */
export const STALE_ANNOTATION = 'standin.hoist.dev/stale';

const log = logger('ads');

/** One proxy that is connected, and what it was sent and has acknowledged. */
export class Connection {
  readonly sent: Partial<Record<XdsType, string>> = {};
  readonly acked: Partial<Record<XdsType, string>> = {};
  /** `pod.namespace`, as proxy-status names it. */
  readonly name: string;
  readonly kind: string;
  readonly version: string;
  readonly #socket: Socket;
  #percent = 0;

  /** @param node Envoy's node ID: kind~address~pod.namespace~domain */
  constructor(socket: Socket, node: string, version: string) {
    const [kind = '', , name = ''] = node.split('~');
    this.#socket = socket;
    this.kind = kind;
    this.name = name;
    this.version = version;
  }

  get namespace(): string {
    return this.name.slice(this.name.lastIndexOf('.') + 1);
  }

  get pod(): string {
    return this.name.slice(0, this.name.lastIndexOf('.'));
  }

  /** Acknowledged clusters of the endpoints, of those that it was sent, in percent. */
  get endpointPercent(): number {
    return this.#percent;
  }

  push(types: readonly XdsType[], resources: Resources, stale: string): void {
    const held = new Set(stale.split(',').map((type) => type.trim()));
    for (const type of types) {
      const unasked = type === 'RDS' && this.kind === 'router' && resources.LDS.length === 0;
      if (unasked) continue;
      const nonce = randomUUID();
      const push: Push = { type, nonce, hold: held.has(type), resources: resources[type] };
      this.sent[type] = nonce;
      sendJsonLine(this.#socket, push);
      log.info(this.#line(type, resources));
    }
  }

  ack(type: XdsType, nonce: string): void {
    if (this.sent[type] !== nonce) return;
    this.acked[type] = nonce;
    if (type === 'EDS') this.#percent = 100;
  }

  #line(type: XdsType, resources: Resources): string {
    const address = `${this.#socket.remoteAddress}:${this.#socket.remotePort}`;
    const clusters = Object.values(resources.EDS);
    const lines: Record<XdsType, string> = {
      CDS: `CDS: PUSH for node:${this.name} addr:"${address}" clusters:${resources.CDS.length}`,
      EDS: `EDS: PUSH for node:${this.name} clusters:${clusters.length} endpoints:${clusters.flat().length} empty:${clusters.filter((list) => list.length === 0).length}`,
      LDS: `LDS: PUSH for node:${this.name} addr:"${address}" listeners:${resources.LDS.length}`,
      RDS: `RDS: PUSH for node:${this.name} addr:"${address}" routes:${Object.keys(resources.RDS).length}`,
    };
    return lines[type];
  }
}

export const ALL: readonly XdsType[] = TYPES;

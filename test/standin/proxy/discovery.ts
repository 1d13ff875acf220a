import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { onJsonLine, sendJsonLine } from '../shared/lines.ts';
import { timestamp } from '../shared/log.ts';
import { untilItWorks } from '../shared/retry.ts';
import { VERSION } from '../shared/version.ts';
import type { Push, Resources, ToPilot, XdsType } from '../shared/xds.ts';

/** About the time that Envoy takes to warm what it was sent. */
const WARMING_MS = 50;

/** The proxy's side of discovery: connects for ever, takes what pilot pushes, acknowledges it. */
export class DiscoveryClient {
  readonly applied: Partial<Resources> = {};
  readonly updates: Record<XdsType, number> = { CDS: 0, EDS: 0, LDS: 0, RDS: 0 };
  readonly #node: string;
  readonly #apply: (type: XdsType) => Promise<void> | void;

  constructor(address: string, node: string, apply: (type: XdsType) => Promise<void> | void) {
    this.#node = node;
    this.#apply = apply;
    void this.#run(address);
  }

  async #run(address: string): Promise<never> {
    const at = address.lastIndexOf(':');
    for (;;) {
      await untilItWorks(
        () => this.#stream(address.slice(0, at), Number(address.slice(at + 1))),
        () => this.#closed('connection failure'),
      );
      this.#closed('connection termination');
    }
  }

  /** Ends when the connection does; fails when there is none. */
  #stream(host: string, port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, keepAlive: true }, () => {
        const node: ToPilot = { say: 'node', id: this.#node, version: VERSION };
        sendJsonLine(socket, node);
      });
      let turn = Promise.resolve();
      onJsonLine<Push>(socket, (push) => {
        turn = turn.then(async () => {
          await delay(WARMING_MS);
          if (push.hold) return;
          await this.#take(push);
          const ack: ToPilot = { say: 'ack', type: push.type, nonce: push.nonce };
          sendJsonLine(socket, ack);
        });
      });
      let connected = false;
      socket.once('connect', () => {
        connected = true;
      });
      socket.once('error', (error) => {
        if (!connected) reject(error);
      });
      socket.once('close', () => resolve());
    });
  }

  async #take({ type, resources }: Push): Promise<void> {
    Object.assign(this.applied, { [type]: resources });
    this.updates[type]++;
    await this.#apply(type);
  }

  #closed(reason: string): void {
    process.stdout.write(
      `[${timestamp()}][16][warning][config] gRPC config stream closed: 14, upstream connect error or disconnect/reset before headers. reset reason: ${reason}\n`,
    );
  }
}

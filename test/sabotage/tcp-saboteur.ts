import net, { type AddressInfo, type Socket } from 'node:net';

/** What is done to the bytes that a server sends. Shares of 1 of its packets, each decided for itself. */
export interface Sabotage {
  /** The connection is cut in the middle of the packet. */
  cut?: number;
  /** From here on nothing more comes, and nobody says so. */
  halfOpen?: number;
  /** The packet comes in pieces, one after the other. */
  slow?: number;
  /** The packet comes twice. */
  twice?: number;
  /** The packet comes after the next one. */
  reordered?: number;
  /** Bytes of one packet at most: with it, how often harm is done does not hang on how busy the machine is. */
  longest?: number;
  /** So many of all these, then no more. */
  most: number;
  seed: number;
}

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A network between a client and a server that does harm, always the same harm for the same seed and the same packets. */
export class TcpSaboteur {
  readonly done = { cut: 0, halfOpen: 0, slow: 0, twice: 0, reordered: 0 };
  readonly #target: URL;
  readonly #sabotage: Sabotage;
  readonly #random: () => number;
  readonly #sockets = new Set<Socket>();
  readonly #server: net.Server;

  private constructor(target: string, sabotage: Sabotage) {
    this.#target = new URL(target);
    this.#sabotage = sabotage;
    this.#random = seeded(sabotage.seed);
    this.#server = net.createServer((near) => this.#connect(near));
  }

  static async start(target: string, sabotage: Sabotage): Promise<TcpSaboteur> {
    const saboteur = new TcpSaboteur(target, sabotage);
    await new Promise<void>((resolve) => saboteur.#server.listen(0, '127.0.0.1', resolve));
    return saboteur;
  }

  get url(): string {
    return `${this.#target.protocol}//127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How often harm was done. */
  get harm(): number {
    return Object.values(this.done).reduce((sum, count) => sum + count, 0);
  }

  /** Cuts every connection at once: a laptop that slept, a network that changed. */
  cutAll(): void {
    for (const socket of [...this.#sockets]) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #connect(near: Socket): void {
    const far = net.connect(Number(this.#target.port), this.#target.hostname);
    let isSilent = false;
    let held: Buffer | undefined;
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.once('close', () => {
        this.#sockets.delete(socket);
        near.destroy();
        // A half-open connection is one that only one end knows to be gone.
        far.destroy();
      });
    }
    near.pipe(far);
    const send = (packet: Buffer) => {
      if (isSilent || near.destroyed) return;
      const harm = this.#harm();
      if (harm) this.done[harm] += 1;
      if (harm === 'cut') {
        isSilent = true;
        near.write(packet.subarray(0, packet.length >> 1), () => near.resetAndDestroy());
      } else if (harm === 'halfOpen') {
        isSilent = true;
      } else if (harm === 'reordered' && !held) {
        held = packet;
      } else if (harm === 'slow') {
        for (let at = 0; at < packet.length; at += 7) near.write(packet.subarray(at, at + 7));
      } else {
        near.write(packet);
        if (harm === 'twice') near.write(packet);
        if (held) near.write(held);
        held = undefined;
      }
    };
    far.on('data', (bytes: Buffer) => {
      const { longest = bytes.length } = this.#sabotage;
      for (let at = 0; at < bytes.length; at += longest) send(bytes.subarray(at, at + longest));
    });
    far.on('end', () => {
      if (!isSilent) near.end();
    });
  }

  #harm(): keyof TcpSaboteur['done'] | undefined {
    if (this.harm >= this.#sabotage.most) return undefined;
    let chance = this.#random();
    for (const kind of ['cut', 'halfOpen', 'slow', 'twice', 'reordered'] as const) {
      chance -= this.#sabotage[kind] ?? 0;
      if (chance < 0) return kind;
    }
    return undefined;
  }
}

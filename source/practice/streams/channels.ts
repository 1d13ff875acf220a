import type { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** Nothing that a pod is sent comes in larger pieces. */
const maxPayload = 1024 * 1024;
const protocol = 'v4.channel.k8s.io';
/** Above this many bytes on their way out, a stream waits. */
const highWater = 256 * 1024;

const server = new WebSocketServer({
  noServer: true,
  maxPayload,
  perMessageDeflate: false,
  handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
});

/** One numbered channel of a WebSocket as a stream. */
class Channel extends Duplex {
  readonly #socket: WebSocket;
  readonly #number: number;

  constructor(socket: WebSocket, number: number) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    this.#number = number;
    // Whoever uses it hears of an error; one that comes later must not end the program.
    this.on('error', () => {});
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const sent = (error?: Error) => done(error);
    const message = Buffer.concat([Uint8Array.of(this.#number), chunk]);
    if (this.#socket.bufferedAmount < highWater) {
      this.#socket.send(message);
      done();
    } else this.#socket.send(message, sent);
  }

  receive(data: Buffer): void {
    if (!this.push(data)) this.#socket.pause();
  }
}

/** The channels of one WebSocket (k8s.io/apiserver/pkg/util/wsstream). */
export class Channels {
  readonly #socket: WebSocket;
  readonly #channels = new Map<number, Channel>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      if (Buffer.isBuffer(data) && data.length > 1)
        this.#channels.get(data[0] ?? 0)?.receive(data.subarray(1));
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      for (const channel of this.#channels.values()) {
        channel.push(null);
        channel.destroy();
      }
    });
  }

  open(number: number): Duplex {
    const channel = new Channel(this.#socket, number);
    this.#channels.set(number, channel);
    return channel;
  }

  onClose(act: () => void): void {
    this.#socket.on('close', act);
  }

  close(): void {
    this.#socket.close(1000);
  }
}

export const isWebSocket = (message: IncomingMessage): boolean =>
  message.headers.upgrade?.toLowerCase() === 'websocket';

export function openChannels(
  message: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  opened: (channels: Channels) => void,
): void {
  server.handleUpgrade(message, socket, head, (one) => opened(new Channels(one)));
}

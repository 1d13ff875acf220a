import type { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { HeaderCodec, type Headers } from './spdy-headers.ts';

const synStream = 1;
const synReply = 2;
const rstStream = 3;
const ping = 6;
const goAway = 7;
const fin = 0x01;
/** No frame of a real client is larger. */
const largest = 2 * 1024 * 1024;

type Send = (frame: Buffer) => boolean;

function controlFrame(type: number, flags: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(0x8003, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt32BE(flags * 2 ** 24 + payload.length, 4);
  return Buffer.concat([head, payload]);
}

function dataFrame(id: number, flags: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(id, 0);
  head.writeUInt32BE(flags * 2 ** 24 + payload.length, 4);
  return Buffer.concat([head, payload]);
}

function word(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

class SpdyStream extends Duplex {
  readonly #id: number;
  readonly #send: Send;

  constructor(id: number, send: Send) {
    super({ allowHalfOpen: true });
    this.#id = id;
    this.#send = send;
    this.on('error', () => {});
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#send(dataFrame(this.#id, 0, chunk));
    done();
  }

  override _final(done: () => void): void {
    this.#send(dataFrame(this.#id, fin, Buffer.alloc(0)));
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.writableFinished)
      this.#send(controlFrame(rstStream, 0, Buffer.concat([word(this.#id), word(5)])));
    done(error);
  }
}

/**
 * The server's side of SPDY/3.1, as far as kubectl before 1.31 speaks it: it opens streams, each with headers, and both sides write
 * to them. Without flow control, which kubectl's side does not have either (moby/spdystream).
 */
export class SpdyConnection {
  readonly #socket: Duplex;
  readonly #streams = new Map<number, SpdyStream>();
  readonly #headers = new HeaderCodec();
  readonly #send: Send;
  #rest: Buffer = Buffer.alloc(0);
  #turn: Promise<void> = Promise.resolve();
  #listener: (headers: Headers, stream: Duplex) => void = () => {};

  constructor(socket: Duplex, head: Buffer) {
    this.#socket = socket;
    this.#send = (frame) => !socket.destroyed && socket.writable && socket.write(frame);
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('end', () => socket.end());
    socket.on('close', () => this.#close());
    // What came with the handshake is read after whoever opened this has said who listens.
    if (head.length) queueMicrotask(() => this.#take(head));
  }

  onStream(listener: (headers: Headers, stream: Duplex) => void): void {
    this.#listener = listener;
  }

  #close(): void {
    for (const stream of this.#streams.values()) {
      stream.push(null);
      stream.destroy();
    }
    this.#streams.clear();
    this.#headers.close();
  }

  #take(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= 8) {
      const length = this.#rest.readUInt32BE(4) & 0xffffff;
      if (length > largest) {
        this.#socket.destroy();
        return;
      }
      if (this.#rest.length < 8 + length) return;
      const frame = this.#rest.subarray(0, 8 + length);
      this.#rest = this.#rest.subarray(8 + length);
      // One after the other: headers are unpacked in the order in which they came.
      this.#turn = this.#turn.then(() => this.#frame(frame)).catch(() => void this.#socket.destroy());
    }
  }

  async #frame(frame: Buffer): Promise<void> {
    const first = frame.readUInt32BE(0);
    const flags = frame.readUInt8(4);
    const payload = frame.subarray(8);
    if (first >>> 31 === 0) {
      const stream = this.#streams.get(first);
      if (payload.length) stream?.push(payload);
      if (flags & fin) stream?.push(null);
      return;
    }
    const type = first & 0xffff;
    if (type === synStream) await this.#open(payload, flags);
    else if (type === ping) this.#send(controlFrame(ping, 0, payload));
    else if (type === rstStream) this.#reset(payload.readUInt32BE(0) & 0x7fffffff);
    else if (type === goAway) this.#socket.end();
  }

  async #open(payload: Buffer, flags: number): Promise<void> {
    const id = payload.readUInt32BE(0) & 0x7fffffff;
    const headers = await this.#headers.unpack(payload.subarray(10));
    const stream = new SpdyStream(id, this.#send);
    this.#streams.set(id, stream);
    stream.on('close', () => this.#streams.delete(id));
    this.#send(controlFrame(synReply, 0, Buffer.concat([word(id), await this.#headers.pack({})])));
    if (flags & fin) stream.push(null);
    this.#listener(headers, stream);
  }

  #reset(id: number): void {
    const stream = this.#streams.get(id);
    stream?.push(null);
    stream?.destroy();
  }
}

export const isSpdy = (message: IncomingMessage): boolean =>
  message.headers.upgrade?.toUpperCase() === 'SPDY/3.1';

/** Answers the upgrade; of the protocols that are offered for what flows in the streams, `wanted` is taken. */
export function openSpdy(
  message: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  wanted: string,
): SpdyConnection {
  const offered = String(message.headers['x-stream-protocol-version'] ?? '');
  const version = offered.includes(wanted) ? [`X-Stream-Protocol-Version: ${wanted}`] : [];
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: SPDY/3.1', ...version];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  return new SpdyConnection(socket, head);
}

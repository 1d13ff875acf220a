import { Duplex, PassThrough, Writable } from 'node:stream';
import type { KubeConfig } from '@kubernetes/client-node';
import { ApiError, Fault, TimeoutError, UnreachableError } from '../errors.ts';
import { pathOfPod } from '../logs/container-run.ts';
import { sanitizeLine } from '../sanitize.ts';
import { KubeConfigCredentials } from './credentials.ts';
import { HttpsTransport } from './https-transport.ts';
import { viewOf } from './kubeconfig-view.ts';

/** A port of a pod, reached through the API server. */
export interface PodPort {
  namespace: string;
  pod: string;
  port: number;
}

export interface PodConnectionOptions {
  /** Milliseconds until the WebSocket must be open; default 10,000. */
  timeout?: number;
  /**
   * One side may end its half while the other has more to say, but a port-forward over WebSockets cannot pass that on: closing is
   * all or nothing. So after our end it stays open until nothing has come for so many milliseconds; default 5,000.
   */
  linger?: number;
  signal?: AbortSignal;
}

/** The API server let us in, but the far end failed: most often, nothing listens on that port of the pod. */
class PodConnectionError extends Error {
  override readonly name = 'PodConnectionError';
}

/** The part of a WebSocket of the `ws` package that is needed here; it ships without types. */
interface Socket {
  bufferedAmount: number;
  send(data: Uint8Array, sent: (error?: Error) => void): void;
  pause(): void;
  resume(): void;
  terminate(): void;
  on(event: 'close', listener: (code: number) => void): void;
}

/** Data flows on channel 0, the error of the far end on channel 1. */
const dataChannel = Uint8Array.of(0);

/** The close code that stands for a connection that ended without a close frame (RFC 6455, 7.4.1). */
const cutOff = 1006;
const cutOffError = () => {
  const cause = new Fault({ key: 'fault.cut' });
  return new PodConnectionError(cause.message, { cause });
};

class PodConnection extends Duplex {
  readonly #lingerFor: number;
  #socket: Socket | undefined;
  #isOver = false;
  #early: Error | undefined;
  #linger: NodeJS.Timeout | undefined;

  constructor(linger: number) {
    super();
    this.#lingerFor = linger;
  }

  /** What comes in is written here: the library never looks whether there is room, so the socket is paused here. */
  readonly incoming = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      this.#linger?.refresh();
      if (chunk.length > 0 && !this.push(chunk)) this.#socket?.pause();
      done();
    },
  });

  /** The error channel: one text, when the far end fails. */
  readonly problems = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      done();
      const words = sanitizeLine(chunk.toString('utf8').slice(0, 500)).trim();
      if (words) this.#fail(new PodConnectionError(words));
    },
  });

  /** Throws what has failed already: it can come in one packet with the handshake, before anybody listens. */
  attach(socket: Socket): void {
    this.#socket = socket;
    if (this.#early) {
      socket.terminate();
      throw this.#early;
    }
    // The user of the stream has a listener of its own; an error after its last use must not end the program.
    this.on('error', () => {});
    socket.on('close', (code) => {
      this.#isOver = true;
      clearTimeout(this.#linger);
      if (code === cutOff) this.destroy(cutOffError());
      if (this.destroyed) return;
      this.push(null);
      this.end();
    });
  }

  #fail(error: Error): void {
    if (this.#socket) this.destroy(error);
    else this.#early = error;
  }

  override _read(): void {
    this.#socket?.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket?.send(Buffer.concat([dataChannel, chunk]), done);
  }

  override _final(done: () => void): void {
    done();
    if (this.#isOver) return;
    this.#linger = setTimeout(() => this.destroy(), this.#lingerFor);
    this.#linger.unref();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#linger);
    this.#socket?.terminate();
    done(error);
  }
}

/**
 * One connection to a port of a pod, over a WebSocket of its own. Throws ApiError when the API server refuses, UnreachableError,
 * TimeoutError after `timeout` milliseconds, an AbortError when `signal` aborts. What fails later, most often because nothing
 * listens in the pod, destroys the stream with a PodConnectionError.
 */
export async function connectToPod(
  config: KubeConfig,
  target: PodPort,
  { timeout = 10_000, linger = 5000, signal }: PodConnectionOptions = {},
): Promise<Duplex> {
  signal?.throwIfAborted();
  const cut = new AbortController();
  const connection = new PodConnection(linger);
  const opening = openSocket(config, target, connection, cut.signal);
  // A connection that opens after the deadline, or after a cancel, must not stay open.
  opening.then((socket) => cut.signal.aborted && socket.terminate()).catch(() => {});
  const stop = () => cut.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(() => cut.abort(new TimeoutError('port-forward', timeout)), timeout);
  try {
    connection.attach(await Promise.race([opening, rejectionOf(cut.signal)]));
    return connection;
  } catch (error) {
    if (cut.signal.aborted) throw cut.signal.reason;
    if (error instanceof PodConnectionError) throw error;
    throw await explain(config, target, error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

const pathTo = ({ namespace, pod }: PodPort) => `${pathOfPod(namespace, pod)}/portforward`;

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/**
 * Hands what comes on each channel to its stream, without the two bytes of the port number that begin it
 * (k8s.io/kubelet pkg/cri/streaming/portforward/websocket.go). False for a channel that was never opened: then all is over.
 */
function demultiplex(streams: readonly Writable[]): (channel: number, data: Buffer) => boolean {
  const begun = new Set<number>();
  return (channel, data) => {
    const stream = streams[channel];
    if (!stream) return false;
    stream.write(begun.has(channel) ? data : data.subarray(2));
    begun.add(channel);
    return true;
  };
}

async function openSocket(
  config: KubeConfig,
  target: PodPort,
  connection: PodConnection,
  signal: AbortSignal,
): Promise<Socket> {
  const { WebSocketHandler } = await import('@kubernetes/client-node/dist/web-socket-handler.js');
  const view = viewOf(config);
  const apply = view.applyToHTTPSOptions;
  view.applyToHTTPSOptions = async (options) => {
    await apply.call(view, options);
    // The library hands them on to `ws`, and that to http.request; neither has a deadline of its own.
    Object.assign(options, { signal, perMessageDeflate: false });
  };
  // Left to itself the handler ends process.stdout when a server sends a close for channel 1.
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const handler = new WebSocketHandler(view, undefined, streams);
  // Not the library's PortForward: it closes the socket at the end of its input though the answer is still to come, and brings
  // every API with it.
  const path = `${pathTo(target)}?ports=${target.port}`;
  const socket: unknown = await handler.connect(
    path,
    null,
    demultiplex([connection.incoming, connection.problems]),
  );
  return socket as Socket;
}

/** The library drops the words with which an API server refuses, so they are asked for once more, without an upgrade. */
async function explain(config: KubeConfig, target: PodPort, cause: unknown): Promise<Error> {
  const server = config.getCurrentCluster()?.server ?? '';
  const { message = String(cause), error } = cause as { message?: string; error?: Error };
  const refusal = Number(/^Unexpected server response: (\d+)$/.exec(message)?.[1]);
  if (!refusal) return new UnreachableError(server, error ?? cause);
  const transport = new HttpsTransport(server, new KubeConfigCredentials(config, () => config));
  try {
    const query = { ports: target.port };
    await transport.text({ method: 'GET', path: pathTo(target), query, timeout: 5000 });
  } catch (again) {
    if (again instanceof ApiError && again.code === refusal) return again;
  } finally {
    transport.close();
  }
  return new ApiError(refusal, {});
}

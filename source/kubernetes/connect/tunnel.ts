import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import type { KubeConfig } from '@kubernetes/client-node';
import { Fault, TimeoutError } from '../errors.ts';
import { connectToPod, type PodPort } from './pod-connection.ts';

export interface TunnelOptions {
  /** Absent or 0: any that is free. */
  localPort?: number;
  /** How long a connection stays open for answers when its near side has ended, milliseconds; default 5,000. */
  linger?: number;
  /** Closes the tunnel. */
  signal?: AbortSignal;
}

/**
 * A port of this machine, on loopback alone, that leads to a port of a pod. `problem` tells what went wrong with one
 * connection, for instance that nothing listens in the pod; the tunnel itself stays open. `close` comes once, at the end.
 */
export class Tunnel extends EventEmitter<{ problem: [Error]; close: [] }> {
  readonly #config: KubeConfig;
  readonly #target: PodPort;
  readonly #linger: number | undefined;
  readonly #server = net.createServer({ allowHalfOpen: true }, (socket) => void this.#carry(socket));
  readonly #local = new Set<Socket>();
  readonly #life = new AbortController();

  constructor(config: KubeConfig, target: PodPort, linger?: number) {
    super();
    this.#linger = linger;
    this.#config = config;
    this.#target = target;
    this.#server.on('error', (error) => this.emit('problem', error));
  }

  /** Throws Node's error with code EADDRINUSE or EACCES when the local port cannot be had. */
  async listen(localPort: number): Promise<void> {
    this.#server.listen(localPort, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How many local connections are open. */
  get connections(): number {
    return this.#local.size;
  }

  /** Ends every connection and gives the local port back. */
  async close(): Promise<void> {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    for (const socket of this.#local) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    this.emit('close');
  }

  async #carry(local: Socket): Promise<void> {
    this.#local.add(local);
    local.once('close', () => this.#local.delete(local));
    // Until the pipeline takes over: someone who leaves early is no reason to fall.
    local.on('error', () => {});
    // Someone who leaves before the pod is reached no longer needs it.
    const gone = new AbortController();
    local.once('close', () => gone.abort());
    let remote: Duplex;
    try {
      remote = await connectToPod(this.#config, this.#target, {
        linger: this.#linger,
        signal: gone.signal,
      });
    } catch (error) {
      if (!gone.signal.aborted) this.#report(error);
      local.destroy();
      return;
    }
    if (local.destroyed) {
      remote.destroy();
      return;
    }
    pipeline(local, remote, local, (error) => {
      local.destroy();
      remote.destroy();
      if (error?.name === 'PodConnectionError') this.#report(error);
    });
  }

  #report(error: unknown): void {
    if (!this.#life.signal.aborted) this.emit('problem', error as Error);
  }
}

/** Opens a tunnel; connects to the pod only when somebody connects to it. */
export async function openTunnel(
  config: KubeConfig,
  target: PodPort,
  { localPort = 0, linger, signal }: TunnelOptions = {},
): Promise<Tunnel> {
  signal?.throwIfAborted();
  const tunnel = new Tunnel(config, target, linger);
  await tunnel.listen(localPort);
  const close = () => void tunnel.close();
  signal?.addEventListener('abort', close, { once: true });
  tunnel.once('close', () => signal?.removeEventListener('abort', close));
  if (signal?.aborted) await tunnel.close();
  return tunnel;
}

export interface PodRequest extends PodPort {
  /** With its query. */
  path: string;
  /** Sent beside `Host` and `Connection`. */
  headers?: Record<string, string>;
  /** Milliseconds for everything together; default 10,000. */
  timeout?: number;
  signal?: AbortSignal;
}

/** An answer larger than this is not one that we asked for. */
const largestAnswer = 64 * 1024 * 1024;

/**
 * One HTTP GET to a port of a pod, without a port of this machine. The body is text as it came: hostile until it is parsed or
 * sanitised. Any status is an answer. Throws what connectToPod throws, and PodConnectionError when the pod does not answer.
 */
export async function requestThroughPod(
  config: KubeConfig,
  { path, headers, timeout = 10_000, signal, ...target }: PodRequest,
): Promise<{ status: number; body: string }> {
  const cut = new AbortController();
  const stop = () => cut.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(() => cut.abort(new TimeoutError(`GET ${path}`, timeout)), timeout);
  try {
    const connection = await connectToPod(config, target, { timeout, signal: cut.signal });
    try {
      return await get(connection, { path, headers, port: target.port, signal: cut.signal });
    } finally {
      connection.destroy();
    }
  } catch (error) {
    throw cut.signal.aborted ? cut.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function get(
  connection: Duplex,
  { path, headers, port, signal }: Pick<PodRequest, 'path' | 'headers' | 'port' | 'signal'>,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = http.get({
      createConnection: () => connection,
      path,
      headers: { host: `localhost:${port}`, connection: 'close', ...headers },
      signal,
    });
    call.once('error', reject);
    call.once('response', async (answer) => {
      try {
        const chunks: Buffer[] = [];
        let size = 0;
        for await (const chunk of answer) {
          size += chunk.length;
          if (size > largestAnswer) throw new Fault({ key: 'fault.too-large', values: { most: '64 MiB' } });
          chunks.push(chunk);
        }
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
      } catch (error) {
        reject(error);
      }
    });
  });
}

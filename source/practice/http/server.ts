import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Cluster } from '../cluster.ts';
import type { Certificate } from '../tls/certificate.ts';
import { Exchange } from './exchange.ts';
import { Router } from './router.ts';

/** The API over HTTPS, on this machine alone. */
export class ApiServer {
  readonly router: Router;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Where it listened, while it does not. */
  #away: AddressInfo | undefined;
  #closing = false;

  /** `patience`: milliseconds that a request may take to arrive. */
  constructor(cluster: Cluster, { certificate, key }: Certificate, token: string, patience = 60_000) {
    this.router = new Router(cluster, token);
    this.#server = createServer(
      // A client may keep a connection for as long as it likes; a watch is one long answer.
      {
        cert: certificate,
        key,
        keepAlive: true,
        requestTimeout: patience,
        headersTimeout: patience,
        connectionsCheckingInterval: patience / 2,
      },
      (request, response) => {
        response.on('error', () => response.destroy());
        request.on('error', () => response.destroy());
        void this.router.handle(new Exchange(request, response));
      },
    );
    this.#server.keepAliveTimeout = 90_000;
    // What is no HTTP at all gets an answer in HTTP and is closed; nothing that a client sends may end the program.
    // A request that does not come gets none: clients take an answer that they did not ask for as an error, and say so on the terminal.
    this.#server.on('clientError', (error, socket) => {
      const isLate = 'code' in error && error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
      if (socket.writable && !isLate)
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      else socket.destroy();
    });
    this.#server.on('tlsClientError', (_error, socket) => socket.destroy());
    this.#server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const { path, query } = new Exchange(request, undefined as never);
      try {
        this.router.upgrade({ path, query }, request, socket, head);
      } catch {
        socket.destroy();
      }
    });
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** Port 0 takes a free one. Resolves to the URL. */
  listen(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve(`https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
      });
    });
  }

  /** Nobody listens any more, and whoever is connected is cut off. */
  hangUp(): void {
    if (this.#away || !this.#server.listening) return;
    this.#away = this.#server.address() as AddressInfo;
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Listens again where it did. */
  comeBack(): void {
    const port = this.#away?.port;
    this.#away = undefined;
    if (port === undefined || this.#closing) return;
    // Somebody has taken the port meanwhile: tried again until it is free.
    const retry = () =>
      setTimeout(() => !this.#closing && this.#server.listen(port, '127.0.0.1'), 1_000).unref();
    this.#server.on('error', retry);
    this.#server.once('listening', () => this.#server.off('error', retry));
    this.#server.listen(port, '127.0.0.1');
  }

  /** Ends watches, lets answers that have begun come to their end for a moment, then cuts what is left. */
  async close(): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.router.resources.endWatches();
    this.#server.closeIdleConnections();
    const cut = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, 500);
    await closed;
    clearTimeout(cut);
  }
}

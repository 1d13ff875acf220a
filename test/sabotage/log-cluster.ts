import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { makeCertificate } from '../../source/practice/tls/certificate.ts';
import { discovery } from './log-discovery.ts';
import { began, type LogShape, WrittenLog } from './written-log.ts';

export interface LogClusterOptions {
  pods: number;
  /** Lines of each pod's log. */
  lines: number;
  /** Bytes of a line's text. */
  width?: number;
  /** Nanoseconds between two lines of a pod. */
  gap?: number;
  /** Lines a second of each pod as they are written; absent: all are there from the beginning. */
  rate?: number;
  tls?: boolean;
}

const json = { 'content-type': 'application/json' };

/**
 * The part of an API server that logs need, for any client: pods to list, get and watch, and their logs with `sinceTime`, `tailLines`,
 * `follow` and whole seconds, as a kubelet serves them (kubernetes pkg/kubelet/kuberuntime/logs/logs.go).
 */
export class LogCluster {
  readonly options: LogShape & LogClusterOptions;
  readonly #written: WrittenLog[];
  readonly #server: http.Server | https.Server;
  readonly #sockets = new Set<Socket>();
  readonly #watches = new Map<http.ServerResponse, (event: string) => void>();
  readonly certificate: string | undefined;
  #startedAt = Date.now();
  #version = 1000;
  /** How often each log was opened. */
  opened = 0;
  /** Only as many lines are served; tests move it. */
  available: number;

  private constructor(options: LogClusterOptions) {
    this.options = { width: 100, gap: 1_000_000, ...options };
    this.available = options.lines;
    this.#written = Array.from({ length: options.pods }, (_, pod) => new WrittenLog(pod, this.options));
    const serve = (request: http.IncomingMessage, response: http.ServerResponse) => {
      void this.#serve(request, response);
    };
    if (options.tls) {
      const { certificate, key } = makeCertificate();
      this.certificate = certificate;
      this.#server = https.createServer({ cert: certificate, key }, serve);
    } else this.#server = http.createServer(serve);
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(options: LogClusterOptions): Promise<LogCluster> {
    const cluster = new LogCluster(options);
    await new Promise<void>((resolve) => cluster.#server.listen(0, '127.0.0.1', resolve));
    return cluster;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.options.tls ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  /** The rate counts from here on. */
  restart(): void {
    this.#startedAt = Date.now();
  }

  /** Lets more lines be written, and tells who follows. */
  write(lines: number): void {
    this.available = Math.min(this.options.lines, this.available + lines);
    for (const wake of [...this.#followers]) wake();
  }

  readonly #followers = new Set<() => void>();

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #count(): number {
    const { rate } = this.options;
    if (rate === undefined) return this.available;
    return Math.min(this.available, Math.floor(((Date.now() - this.#startedAt) / 1000) * rate));
  }

  #pod(index: number): object {
    const containerID = `containerd://${String(index).padStart(64, '0')}`;
    const state = { running: { startedAt: '2026-11-22T10:00:00Z' } };
    const name = `pod-${index}`;
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: 'shop',
        uid: `uid-${index}`,
        resourceVersion: String(index + 1),
        creationTimestamp: '2026-11-22T10:00:00Z',
        labels: { app: 'pod' },
      },
      spec: { nodeName: 'one', containers: [{ name: 'main', image: 'main' }] },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [
          { name: 'main', containerID, state, ready: true, restartCount: 0, image: 'main', imageID: '' },
        ],
      },
    };
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://one');
    const [, , , , namespace, kind, name, sub] = url.pathname.split('/');
    const index = Number(name?.slice(4));
    if (sub === 'log') return this.#log(index, url.searchParams, response);
    const isPods = url.pathname === '/api/v1/pods' || (namespace === 'shop' && kind === 'pods');
    if (isPods && name) return reply(response, this.#pod(index));
    if (isPods && url.searchParams.get('watch') === 'true') return this.#watch(response, url.searchParams);
    if (isPods) {
      const items = this.#selected(url.searchParams).map((pod) => this.#pod(pod));
      return reply(response, {
        kind: 'PodList',
        apiVersion: 'v1',
        metadata: { resourceVersion: String(this.#version) },
        items,
      });
    }
    const found = discovery[url.pathname];
    if (found) return reply(response, found);
    response.writeHead(404, json).end(
      JSON.stringify({
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        code: 404,
        reason: 'NotFound',
        message: 'not here',
      }),
    );
  }

  /** The numbers of the pods that a list is about: by name alone. */
  #selected(query: URLSearchParams): number[] {
    const name = /metadata\.name=([^,]+)/.exec(query.get('fieldSelector') ?? '')?.[1];
    const all = Array.from({ length: this.options.pods }, (_, pod) => pod);
    return name ? all.filter((pod) => `pod-${pod}` === name) : all;
  }

  #watch(response: http.ServerResponse, query: URLSearchParams): void {
    response.writeHead(200, json).flushHeaders();
    // Clients that ask for the list within the watch (client-go 1.35) get it as they expect it.
    if (query.get('sendInitialEvents') === 'true') {
      for (const pod of this.#selected(query))
        response.write(`${JSON.stringify({ type: 'ADDED', object: this.#pod(pod) })}\n`);
      const metadata = {
        resourceVersion: String(this.#version),
        annotations: { 'k8s.io/initial-events-end': 'true' },
      };
      response.write(
        `${JSON.stringify({ type: 'BOOKMARK', object: { kind: 'Pod', apiVersion: 'v1', metadata } })}\n`,
      );
    } else if (!query.get('resourceVersion')) {
      for (const pod of this.#selected(query))
        response.write(`${JSON.stringify({ type: 'ADDED', object: this.#pod(pod) })}\n`);
    }
    this.#watches.set(response, (event) => response.write(event));
    response.once('close', () => this.#watches.delete(response));
  }

  async #log(pod: number, query: URLSearchParams, response: http.ServerResponse): Promise<void> {
    const written = this.#written[pod];
    if (!written) return void response.writeHead(404, json).end('{}');
    this.opened += 1;
    const isStamped = query.get('timestamps') === 'true';
    const follows = query.get('follow') === 'true';
    let line = this.#first(query);
    response.writeHead(200, { 'content-type': 'text/plain' }).flushHeaders();
    while (!response.destroyed) {
      const until = this.#count();
      while (line < until && !response.destroyed) {
        const to = Math.min(until, line + 256);
        const chunk = written.slice(line, to, isStamped);
        line = to;
        if (!response.write(chunk)) await once(response);
      }
      if (!follows) return void response.end();
      await this.#more(response);
    }
  }

  #first(query: URLSearchParams): number {
    const { gap, lines } = this.options;
    const tail = query.get('tailLines');
    if (tail !== null) return Math.max(0, this.#count() - Number(tail));
    const since = query.get('sinceTime');
    if (!since) return 0;
    return Math.min(lines, Math.max(0, Math.ceil(((Date.parse(since) - began) * 1e6) / gap)));
  }

  #more(response: http.ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#followers.delete(done);
        response.off('close', done);
        resolve();
      };
      const timer = this.options.rate === undefined ? undefined : setTimeout(done, 20);
      this.#followers.add(done);
      response.once('close', done);
    });
  }
}

const reply = (response: http.ServerResponse, body: unknown): void => {
  response.writeHead(200, json).end(JSON.stringify(body));
};

const once = (response: http.ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });

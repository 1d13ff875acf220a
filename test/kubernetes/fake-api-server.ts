import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

export interface RecordedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: http.IncomingHttpHeaders;
  /** Which connection it came over, counted from 1. */
  connection: number;
  /** False once the answer is complete or its connection is gone. */
  open: boolean;
}

export type Behaviour = (
  response: http.ServerResponse,
  request: RecordedRequest,
  server: FakeApiServer,
) => void;

type Verb = 'list' | 'watch' | 'log' | 'other';

const json = { 'content-type': 'application/json' };

export function status(code: number, reason: string, message: string, details?: object): object {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, details };
}

/** Ways to answer, well and badly. */
export const answer = {
  json:
    (body: unknown, code = 200, headers: Record<string, string> = {}): Behaviour =>
    (response) => {
      response.writeHead(code, { ...json, ...headers }).end(JSON.stringify(body));
    },
  text:
    (body: string, code = 200): Behaviour =>
    (response) => {
      response.writeHead(code, { 'content-type': 'text/plain' }).end(body);
    },
  refuse: (code: number, reason: string, message: string, details?: object): Behaviour =>
    answer.json(status(code, reason, message, details), code),
  gone: (): Behaviour => answer.refuse(410, 'Expired', 'too old resource version: 1 (5000)'),
  tooMany: (seconds: number): Behaviour =>
    answer.json(status(429, 'TooManyRequests', 'slow down'), 429, { 'retry-after': String(seconds) }),
  /** An error event inside a stream that was accepted. */
  errorInStream:
    (code: number, reason: string): Behaviour =>
    (response) => {
      const object = status(code, reason, 'said in the stream');
      response.writeHead(200, json).end(`${JSON.stringify({ type: 'ERROR', object })}\n`);
    },
  /** Accepts and ends at once. */
  close: (): Behaviour => (response) => {
    response.writeHead(200, json).end();
  },
  /** Cuts the connection without a word. */
  cut: (): Behaviour => (response) => {
    response.destroy();
  },
  /** Takes the request and never answers. */
  hang: (): Behaviour => () => {},
  /** Sends the header and nothing more: a connection that is half open looks like this. */
  silent: (): Behaviour => (response) => {
    response.writeHead(200, json).flushHeaders();
  },
  /** Sends these pieces, each in a write of its own, then ends, cuts or leaves the stream open. */
  pieces:
    (pieces: (string | Uint8Array)[], then: 'end' | 'cut' | 'stay' = 'stay'): Behaviour =>
    async (response) => {
      response.writeHead(200, json).flushHeaders();
      response.socket?.setNoDelay(true);
      for (const piece of pieces) {
        await new Promise((resolve) => response.write(piece, resolve));
        // One turn of the loop lets the piece leave as a packet of its own.
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (then === 'end') response.end();
      if (then === 'cut') response.destroy();
    },
};

/**
 * A small API server on loopback for one kind of objects at a time: lists in pages, watches from a resource version, and
 * misbehaves on request. Records every request and every connection.
 */
export class FakeApiServer {
  readonly requests: RecordedRequest[] = [];
  /** Connections accepted so far. */
  connections = 0;
  readonly #server: http.Server;
  readonly #sockets = new Map<Socket, number>();
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #history: { version: number; line: string }[] = [];
  readonly #watches = new Set<http.ServerResponse>();
  readonly #once: Record<Verb, Behaviour[]> = { list: [], watch: [], log: [], other: [] };
  readonly #always: Partial<Record<Verb, Behaviour>> = {};
  #version = 100;
  #uid = 0;

  private constructor() {
    this.#server = http.createServer((request, response) => this.#serve(request, response));
    this.#server.on('connection', (socket) => {
      this.connections += 1;
      this.#sockets.set(socket, this.connections);
      socket.on('error', () => {});
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(): Promise<FakeApiServer> {
    const fake = new FakeApiServer();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get server(): http.Server {
    return this.#server;
  }

  get openConnections(): number {
    return this.#sockets.size;
  }

  get lists(): RecordedRequest[] {
    return this.requests.filter((request) => verbOf(request) === 'list');
  }

  get watches(): RecordedRequest[] {
    return this.requests.filter((request) => verbOf(request) === 'watch');
  }

  get logs(): RecordedRequest[] {
    return this.requests.filter((request) => verbOf(request) === 'log');
  }

  get openRequests(): RecordedRequest[] {
    return this.requests.filter((request) => request.open);
  }

  get version(): string {
    return String(this.#version);
  }

  /** The next request of this sort, and the ones after it, are answered so; then as usual. */
  next(verb: Verb, ...behaviours: Behaviour[]): void {
    this.#once[verb].push(...behaviours);
  }

  /** Every request of this sort is answered so from now on; undefined: as usual. */
  always(verb: Verb, behaviour: Behaviour | undefined): void {
    this.#always[verb] = behaviour;
  }

  /** Creates or changes an object, and tells the watches. */
  put(name: string, fields: Record<string, unknown> = {}): KubernetesObject {
    const old = this.#objects.get(name);
    const object: KubernetesObject = {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      ...fields,
      metadata: {
        name,
        namespace: 'default',
        uid: old?.metadata.uid ?? `uid-${++this.#uid}`,
        resourceVersion: String(++this.#version),
        managedFields: [{ manager: 'somebody', operation: 'Update' }],
        ...((fields.metadata as object) ?? {}),
      },
    };
    this.#objects.set(name, object);
    this.#tell(old ? 'MODIFIED' : 'ADDED', object);
    return object;
  }

  remove(name: string): void {
    const object = this.#objects.get(name);
    if (!object) return;
    this.#objects.delete(name);
    const metadata = { ...object.metadata, resourceVersion: String(++this.#version) };
    this.#tell('DELETED', { ...object, metadata });
  }

  bookmark(): void {
    const metadata = { resourceVersion: String(++this.#version) };
    const object = { kind: 'ConfigMap', apiVersion: 'v1', metadata };
    this.send(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
  }

  /** Sends these bytes to every open watch. */
  send(bytes: string | Uint8Array): void {
    for (const watch of this.#watches) watch.write(bytes);
  }

  /** Ends every open watch as API servers do after `timeoutSeconds`. */
  endWatches(): void {
    for (const watch of [...this.#watches]) watch.end();
  }

  /** Cuts every connection. */
  cutAll(): void {
    for (const socket of [...this.#sockets.keys()]) socket.destroy();
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #tell(type: string, object: object): void {
    const line = `${JSON.stringify({ type, object })}\n`;
    this.#history.push({ version: this.#version, line });
    this.send(line);
  }

  #serve(message: http.IncomingMessage, response: http.ServerResponse): void {
    const url = new URL(message.url ?? '/', this.url);
    const request: RecordedRequest = {
      method: message.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: message.headers,
      connection: this.#sockets.get(message.socket) ?? 0,
      open: true,
    };
    this.requests.push(request);
    response.once('close', () => {
      request.open = false;
      this.#watches.delete(response);
    });
    message.resume();
    const verb = verbOf(request);
    const behave = this.#once[verb].shift() ?? this.#always[verb] ?? this.#usual(verb);
    behave(response, request, this);
  }

  #usual(verb: Verb): Behaviour {
    if (verb === 'list') return (response, request) => this.#list(response, request);
    if (verb === 'watch') return (response, request) => this.#watch(response, request);
    return answer.refuse(404, 'NotFound', 'the server could not find the requested resource');
  }

  #list(response: http.ServerResponse, { query }: RecordedRequest): void {
    const all = [...this.#objects.values()];
    const from = Number(query.get('continue') ?? 0);
    const to = from + Number(query.get('limit') ?? all.length);
    // As API servers do, items carry neither kind nor apiVersion.
    const items = all.slice(from, to).map(({ kind: _, apiVersion: __, ...rest }) => rest);
    const metadata = { resourceVersion: this.version, ...(to < all.length ? { continue: String(to) } : {}) };
    answer.json({ kind: 'ConfigMapList', apiVersion: 'v1', metadata, items })(
      response,
      {} as RecordedRequest,
      this,
    );
  }

  #watch(response: http.ServerResponse, { query }: RecordedRequest): void {
    const from = Number(query.get('resourceVersion') ?? 0);
    response.writeHead(200, json).flushHeaders();
    for (const { version, line } of this.#history) if (version > from) response.write(line);
    this.#watches.add(response);
  }
}

function verbOf({ method, path, query }: Pick<RecordedRequest, 'method' | 'path' | 'query'>): Verb {
  if (path.endsWith('/log')) return 'log';
  if (query.get('watch') === 'true') return 'watch';
  if (method === 'GET' && path.endsWith('/configmaps')) return 'list';
  return 'other';
}

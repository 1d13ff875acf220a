import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { seeded } from './tcp-saboteur.ts';

export interface Refusals {
  /** Shares of 1 of the requests that are answered so. */
  tooMany?: number;
  serverError?: number;
  /** Of watches: the past is forgotten, said with the answer's code or within its stream. */
  gone?: number;
  goneInStream?: number;
  most: number;
  seed: number;
}

const reasons = { 429: 'TooManyRequests', 410: 'Expired', 500: 'InternalError' } as const;

const status = (code: keyof typeof reasons) => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code,
  reason: reasons[code],
  message: 'said by the saboteur',
});

/** What the server behind wants, where it is one with TLS and a token. */
export interface Entrance {
  ca: string;
  token: string;
}

/** A proxy of plain HTTP in front of an API server that refuses some of the requests as a busy or restarted server would. */
export class HttpSaboteur {
  readonly done = { tooMany: 0, serverError: 0, gone: 0, goneInStream: 0 };
  readonly #target: URL;
  readonly #refusals: Refusals;
  readonly #random: () => number;
  readonly #server: http.Server;
  readonly #entrance: Entrance | undefined;

  private constructor(target: string, refusals: Refusals, entrance?: Entrance) {
    this.#entrance = entrance;
    this.#target = new URL(target);
    this.#refusals = refusals;
    this.#random = seeded(refusals.seed);
    this.#server = http.createServer((request, response) => this.#serve(request, response));
  }

  static async start(target: string, refusals: Refusals, entrance?: Entrance): Promise<HttpSaboteur> {
    const saboteur = new HttpSaboteur(target, refusals, entrance);
    await new Promise<void>((resolve) => saboteur.#server.listen(0, '127.0.0.1', resolve));
    return saboteur;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get refused(): number {
    return Object.values(this.done).reduce((sum, count) => sum + count, 0);
  }

  /** Cuts every connection at once. */
  cutAll(): void {
    this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(request: http.IncomingMessage, response: http.ServerResponse): void {
    const isWatch = request.url?.includes('watch=true') ?? false;
    const harm = this.#harm(isWatch);
    if (harm) this.done[harm] += 1;
    if (harm === 'goneInStream') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify({ type: 'ERROR', object: status(410) })}\n`);
      return;
    }
    if (harm) {
      const code = harm === 'tooMany' ? 429 : harm === 'gone' ? 410 : 500;
      const more = code === 429 ? { 'retry-after': '1' } : {};
      response
        .writeHead(code, { 'content-type': 'application/json', ...more })
        .end(JSON.stringify(status(code)));
      return;
    }
    const { hostname, port } = this.#target;
    const { method, url: path, headers } = request;
    const { ca, token } = this.#entrance ?? {};
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    const send = ca === undefined ? http.request : https.request;
    const onward = send({ hostname, port, method, path, headers, ca }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders();
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    onward.on('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  }

  #harm(isWatch: boolean): keyof HttpSaboteur['done'] | undefined {
    if (this.refused >= this.#refusals.most) return undefined;
    let chance = this.#random();
    const kinds = [
      'tooMany',
      'serverError',
      ...(isWatch ? (['gone', 'goneInStream'] as const) : []),
    ] as const;
    for (const kind of kinds) {
      chance -= this.#refusals[kind] ?? 0;
      if (chance < 0) return kind;
    }
    return undefined;
  }
}

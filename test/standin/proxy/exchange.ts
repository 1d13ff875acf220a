import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { Endpoint } from '../shared/xds.ts';
import { accessLine } from './access-log.ts';

const SERVER = { server: 'istio-envoy' };

/** These belong to one connection and are not passed on. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding']);

/** One request that came in at a gateway, and the ways in which Envoy answers it. */
export class Exchange {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #started = Date.now();
  #sent = 0;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    this.#response = response;
  }

  /** @param flags Envoy's response flags: NR no route, UH no healthy upstream, UF upstream failure */
  refuse(status: number, flags: string, body = '', cluster = '-'): void {
    const type = body ? { 'content-type': 'text/plain' } : {};
    this.#sent = body.length;
    this.#response.writeHead(status, { ...SERVER, 'content-length': body.length, ...type }).end(body);
    this.#log(flags, '-', cluster);
  }

  redirect(location: string): void {
    this.#response.writeHead(301, { ...SERVER, location, 'content-length': 0 }).end();
    this.#log('-', '-', '-');
  }

  forward({ address, port }: Endpoint, cluster: string, path: string): void {
    const { method, headers, socket } = this.#request;
    const added = { 'x-forwarded-proto': 'http', 'x-envoy-external-address': socket.remoteAddress };
    const upstream = httpRequest({
      agent: false,
      host: address,
      port,
      method,
      path,
      headers: { ...passedOn(headers), ...added },
    });
    upstream.once('response', (answer) => {
      this.#response.writeHead(answer.statusCode ?? 502, {
        ...passedOn(answer.headers),
        ...SERVER,
        'x-envoy-upstream-service-time': String(Date.now() - this.#started),
      });
      answer.on('data', (chunk: Buffer) => {
        this.#sent += chunk.length;
      });
      answer.pipe(this.#response);
      this.#response.once('close', () => this.#log('-', `${address}:${port}`, cluster));
    });
    upstream.once('error', () => {
      const reason = 'reset reason: connection failure';
      if (this.#response.headersSent) this.#response.destroy();
      else
        this.refuse(
          503,
          'UF',
          `upstream connect error or disconnect/reset before headers. ${reason}`,
          cluster,
        );
    });
    this.#request.pipe(upstream);
  }

  #log(flags: string, upstream: string, cluster: string): void {
    const access = {
      request: this.#request,
      response: this.#response,
      started: this.#started,
      sent: this.#sent,
    };
    process.stdout.write(`${accessLine({ ...access, flags, upstream, cluster })}\n`);
  }
}

function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

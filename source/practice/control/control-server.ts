import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Exchange } from '../http/exchange.ts';
import { parseText } from '../http/parse-body.ts';
import { isRecord } from '../object.ts';
import { badRequest, internalError, methodNotAllowed, StatusError } from '../status-error.ts';
import type { Certificate } from '../tls/certificate.ts';

/** Answers one path: what is asked for, or what is there after `change`. */
export interface Control {
  get(): unknown;
  /** `rest` is what follows in the path. Throws a StatusError. */
  put(rest: string, body: Record<string, unknown>): void;
}

/**
 * Where the cluster itself is set up while it runs: faults, the rate of logs. A server beside the API's, so that it answers while that
 * one is down; with the same certificate and token. Its address is in the kubeconfig, as an extension of the cluster.
 */
export class ControlServer {
  readonly #server: Server;

  constructor(controls: Readonly<Record<string, Control>>, certificate: Certificate, token: string) {
    this.#server = createServer(
      { cert: certificate.certificate, key: certificate.key },
      (request, response) => {
        response.on('error', () => response.destroy());
        void answer(new Exchange(request, response), controls, token);
      },
    );
    this.#server.on('clientError', (_error, socket) => socket.destroy());
    this.#server.on('tlsClientError', (_error, socket) => socket.destroy());
  }

  /** Takes a free port of this machine. Resolves to the URL. */
  listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve(`https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
      });
    });
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}

async function answer(
  exchange: Exchange,
  controls: Readonly<Record<string, Control>>,
  token: string,
): Promise<void> {
  try {
    if (exchange.request.headers.authorization !== `Bearer ${token}`)
      throw new StatusError(401, 'Unauthorized', 'Unauthorized');
    const [, name = '', rest = ''] = /^\/([^/]*)\/?(.*)$/s.exec(exchange.path) ?? [];
    const control = Object.hasOwn(controls, name) ? controls[name] : undefined;
    if (!control) throw new StatusError(404, 'NotFound', `there is nothing to set at ${exchange.path}`);
    if (exchange.method === 'PUT') control.put(rest, await bodyOf(exchange));
    else if (exchange.method !== 'GET') throw methodNotAllowed();
    exchange.send(200, control.get());
  } catch (error) {
    const refusal = error instanceof StatusError ? error : internalError((error as Error).message);
    exchange.send(refusal.code, refusal.body);
  }
}

async function bodyOf(exchange: Exchange): Promise<Record<string, unknown>> {
  const text = (await exchange.body()).toString('utf8');
  let body: unknown;
  try {
    body = parseText(text, false);
  } catch (error) {
    throw badRequest(`the body is no JSON: ${(error as Error).message}`);
  }
  if (!isRecord(body)) throw badRequest('the body is no JSON object');
  return body;
}

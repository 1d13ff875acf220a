import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Access {
  request: IncomingMessage;
  response: ServerResponse;
  started: number;
  sent: number;
  flags: string;
  upstream: string;
  cluster: string;
}

/** Envoy's access log as Istio 1.1 sets it up when the mesh has an accessLogFile. */
export function accessLine({ request, response, started, sent, flags, upstream, cluster }: Access): string {
  const { headers, socket } = request;
  const quote = (value: unknown) => `"${value ?? '-'}"`;
  const id = headers['x-request-id'] ?? randomUUID();
  const bytes = `${headers['content-length'] ?? 0} ${sent}`;
  return [
    `[${new Date(started).toISOString()}]`,
    quote(`${request.method} ${request.url} HTTP/${request.httpVersion}`),
    `${response.statusCode} ${flags}`,
    quote(undefined),
    `${bytes} ${Date.now() - started} -`,
    ...[socket.remoteAddress, headers['user-agent'], id, headers.host, upstream].map(quote),
    `${cluster} - ${socket.localAddress}:${socket.localPort} ${socket.remoteAddress}:${socket.remotePort}`,
  ].join(' ');
}

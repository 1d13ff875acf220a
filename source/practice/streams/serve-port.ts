import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { PortHandler } from '../controllers/program.ts';

const handlers = new WeakMap<object, PortHandler>();

function answer(request: IncomingMessage, response: ServerResponse): void {
  const handler = handlers.get(request.socket);
  response.on('error', () => response.destroy());
  // What a program is sent with a request is not read.
  request.resume();
  if (!handler) {
    response.destroy();
    return;
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  const {
    status,
    headers: given,
    body,
  } = handler({
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers,
  });
  response.writeHead(status, { ...given, 'content-length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Never listens itself: it is handed connections that came another way. */
const server = createServer(answer);
server.on('clientError', (_error, socket) => socket.destroy());

/** Lets a simulated program speak HTTP over a connection. */
export function servePort(connection: Duplex, handler: PortHandler): void {
  handlers.set(connection, handler);
  connection.on('error', () => connection.destroy());
  server.emit('connection', connection);
}

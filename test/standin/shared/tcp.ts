import { createServer, type Server, type Socket } from 'node:net';

/** Listens where the real program speaks a protocol that nobody here needs: it accepts and keeps the connection. */
export function listen(where: number | string, accept: (socket: Socket) => void = hold): Promise<Server> {
  const server = createServer(accept);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const address = typeof where === 'number' ? { port: where, host: '0.0.0.0' } : { path: where };
    server.listen(address, () => resolve(server));
  });
}

function hold(socket: Socket): void {
  socket.on('error', () => {});
  socket.resume();
}

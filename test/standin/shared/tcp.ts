import { createServer, type Server, type Socket } from 'node:net';

/** Listens where the real program speaks a protocol that nobody here needs: it accepts and keeps the connection. */
export function listen(where: number | string, accept: (socket: Socket) => void = hold): Promise<Server> {
  const server = createServer(accept);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => resolve(server));
  });
}

function hold(socket: Socket): void {
  socket.on('error', () => {});
  socket.resume();
}

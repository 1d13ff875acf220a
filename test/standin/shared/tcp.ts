import { rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Listens where the real program speaks a protocol that nobody here needs: it accepts and keeps the connection. */
export function listen(where: number | string, accept: (socket: Socket) => void = hold): Promise<Server> {
  const server = createServer(accept);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    if (typeof where === 'number') {
      server.listen(where, '0.0.0.0', () => resolve(server));
    } else {
      // a socket file outlives the container that made it, in a volume of the pod
      rmSync(where, { force: true });
      server.listen(where, () => resolve(server));
    }
  });
}

function hold(socket: Socket): void {
  socket.on('error', () => {});
  socket.resume();
}

/** Hands every connection on to a port of the same pod, and ends with whichever side ends first. */
export function forward(port: number): (socket: Socket) => void {
  return (socket) => {
    const onward = connect(port, '127.0.0.1');
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  };
}

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Nothing of the chapter asks for this one; who listens on it may raise a cluster that asks for all the others. */
const turn = 31_379;

/**
 * Waits until no other test raises Istio on this machine: the chapter's manifest names its node ports, and of two practice clusters at
 * once one would have to take others. The answer lets the next one go on.
 */
export async function nodePortsToOneself(): Promise<() => void> {
  for (;;) {
    const waiting = new Set<Socket>();
    const server = createServer((socket) => waiting.add(socket.on('error', () => {}).resume()));
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(turn, '127.0.0.1', () => resolve(true));
    });
    if (free)
      return () => {
        server.close();
        for (const socket of waiting) socket.destroy();
      };
    await othersEnd();
  }
}

/** A connection to whoever has the turn ends when that one does. */
async function othersEnd(): Promise<void> {
  const socket = connect(turn, '127.0.0.1');
  socket.on('error', () => {});
  socket.resume();
  await once(socket, 'close').catch(() => {});
}

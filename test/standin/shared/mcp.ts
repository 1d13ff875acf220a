import { connect, type Socket } from 'node:net';
import { logger } from './log.ts';
import { untilItWorks } from './retry.ts';

const log = logger('mcp');

/** Pilot and mixer read their configuration from galley; here only the connection is real, the objects come from the API. */
export async function connectToGalley(address: string): Promise<void> {
  const [host = '', port = ''] = address.split(':');
  log.info(`(re)trying to establish new MCP sink stream`);
  const socket = await untilItWorks(
    () => open(host, Number(port)),
    (error) => log.error(`Failed to create a new MCP sink stream: ${error.message}`),
  );
  log.info('New MCP sink stream created');
  socket.once('close', () => {
    log.error('Error receiving MCP response: rpc error: code = Unavailable desc = transport is closing');
    void connectToGalley(address);
  });
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, keepAlive: true }, () => resolve(socket));
    socket.once('error', reject);
    socket.resume();
  });
}

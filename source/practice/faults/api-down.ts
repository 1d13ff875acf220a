import type { ApiServer } from '../http/server.ts';
import type { Fault } from './fault.ts';

/** Nobody listens at the server's address: open connections are cut, new ones refused. The cluster itself goes on. */
export const apiDown = (server: ApiServer): Fault => ({
  on: () => server.hangUp(),
  off: () => server.comeBack(),
});

import type { Transport } from '../source/kubernetes/connect/transport.ts';

/** Lists for a transport that only plays whole answers. */
export const listByJson =
  ({ json }: Pick<Transport, 'json'>): Transport['list'] =>
  async (request, shape) => {
    const list = await json<{ items?: unknown[] }>(request);
    return { ...list, items: list.items?.map(shape) };
  };

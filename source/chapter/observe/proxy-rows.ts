import { proxyRows } from '../../istio/proxies/proxies.ts';
import type { Facts } from './facts.ts';
import type { ProxyRow } from './view.ts';

/** The sync table that the facts show: what the pilots answered, and the pods that should be in it and are not. */
export function rowsOfProxies(facts: Pick<Facts, 'pilots' | 'objects' | 'proxiesSince'>): ProxyRow[] {
  const answers = facts.pilots.flatMap(({ pilot, body }) => (body === undefined ? [] : [{ pilot, body }]));
  const rows = proxyRows({ answers, pods: facts.objects.pods, gateways: facts.objects.gateways });
  return rows.map((row) => {
    const since = row.since ?? facts.proxiesSince?.get(row.id);
    return since ? { ...row, since } : row;
  });
}

import { proxyRows } from '../istio/proxies.ts';
import type { Facts } from './facts.ts';
import type { ProxyRow } from './view.ts';

/** The sync table that the facts show: what the pilots answered, and the pods that should be in it and are not. */
export function rowsOfProxies(facts: Facts): ProxyRow[] {
  const answers = facts.pilots.flatMap(({ pilot, body }) => (body === undefined ? [] : [{ pilot, body }]));
  return proxyRows({ answers, pods: facts.objects.pods, gateways: facts.objects.gateways });
}

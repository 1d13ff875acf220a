import type { Route, VirtualHost } from '../shared/xds.ts';

/** The first route that matches, in the hosts that name this one before those for any host. */
export function findRoute(hosts: VirtualHost[], authority: string, url: string): Route | undefined {
  const host = authority.replace(/:\d+$/, '');
  const path = url.replace(/[?#].*/s, '');
  const named = (domain: string) =>
    domain === host || (domain.startsWith('*.') && host.endsWith(domain.slice(1)));
  const candidates = [
    ...hosts.filter(({ domains }) => domains.some(named)),
    ...hosts.filter(({ domains }) => domains.includes('*')),
  ];
  return candidates.flatMap(({ routes }) => routes).find(({ match }) => matches(match, path));
}

function matches({ exact, prefix, regex }: Route['match'], path: string): boolean {
  if (exact !== undefined) return path === exact;
  if (prefix !== undefined) return path.startsWith(prefix);
  return regex === undefined || new RegExp(`^(?:${regex})$`).test(path);
}

/** By weight, where a route names several. */
export function pickCluster({ clusters }: Route): string {
  let left = Math.random() * clusters.reduce((sum, { weight }) => sum + weight, 0);
  for (const { name, weight } of clusters) {
    left -= weight;
    if (left < 0) return name;
  }
  return clusters[0]?.name ?? '';
}

/** A rewrite takes the place of the prefix, or of the whole path of an exact match. */
export function rewrittenUrl(url: string, { match, rewrite }: Route): string {
  if (rewrite === undefined) return url;
  return rewrite + url.slice((match.prefix ?? match.exact ?? '').length);
}

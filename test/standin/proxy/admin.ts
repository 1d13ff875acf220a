import { type Answer, json } from '../shared/http.ts';
import { VERSION } from '../shared/version.ts';
import type { DiscoveryClient } from './discovery.ts';

/** The few pages of Envoy's admin port (127.0.0.1:15000) that people look at. */
export function admin(path: string, discovery: DiscoveryClient | undefined): Answer | undefined {
  const { CDS = [], EDS = {}, LDS = [], RDS = {} } = discovery?.applied ?? {};
  switch (path) {
    case '/':
      return { type: 'text/html', body: '<!DOCTYPE html><title>Envoy Admin</title>' };
    case '/server_info':
      return json({ version: `standin/1.10.0-dev/Clean/RELEASE`, state: 'LIVE', istio: VERSION });
    case '/clusters':
      return {
        body: clusterLines(CDS, EDS)
          .map((line) => `${line}\n`)
          .join(''),
      };
    case '/listeners':
      return json(LDS.map(({ port }) => `0.0.0.0:${port}`));
    case '/config_dump':
      return json({
        configs: [
          { dynamic_active_clusters: CDS },
          { dynamic_active_listeners: LDS },
          { dynamic_route_configs: RDS },
        ],
      });
    case '/stats':
    case '/stats/prometheus':
      return { body: stats(discovery) };
    default:
      return undefined;
  }
}

function clusterLines(
  names: string[],
  endpoints: Record<string, { address: string; port: number }[]>,
): string[] {
  return names.flatMap((name) => [
    `${name}::default_priority::max_connections::1024`,
    ...(endpoints[name] ?? []).map(
      ({ address, port }) => `${name}::${address}:${port}::health_flags::healthy`,
    ),
  ]);
}

function stats(discovery: DiscoveryClient | undefined): string {
  const { CDS = 0, LDS = 0 } = discovery?.updates ?? {};
  return `cluster_manager.cds.update_success: ${CDS}\nlistener_manager.lds.update_success: ${LDS}\n`;
}

import type { Connection } from './connection.ts';

/** The answer of /debug/syncz: Go leaves out what is empty or zero, and indents by four. */
export function syncz(connections: Iterable<Connection>): string {
  const rows = [...connections].map(({ name, version, sent, acked, endpointPercent }) => ({
    proxy: name,
    proxy_version: version,
    cluster_sent: sent.CDS,
    cluster_acked: acked.CDS,
    listener_sent: sent.LDS,
    listener_acked: acked.LDS,
    route_sent: sent.RDS,
    route_acked: acked.RDS,
    endpoint_sent: sent.EDS,
    endpoint_acked: acked.EDS,
    endpoint_percent: endpointPercent || undefined,
  }));
  return JSON.stringify(rows, null, 4);
}

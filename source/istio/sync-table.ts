import { sanitizeLine } from '../kubernetes/sanitize.ts';
import type { SyncState } from './rows.ts';

/** What one pilot says of one proxy, brought to one form for both eras. */
export interface SyncEntry {
  /** `pod.namespace`. */
  proxy: string;
  version: string;
  /** Only since 1.1x; undefined in 1.1.0's table. */
  type?: string;
  cds: SyncState;
  lds: SyncState;
  eds: SyncState;
  rds: SyncState;
  /** Endpoints acknowledged of those wanted; 1.1.0 only, which leaves out a zero. */
  edsPercent?: number;
}

/** A pilot's answer at /debug/syncz that is not its table. */
export class SyncTableError extends Error {
  override readonly name = 'SyncTableError';
  readonly pilot: string;
  readonly words: string;

  constructor(pilot: string, words: string) {
    super(`${pilot}: ${words}`);
    this.pilot = pilot;
    this.words = words;
  }
}

/** `cluster_sent` and so on in both eras, and the type by which the later `resources` map knows it. */
const parts = [
  ['cds', 'cluster', 'type.googleapis.com/envoy.config.cluster.v3.Cluster'],
  ['lds', 'listener', 'type.googleapis.com/envoy.config.listener.v3.Listener'],
  ['eds', 'endpoint', 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment'],
  ['rds', 'route', 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration'],
] as const;

/** Reads the answer of one pilot, of 1.1.0 or of 1.30. Throws SyncTableError. */
export function readSyncTable(pilot: string, body: string): SyncEntry[] {
  let table: unknown;
  try {
    table = JSON.parse(body);
  } catch (error) {
    throw new SyncTableError(pilot, sanitizeLine((error as Error).message));
  }
  // Go writes an empty list that was never made as null.
  if (table === null) return [];
  if (!Array.isArray(table)) throw new SyncTableError(pilot, 'the answer is not a list of proxies');
  return table.map((entry) => readEntry(pilot, entry));
}

function readEntry(pilot: string, entry: unknown): SyncEntry {
  if (!isRecord(entry) || typeof entry.proxy !== 'string' || !entry.proxy)
    throw new SyncTableError(pilot, 'an entry names no proxy');
  const text = (value: unknown) => (typeof value === 'string' ? sanitizeLine(value) : '');
  const isLater = 'istio_version' in entry || 'resources' in entry || 'proxy_type' in entry;
  const states = parts.map(([name, prefix, type]) => [name, stateOf(entry, prefix, type)] as const);
  const percent = typeof entry.endpoint_percent === 'number' ? entry.endpoint_percent : 0;
  return {
    proxy: sanitizeLine(entry.proxy),
    version: text(entry.istio_version) || text(entry.proxy_version),
    ...(text(entry.proxy_type) ? { type: text(entry.proxy_type) } : {}),
    ...(Object.fromEntries(states) as Record<'cds' | 'lds' | 'eds' | 'rds', SyncState>),
    ...(isLater ? {} : { edsPercent: percent }),
  };
}

/**
 * istioctl's rules (istioctl/pkg/writer/pilot/status.go in 1.1.0, statusgen.go since): nothing sent is NOT SENT, the same nonce back is
 * SYNCED, anything else is STALE; an error that the proxy sent back is ERROR.
 */
function stateOf(entry: Record<string, unknown>, prefix: string, type: string): SyncState {
  const resource = isRecord(entry.resources) ? entry.resources[type] : undefined;
  const later = isRecord(resource) ? resource : undefined;
  if (later?.lastError) return 'ERROR';
  const sent = later?.sent ?? entry[`${prefix}_sent`];
  const acknowledged = later?.acked ?? entry[`${prefix}_acked`];
  if (!sent) return 'NOT SENT';
  return sent === acknowledged ? 'SYNCED' : 'STALE';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

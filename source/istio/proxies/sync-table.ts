import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import type { Message } from '../../language/message.ts';
import type { SyncState } from './rows.ts';

export type XdsType = 'CDS' | 'LDS' | 'EDS' | 'RDS' | 'ECDS';

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
  /** Extension configuration, which proxies ask for since 1.8; undefined in a table that does not know it. */
  ecds?: SyncState;
  /** What the proxy answered when it refused something, by type; since 1.30 only. */
  errors?: Partial<Record<XdsType, string>>;
  /** When the newest of what is not acknowledged was sent, or where all is, the newest of all; since 1.30 only. */
  since?: string;
  /** Endpoints acknowledged of those wanted; 1.1.0 only, which leaves out a zero. */
  edsPercent?: number;
}

/** A pilot's answer at /debug/syncz that is not its table. */
export class SyncTableError extends Error {
  override readonly name = 'SyncTableError';
  readonly pilot: string;
  /** The parser's, or what hoist says of it. */
  readonly words: string | Message;

  constructor(pilot: string, words: string | Message) {
    super(`${pilot}: ${typeof words === 'string' ? words : words.key}`);
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
  ['ecds', 'extensionconfig', 'type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig'],
] as const;
type Part = (typeof parts)[number][0];

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
  if (!Array.isArray(table)) throw new SyncTableError(pilot, { key: 'proxy.no-table' });
  return table.map((entry) => readEntry(pilot, entry));
}

function readEntry(pilot: string, entry: unknown): SyncEntry {
  if (!isRecord(entry) || typeof entry.proxy !== 'string' || !entry.proxy)
    throw new SyncTableError(pilot, { key: 'proxy.no-name' });
  return {
    proxy: sanitizeLine(entry.proxy),
    version: text(entry.istio_version) || text(entry.proxy_version),
    ...(text(entry.proxy_type) ? { type: text(entry.proxy_type) } : {}),
    ...(isLater(entry) ? laterParts(entry) : earlierParts(entry)),
  };
}

const text = (value: unknown) => (typeof value === 'string' ? sanitizeLine(value) : '');
const isLater = (entry: Record<string, unknown>) =>
  'istio_version' in entry || 'resources' in entry || 'proxy_type' in entry;

type Parts = Pick<SyncEntry, Exclude<Part, 'ecds'>>;

/** 1.1.0 (pilot/pkg/proxy/envoy/v2/debug.go): nonces only, and how many endpoints are acknowledged. */
function earlierParts(entry: Record<string, unknown>): Parts & { edsPercent: number } {
  const states = parts
    .filter(([name]) => name !== 'ecds')
    .map(([name, prefix]) => [name, stateOf(entry[`${prefix}_sent`], entry[`${prefix}_acked`])] as const);
  const percent = typeof entry.endpoint_percent === 'number' ? entry.endpoint_percent : 0;
  return { ...(Object.fromEntries(states) as Parts), edsPercent: percent };
}

/** 1.30 (pilot/pkg/xds/debug.go): the nonces, and a map by type with times and what was refused. */
function laterParts(entry: Record<string, unknown>): Parts & Pick<SyncEntry, 'ecds' | 'errors' | 'since'> {
  const errors: Partial<Record<XdsType, string>> = {};
  const sent: { state: SyncState; at: string }[] = [];
  const states = parts.map(([name, prefix, type]) => {
    const found = isRecord(entry.resources) ? entry.resources[type] : undefined;
    const resource = isRecord(found) ? found : {};
    const state = resource.lastError
      ? 'ERROR'
      : stateOf(resource.sent ?? entry[`${prefix}_sent`], resource.acked ?? entry[`${prefix}_acked`]);
    if (resource.lastError) errors[name.toUpperCase() as XdsType] = wordsOf(resource.lastError);
    // What was never sent has Go's first moment for a time.
    const at = text(resource.sentTime);
    if (at && !at.startsWith('0001-')) sent.push({ state, at });
    return [name, state] as const;
  });
  const unsettled = sent.filter(({ state }) => state !== 'SYNCED');
  const times = (unsettled.length > 0 ? unsettled : sent).map(({ at }) => at).sort();
  const since = times.at(-1);
  return {
    ...(Object.fromEntries(states) as Parts),
    ...(Object.keys(errors).length > 0 ? { errors } : {}),
    ...(since ? { since } : {}),
  };
}

/** A text, or a message of gRPC's Status. */
function wordsOf(error: unknown): string {
  const words = isRecord(error) ? (error.message ?? JSON.stringify(error)) : error;
  return sanitizeLine(String(words)).slice(0, 500);
}

/**
 * istioctl's rule (istioctl/pkg/writer/pilot/status.go in 1.1.0, statusgen.go since): nothing sent is NOT SENT, the same nonce back is
 * SYNCED, anything else is STALE.
 */
function stateOf(sent: unknown, acknowledged: unknown): SyncState {
  if (!sent) return 'NOT SENT';
  return sent === acknowledged ? 'SYNCED' : 'STALE';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

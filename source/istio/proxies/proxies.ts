import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import { systemNamespace } from '../names.ts';
import { selects } from '../sidecar/pod-template.ts';
import { isGateway, isInjected } from '../sidecar/sidecar.ts';
import type { Health, ProxyRow, SyncState } from './rows.ts';
import { readSyncTable, type SyncEntry, SyncTableError } from './sync-table.ts';

export interface ProxyFacts {
  /** What each pilot answered at /debug/syncz; each knows only the proxies that are connected to it. */
  answers: readonly { pilot: string; body: string }[];
  pods: readonly KubernetesObject[];
  /** Gateways of networking.istio.io: until one selects a gateway's pod, that gateway has no routes, and needs none. */
  gateways?: readonly KubernetesObject[];
}

/**
 * The table of `istioctl proxy-status`, sorted by proxy, over all pilots, and with it a row for every pod that has a proxy and is in
 * no pilot's table. Empty while no pilot answered: then nothing can be said of any proxy. An answer that cannot be read makes the
 * rows that may be in it unknown; readSyncTable tells what is wrong with it.
 */
export function proxyRows({ answers, pods, gateways = [] }: ProxyFacts): ProxyRow[] {
  const podsById = new Map(pods.map((pod) => [`${pod.metadata.name}.${pod.metadata.namespace}`, pod]));
  const rows = new Map<string, ProxyRow>();
  let unreadable: SyncTableError | undefined;
  for (const { pilot, body } of answers) {
    try {
      for (const entry of readSyncTable(pilot, body)) {
        const row = rowOf(entry, pilot, podsById.get(entry.proxy), gateways);
        const other = rows.get(row.id);
        // A proxy that has moved to another pilot stays in the old one's table for a while.
        if (!other || synced(row) > synced(other)) rows.set(row.id, row);
      }
    } catch (error) {
      if (!(error instanceof SyncTableError)) throw error;
      unreadable = error;
    }
  }
  if (answers.length > 0)
    for (const [id, pod] of podsById)
      if (!rows.has(id) && shouldBeKnown(pod)) rows.set(id, missingRow(id, pod, unreadable));
  return [...rows.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

const statesOf = ({ cds, lds, eds, rds, ecds }: Pick<ProxyRow, 'cds' | 'lds' | 'eds' | 'rds' | 'ecds'>) => ({
  CDS: cds,
  LDS: lds,
  EDS: eds,
  RDS: rds,
  // Most proxies have no extensions; that none was sent says nothing.
  ...(ecds && ecds !== 'NOT SENT' ? { ECDS: ecds } : {}),
});
const synced = (row: ProxyRow) => Object.values(statesOf(row)).filter((state) => state === 'SYNCED').length;

/** A proxy that asks pilot for its configuration, in a pod that runs. */
function shouldBeKnown(pod: KubernetesObject): boolean {
  return (
    pod.status?.phase === 'Running' && !pod.metadata.deletionTimestamp && (isInjected(pod) || isGateway(pod))
  );
}

function rowOf(
  entry: SyncEntry,
  pilot: string,
  pod: KubernetesObject | undefined,
  gateways: readonly KubernetesObject[],
): ProxyRow {
  // A pod's name holds no dot that a namespace could: the namespace is what follows the last one.
  const dot = entry.proxy.lastIndexOf('.');
  const [name, namespace] =
    dot < 0 ? [entry.proxy, ''] : [entry.proxy.slice(0, dot), entry.proxy.slice(dot + 1)];
  const kind = kindOf(entry, pod, name, namespace);
  const { cds, lds, eds, rds, ecds, edsPercent, version, since, errors } = entry;
  const [refused] = Object.entries(errors ?? {});
  return {
    id: entry.proxy,
    name,
    namespace,
    kind,
    missing: false,
    cds,
    lds,
    eds,
    ...(edsPercent === undefined ? {} : { edsPercent }),
    rds,
    ...(ecds === undefined || ecds === 'NOT SENT' ? {} : { ecds }),
    ...(refused ? { error: refused.join(': ') } : {}),
    ...(since ? { since } : {}),
    pilot,
    version,
    ...meaningOf(entry, kind, pod, gateways),
  };
}

function kindOf(
  entry: SyncEntry,
  pod: KubernetesObject | undefined,
  name: string,
  namespace: string,
): ProxyRow['kind'] {
  if (entry.type) return entry.type === 'router' ? 'gateway' : 'sidecar';
  if (pod) return isGateway(pod) ? 'gateway' : 'sidecar';
  return namespace === systemNamespace && name.includes('gateway') ? 'gateway' : 'sidecar';
}

function meaningOf(
  entry: SyncEntry,
  kind: ProxyRow['kind'],
  pod: KubernetesObject | undefined,
  gateways: readonly KubernetesObject[],
): { health: Health; meaning: Message } {
  const states = Object.entries(statesOf(entry));
  const named = (wanted: SyncState) =>
    states
      .filter(([, state]) => state === wanted)
      .map(([name]) => name)
      .join(', ');
  if (named('ERROR'))
    return { health: 'bad', meaning: { key: 'proxy.error', values: { types: named('ERROR') } } };
  const stale = named('STALE');
  // Nothing acknowledged yet is how every connection begins.
  if (!named('SYNCED')) return { health: 'busy', meaning: { key: 'proxy.connecting' } };
  if (stale) return { health: 'warn', meaning: { key: 'proxy.stale', values: { types: stale } } };
  const unsent = named('NOT SENT');
  if (!unsent) return { health: 'good', meaning: { key: 'proxy.synced' } };
  if (kind === 'gateway' && unsent === 'RDS') {
    const bound = gateways.some((gateway) => selects(gateway.spec?.selector, pod?.metadata.labels));
    return bound
      ? { health: 'busy', meaning: { key: 'proxy.gateway-bound' } }
      : { health: 'good', meaning: { key: 'proxy.gateway-idle' } };
  }
  return { health: 'busy', meaning: { key: 'proxy.not-sent', values: { types: unsent } } };
}

function missingRow(id: string, pod: KubernetesObject, unreadable: SyncTableError | undefined): ProxyRow {
  const ready = pod.status?.conditions?.some(
    (one: { type: string; status: string }) => one.type === 'Ready' && one.status === 'True',
  );
  const { meaning, health }: { meaning: Message; health: Health } = unreadable
    ? {
        meaning: { key: 'proxy.unreadable', values: { pilot: unreadable.pilot, words: unreadable.words } },
        health: 'warn',
      }
    : ready
      ? { meaning: { key: 'proxy.missing' }, health: 'bad' }
      : { meaning: { key: 'proxy.connecting' }, health: 'busy' };
  const unknown: SyncState = 'UNKNOWN';
  return {
    id,
    name: pod.metadata.name,
    namespace: pod.metadata.namespace ?? '',
    kind: isGateway(pod) ? 'gateway' : 'sidecar',
    missing: true,
    cds: unknown,
    lds: unknown,
    eds: unknown,
    rds: unknown,
    pilot: '',
    version: '',
    health,
    meaning,
  };
}

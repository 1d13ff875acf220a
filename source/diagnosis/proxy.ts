import { pilotLabel, proxyContainer, systemNamespace } from '../istio/names.ts';
import { whyPod } from '../istio/pods/why.ts';
import type { ProxyRow, SyncState } from '../istio/proxies/rows.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import type { Message } from '../language/message.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

export interface ProxyContext {
  /** The pods that may be looked at; with the proxy's own and pilot's among them. */
  pods: readonly KubernetesObject[];
  nodes: readonly KubernetesObject[];
  events: readonly KubernetesObject[];
  /** Every row of the table: where most are stale, a push is under way. */
  rows: readonly ProxyRow[];
  /** Milliseconds since 1970. */
  now: number;
}

/** A push is acknowledged within this many milliseconds, or something is wrong. */
const patience = 10_000;

/** Why a proxy's row is as it is, by what the API shows of its pod, its node and of pilot. */
export function diagnoseProxy(row: ProxyRow, context: ProxyContext): Diagnosis {
  const { pods, nodes, events, rows, now } = context;
  const pod = pods.find(({ metadata }) => metadata.name === row.name && metadata.namespace === row.namespace);
  const what: Message = row.meaning;
  const log = `kubectl -n ${row.namespace} logs ${row.name} -c ${proxyContainer} --tail=100`;
  if (row.health === 'good') return diagnosis('proxy-fine', what);
  const errors = row.error ?? '';
  if (errors) return diagnosis('proxy-refused', what, { words: errors }, [log]);
  // Outside of the namespaces that are watched nothing is known of pods.
  const watched = pods.some(({ metadata }) => metadata.namespace === row.namespace);
  if (!pod && watched && !row.missing) return diagnosis('proxy-gone', what);
  if (row.meaning.key === 'proxy.gateway-bound') {
    const command = `kubectl get gateways.networking.istio.io --all-namespaces`;
    return diagnosis('proxy-routes', what, {}, [command]);
  }
  const pilots = pods.filter(isPilot);
  if (!pilots.some(isReady))
    return diagnosis('proxy-pilot-away', what, {}, [
      `kubectl -n ${systemNamespace} get pods -l ${pilotLabel.name}=${pilotLabel.value}`,
    ]);
  if (pod && !proxyRuns(pod)) {
    const words = whyPod(pod, events)?.message ?? { key: 'why.starting' as const };
    return diagnosis('proxy-container', what, { words }, [
      log,
      `kubectl -n ${row.namespace} describe pod ${row.name}`,
    ]);
  }
  const node = nodes.find(({ metadata }) => metadata.name === pod?.spec?.nodeName);
  if (node && !isReady(node))
    return diagnosis('proxy-node', what, { node: node.metadata.name }, [
      `kubectl describe node ${node.metadata.name}`,
    ]);
  if (row.meaning.key === 'proxy.connecting' || row.meaning.key === 'proxy.not-sent')
    return diagnosis('proxy-connecting', what);
  const stale = rows.filter((one) => isStale(one));
  // How long it has been so tells best; else that it is so for most.
  const fresh = row.since
    ? now - Date.parse(row.since) < patience
    : stale.length > 2 && stale.length * 2 > rows.length;
  if (isStale(row) && fresh) return diagnosis('proxy-pushing', what, { count: stale.length });
  const wanted = versionOf(pilots[0]);
  if (row.version && wanted && minorOf(row.version) !== minorOf(wanted))
    return diagnosis('proxy-skew', what, { version: row.version, wanted }, [log]);
  return diagnosis('proxy-cut', what, { types: typesOf(row) }, [
    log,
    `kubectl -n ${row.namespace} delete pod ${row.name}`,
  ]);
}

const isPilot = ({ metadata, status }: KubernetesObject) =>
  metadata.namespace === systemNamespace &&
  metadata.labels?.[pilotLabel.name] === pilotLabel.value &&
  status?.phase === 'Running';

const isReady = ({ status }: KubernetesObject): boolean =>
  (status?.conditions ?? []).some(
    (one: { type: string; status: string }) => one.type === 'Ready' && one.status === 'True',
  );

function proxyRuns({ status = {} }: KubernetesObject): boolean {
  const all: { name: string; state?: { running?: object } }[] = [
    ...(status.containerStatuses ?? []),
    ...(status.initContainerStatuses ?? []),
  ];
  return all.some((one) => one.name === proxyContainer && one.state?.running);
}

const statesOf = (row: ProxyRow): [string, SyncState | undefined][] => [
  ['CDS', row.cds],
  ['LDS', row.lds],
  ['EDS', row.eds],
  ['RDS', row.rds],
  ['ECDS', row.ecds],
];
const isStale = (row: ProxyRow) => statesOf(row).some(([, state]) => state === 'STALE');

/** What is not acknowledged; of a proxy that no pilot knows, all of it. */
function typesOf(row: ProxyRow): string {
  const wanted = row.missing ? ['UNKNOWN'] : ['STALE', 'ERROR'];
  return statesOf(row)
    .filter(([, state]) => state && wanted.includes(state))
    .map(([name]) => name)
    .join(', ');
}

function versionOf(pilot: KubernetesObject | undefined): string | undefined {
  const images: string[] = (pilot?.spec?.containers ?? []).map((one: { image?: string }) => one.image ?? '');
  return images.map((image) => /(?:^|\/)pilot:([^@]+)/.exec(image)?.[1]).find(Boolean);
}

const minorOf = (version: string) => /^\d+\.\d+/.exec(version)?.[0];

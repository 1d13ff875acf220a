import type {
  ComponentRow,
  ContainerRow,
  Freshness,
  NamespaceRow,
  PodRow,
  ProxyRow,
  ServiceRow,
  StepRow,
  View,
} from '../../source/chapter/observe/view.ts';
import { type RowId, stepIds } from '../../source/chapter/step-id.ts';

/** The chapter's world, always the same: Docker Desktop's one node, and Istio 1.1.0 as far as it has been brought up. */

const live: Freshness = { state: 'live' };
const system = 'istio-system';

/** Name, hash of the ReplicaSet, suffix of the pod, containers. */
const workloads = [
  ['grafana', '7b9f5d484f', 'kxlql', ['grafana']],
  ['istio-citadel', '78dc9c74bb', '722vg', ['citadel']],
  ['istio-egressgateway', 'c4bd6b4b9', 'lbwcq', ['istio-proxy']],
  ['istio-galley', '7c9d6b9bd5', 'bcp6q', ['galley']],
  ['istio-ingressgateway', '5679bd865d', 'q6nxg', ['istio-proxy']],
  ['istio-pilot', '696788f6c9', '77w9n', ['discovery', 'istio-proxy']],
  ['istio-policy', '5f7566686-', 'chr5l', ['mixer', 'istio-proxy']],
  ['istio-sidecar-injector', '7b47cb4689', 'v2vdm', ['sidecar-injector-webhook']],
  ['istio-telemetry', '6877f4fbc9', 'htxmd', ['mixer', 'istio-proxy']],
  ['istio-tracing', '75dd89b8b4', 'z6b9k', ['jaeger']],
  ['kiali', '5d68f4c676', 'pjqv4', ['kiali']],
  ['prometheus', '89bc5668c', 'tkjp6', ['prometheus']],
] as const;

const bookinfo = [
  ['details-v1', '7f556f5b56', 'k4x2p', ['details']],
  ['productpage-v1', '95d579cd5', '4896t', ['productpage']],
  ['ratings-v1', '5c6f5b9d6b', 'w8d7m', ['ratings']],
  ['reviews-v1', '6c6f4d7d5b', 'm2c9x', ['reviews']],
  ['reviews-v2', '7ff5966b99', 'zs4hv', ['reviews']],
  ['reviews-v3', '5df889bcff', 'n7q5t', ['reviews']],
] as const;

export interface World {
  context: string;
  server: string;
  now: number;
  done: Set<RowId>;
  /** Ready workloads of the control plane while it comes up; all once the step is done. */
  readyComponents: number;
  running?: { step: RowId; since: string };
  freshness: Freshness;
}

export function newWorld(now: number, done: readonly RowId[] = []): World {
  return {
    context: 'docker-desktop',
    server: 'https://kubernetes.docker.internal:6443',
    now,
    done: new Set(done),
    readyComponents: done.includes('control-plane') ? workloads.length : 0,
    freshness: live,
  };
}

export function viewOf(world: World): View {
  const { context, server, freshness } = world;
  return {
    cluster: { context, server, version: 'v1.14.6', uid: '2b0f7f0e-f3f4-11e9-8a1a-025000000001', freshness },
    nodes: {
      freshness,
      rows: [
        {
          name: 'docker-desktop',
          ready: true,
          health: 'good',
          status: 'Ready',
          version: 'v1.14.6',
          architecture: 'amd64',
          allocatable: { cpu: 4, memory: 8 * 2 ** 30 },
          requested: {
            cpu: 0.85 + world.readyComponents * 0.12,
            memory: (0.3 + world.readyComponents * 0.2) * 2 ** 30,
          },
          created: ago(world, 15 * 24),
        },
      ],
    },
    namespaces: { freshness, rows: namespacesOf(world) },
    components: { freshness, rows: componentsOf(world) },
    proxies: { freshness, rows: proxiesOf(world) },
    steps: [...stepIds, 'uninstall' as const].map((id) => stepRow(id, world)),
    events: { freshness },
  };
}

function ago(world: World, hours: number): string {
  return new Date(world.now - hours * 3_600_000 - 600_000).toISOString();
}

function namespacesOf(world: World): NamespaceRow[] {
  const names = ['default', 'docker', 'kube-node-lease', 'kube-public', 'kube-system', 'squash-debugger'];
  if (world.readyComponents > 0) names.splice(2, 0, system);
  return names.map((name) => ({
    name,
    health: 'good',
    phase: 'Active',
    injection:
      name === system ? 'disabled' : name === 'default' && world.done.has('injection') ? 'enabled' : '',
    created: ago(world, name === system ? 17 : 15 * 24),
  }));
}

function componentsOf(world: World): ComponentRow[] {
  const rows: ComponentRow[] = [];
  if (world.readyComponents > 0)
    rows.push(
      ...workloads.map((workload, index) =>
        component(world, system, workload, index < world.readyComponents, false),
      ),
    );
  if (world.done.has('bookinfo'))
    rows.push(...bookinfo.map((workload) => component(world, 'default', workload, true, true)));
  return rows;
}

type Workload = readonly [string, string, string, readonly string[]];

function component(
  world: World,
  namespace: string,
  [name, hash, suffix, containers]: Workload,
  ready: boolean,
  injected: boolean,
): ComponentRow {
  const created = ago(world, namespace === system ? 17 : 2);
  const all = [
    ...(injected ? [container('istio-init', 'docker.io/istio/proxy_init:1.1.0', true, ready)] : []),
    ...containers.map((each) => container(each, `docker.io/istio/${each}:1.1.0`, false, ready)),
    ...(injected ? [container('istio-proxy', 'docker.io/istio/proxyv2:1.1.0', false, ready)] : []),
  ];
  const count = all.filter(({ init }) => !init).length;
  const why = ready
    ? undefined
    : ({ key: 'wait.failed', values: { kind: 'Deployment', name, why: 'ContainerCreating' } } as const);
  const pod: PodRow = {
    ref: { apiVersion: 'v1', kind: 'Pod', namespace, name: `${name}-${hash}-${suffix}` },
    name: `${name}-${hash}-${suffix}`,
    namespace,
    health: ready ? 'good' : 'busy',
    ready: ready ? `${count}/${count}` : `0/${count}`,
    status: ready ? 'Running' : 'ContainerCreating',
    restarts: name === 'istio-galley' ? 1 : 0,
    node: 'docker-desktop',
    created,
    containers: all,
    injected,
    ...(why ? { why } : {}),
  };
  return {
    ref: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name },
    name,
    namespace,
    kind: 'Deployment',
    health: ready ? 'good' : 'busy',
    ready: ready ? '1/1' : '0/1',
    singleReplica: true,
    created,
    pods: [pod],
    ...(name === 'istio-ingressgateway' ? { service: ingressService } : {}),
    ...(why ? { why } : {}),
  };
}

const ingressService: ServiceRow = {
  ref: { apiVersion: 'v1', kind: 'Service', namespace: 'istio-system', name: 'istio-ingressgateway' },
  name: 'istio-ingressgateway',
  type: 'LoadBalancer',
  clusterIp: '10.96.145.214',
  externalIp: '192.168.65.3',
  ports: '80:31380/TCP,443:31390/TCP,31400:31400/TCP',
};

function container(name: string, image: string, init: boolean, ready: boolean): ContainerRow {
  const state = ready ? (init ? 'Completed' : 'Running') : 'ContainerCreating';
  return { name, image, init, ready: ready && !init, restarts: 0, state };
}

function proxiesOf(world: World): ProxyRow[] {
  if (!world.done.has('control-plane')) return [];
  const gateways = workloads.filter(([name]) => name.endsWith('gateway'));
  const sidecars = world.done.has('bookinfo') ? bookinfo : [];
  return [
    ...sidecars.map((workload, index) => proxy(workload, 'default', 'sidecar', index === 2)),
    ...gateways.map((workload) => proxy(workload, system, 'gateway', false)),
  ];
}

function proxy(
  [name, hash, suffix]: Workload,
  namespace: string,
  kind: ProxyRow['kind'],
  stale: boolean,
): ProxyRow {
  const pod = `${name}-${hash}-${suffix}`;
  return {
    id: `${pod}.${namespace}`,
    name: pod,
    namespace,
    kind,
    missing: false,
    cds: 'SYNCED',
    lds: 'SYNCED',
    eds: stale ? 'STALE' : 'SYNCED',
    edsPercent: stale ? 50 : 100,
    rds: kind === 'gateway' ? 'NOT SENT' : 'SYNCED',
    pilot: 'istio-pilot-696788f6c9-77w9n',
    version: '1.1.0',
    health: stale ? 'warn' : 'good',
    meaning:
      kind === 'gateway'
        ? { key: 'step.proxies.hint' }
        : { key: 'step.proxies.of', values: { synced: stale ? 0 : 1, count: 1 } },
  };
}

function stepRow(id: RowId, world: World): StepRow {
  const title = { key: `step.${id}.title` } as StepRow['title'];
  if (world.running?.step === id)
    return { id, title, state: 'running', message: { key: `step.${id}.hint` }, since: world.running.since };
  const done = world.done.has(id);
  const messages: Record<RowId, [StepRow['message'], StepRow['message']]> = {
    check: [
      { key: 'step.check.ready', values: { ready: 1, nodes: 1 } },
      { key: 'step.check.ready', values: { ready: 1, nodes: 1 } },
    ],
    crds: [
      { key: 'step.crds.done', values: { count: 58 } },
      { key: 'step.crds.of', values: { present: 0, wanted: 58 } },
    ],
    'control-plane': [
      { key: 'step.control-plane.ready', values: { ready: world.readyComponents, wanted: 12 } },
      { key: 'step.control-plane.absent' },
    ],
    proxies: [{ key: 'step.proxies.done', values: { count: 2 } }, { key: 'step.proxies.none' }],
    injection: [
      { key: 'step.injection.done', values: { namespace: 'default' } },
      { key: 'step.injection.off', values: { namespace: 'default' } },
    ],
    bookinfo: [{ key: 'step.bookinfo.done', values: { count: 6 } }, { key: 'step.bookinfo.absent' }],
    gateway: [
      { key: 'step.gateway.done', values: { url: 'http://192.168.65.3:31380/productpage', why: '' } },
      { key: 'step.gateway.absent' },
    ],
    uninstall: [{ key: 'step.uninstall.nothing' }, { key: 'step.uninstall.there' }],
  };
  const uninstalled = id === 'uninstall' && !world.done.has('crds');
  return {
    id,
    title,
    state: done || uninstalled ? 'done' : 'todo',
    message: messages[id][done || uninstalled ? 0 : 1],
  };
}

export const controlPlane: readonly string[] = workloads.map(([name]) => name);

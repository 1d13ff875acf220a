import type { PortAnswer, PortHandler, PortRequest, StartProgram } from '../controllers/program.ts';
import { pathOf, textAnswer } from './answers.ts';
import { findRoute, type GatewayConfig, gatewayConfig, type Route } from './gateway-routes.ts';
import { loggerOf } from './log-line.ts';
import type { Mesh } from './mesh.ts';
import type { ConnectedProxy, PilotServer } from './pilot-server.ts';
import { isChapters } from './release-of.ts';
import type { SyncState } from './sync-state.ts';

const server = { server: 'istio-envoy' };
const refusal = (status: number, body = ''): PortAnswer => ({
  status,
  headers: { ...server, ...(body ? { 'content-type': 'text/plain' } : {}) },
  body,
});

/** How often a proxy looks for a pilot that it can reach. */
const retry = 1_000;

/** The control plane's own sidecars have a fixed configuration (`--templateFile`) and ask no pilot. */
const asksPilot = (args: readonly string[]): boolean => !args.includes('--templateFile');

/** `pilot-agent` with its Envoy, as sidecar or as gateway. */
export const proxy =
  (mesh: Mesh): StartProgram =>
  (process) => {
    const { cluster } = mesh;
    const { metadata } = process.pod();
    const args: string[] = (process.container.args ?? []).map(String);
    const isGateway = args[1] === 'router';
    const log = loggerOf(process);
    const isOld = isChapters(process.container.image);
    const upstream = isOld
      ? { namespace: 'istio-system', service: 'istio-pilot', port: 15010 }
      : { namespace: 'istio-system', service: 'istiod', port: 15012 };
    let config: GatewayConfig = new Map();
    let connected: { pilot: PilotServer; state: SyncState } | undefined;
    const labels = () => process.pod().metadata.labels ?? {};
    const wanted = () => (isGateway ? gatewayConfig(cluster, labels()) : new Map());
    const self: ConnectedProxy = {
      id: `${metadata.name}.${metadata.namespace}`,
      isGateway,
      wantsRoutes: () => !isGateway || wanted().size > 0,
      applied: (type) => {
        if (type === 'listener' || type === 'route') config = wanted();
      },
    };
    const time = () => new Date(cluster.clock.now()).toISOString().replace('T', ' ').replace('Z', '');
    const seek = () => {
      const reachable = mesh
        .endpoints(upstream)
        .map(({ pod }) => mesh.pilots.get(pod))
        .filter((pilot) => pilot !== undefined);
      const isConnected = connected && [...mesh.pilots.values()].includes(connected.pilot);
      if (!isConnected) {
        if (connected)
          process.log(
            `[${time()}][16][warning][config] [bazel-out/k8-opt/bin/external/envoy/source/common/config/_virtual_includes/grpc_stream_lib/common/config/grpc_stream.h:86] gRPC config stream closed: 13, `,
          );
        connected = undefined;
        const pilot = reachable[0];
        if (pilot) connected = { pilot, state: pilot.connect(self) };
      }
      process.after(retry, seek);
    };
    const version = /:([\w.-]+)$/.exec(process.container.image)?.[1] ?? '';
    log.info(`Version ${isOld ? '1.1.0-82797c0c0649a3f73029b33957ae105260458c6e' : version}-Clean`);
    log.info(`Proxy role: &model.Proxy{Type:"${isGateway ? 'router' : 'sidecar'}", ID:"${self.id}"}`);
    log.info('Starting proxy agent');
    log.info('Epoch 0 starting');
    if (asksPilot(args)) process.after(500, seek);
    let wasReady = false;
    return {
      isReady: () => {
        const isWarm = connected?.state.isWarm ?? false;
        if (isWarm && !wasReady) log.info('Envoy proxy is ready');
        else if (!isWarm)
          log.info(
            'Envoy proxy is NOT ready: config not received from Pilot (is Pilot running?): cds updates: 0 successful, 0 rejected; lds updates: 0 successful, 0 rejected',
          );
        wasReady = isWarm;
        return isWarm;
      },
      listens: (port) => adminOf(port, () => wasReady) ?? trafficOf(mesh, () => config, port, process.log),
      stop: () => connected?.pilot.disconnect(self),
    };
  };

/** The agent's health, and Envoy's own counters. */
function adminOf(port: number, isReady: () => boolean): PortHandler | undefined {
  if (port === 15020 || port === 15021)
    return ({ path }) => (pathOf(path) === '/healthz/ready' && isReady() ? textAnswer('') : refusal(503));
  if (port === 15090) return () => textAnswer('envoy_server_live{} 1\n');
  return undefined;
}

function trafficOf(
  mesh: Mesh,
  config: () => GatewayConfig,
  port: number,
  log: (line: string) => void,
): PortHandler | undefined {
  if (!config().has(port)) return undefined;
  return (request) => {
    const hosts = config().get(port) ?? [];
    const route = findRoute(hosts, request.headers.host ?? '', pathOf(request.path));
    const { answer, flags, upstream, cluster } = forward(mesh, route, request);
    log(accessLine(mesh, request, { answer, flags, upstream, cluster }));
    return answer;
  };
}

interface Forwarded {
  answer: PortAnswer;
  /** Envoy's response flags: NR no route, UH no healthy upstream. */
  flags: string;
  upstream: string;
  cluster: string;
}

function forward(mesh: Mesh, route: Route | undefined, request: PortRequest): Forwarded {
  if (!route) return { answer: refusal(404), flags: 'NR', upstream: '-', cluster: '-' };
  if (route.redirect) {
    const answer = { status: 301, headers: { ...server, location: route.redirect }, body: '' };
    return { answer, flags: '-', upstream: '-', cluster: '-' };
  }
  const target = pickTarget(route, mesh.cluster.random.next());
  if (!target) return { answer: refusal(404), flags: 'NR', upstream: '-', cluster: '-' };
  const { namespace, service, port } = target.upstream;
  const cluster = `outbound|${port}||${service}.${namespace}.svc.cluster.local`;
  const found = mesh.request(target.upstream, request);
  if (!found) return { answer: refusal(503, 'no healthy upstream'), flags: 'UH', upstream: '-', cluster };
  const headers = { ...found.answer.headers, ...server, 'x-envoy-upstream-service-time': '12' };
  return { answer: { ...found.answer, headers }, flags: '-', upstream: found.address, cluster };
}

/** By weight, where a route names several. */
function pickTarget({ targets }: Route, chance: number): Route['targets'][number] | undefined {
  let left = chance * targets.reduce((sum, { weight }) => sum + weight, 0);
  for (const target of targets) {
    left -= target.weight;
    if (left < 0) return target;
  }
  return targets[0];
}

/** Envoy's access log as Istio 1.1 sets it up when the mesh has an accessLogFile. */
function accessLine(
  mesh: Mesh,
  request: PortRequest,
  { answer, flags, upstream, cluster }: Forwarded,
): string {
  const { clock, random } = mesh.cluster;
  const { host = '-', 'user-agent': agent = '-' } = request.headers;
  return [
    `[${new Date(clock.now()).toISOString()}]`,
    `"${request.method} ${request.path} HTTP/1.1"`,
    `${answer.status} ${flags} "-" 0 ${Buffer.byteLength(answer.body)} 14 12`,
    `"192.168.65.3" "${agent}" "${random.uuid()}" "${host}" "${upstream}"`,
    `${cluster} - 10.1.0.1:80 192.168.65.3:52114`,
  ].join(' ');
}

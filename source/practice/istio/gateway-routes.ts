import type { Cluster } from '../cluster.ts';
import type { Json, KubernetesObject } from '../object.ts';
import { labelSelectorOf } from '../selectors/label-selector.ts';
import type { Upstream } from './mesh.ts';

export interface Route {
  matches(path: string): boolean;
  redirect?: string;
  targets: { upstream: Upstream; weight: number }[];
}

interface VirtualHost {
  domains: string[];
  routes: Route[];
}

/** Only these need no certificate, which the chapter never mounts. */
const plain = new Set(['HTTP', 'HTTP2', 'GRPC']);
const networking = 'networking.istio.io';

/** The Gateways whose selector names a pod with these labels. */
function boundGateways(cluster: Cluster, labels: Record<string, string>): KubernetesObject[] {
  return cluster.store
    .list(`gateways.${networking}`)
    .filter(({ spec }) => labelSelectorOf({ matchLabels: spec?.selector ?? {} })(labels));
}

/**
 * Where a gateway's pod listens for a server's port: behind a Service's port of that number on its target (pilot/pkg/model/gateway.go),
 * else on the number itself.
 */
function boundPort(cluster: Cluster, labels: Record<string, string>, port: number): number {
  for (const { spec } of cluster.store.list('services')) {
    if (!spec.selector || !labelSelectorOf({ matchLabels: spec.selector })(labels)) continue;
    const found = (spec.ports ?? []).find((one: Json) => one.port === port);
    if (found) return Number.isInteger(found.targetPort) ? found.targetPort : port;
  }
  return port;
}

function serversOf({ spec }: KubernetesObject): { port: number; hosts: string[] }[] {
  return (spec?.servers ?? [])
    .filter(({ port }: Json) => plain.has(String(port?.protocol ?? '').toUpperCase()))
    .map(({ port, hosts = [] }: Json) => ({
      port: port.number,
      hosts: hosts.map((host: string) => host.replace(/^.*\//, '')),
    }));
}

const covers = (wide: string, host: string): boolean =>
  wide === '*' || wide === host || (wide.startsWith('*.') && host.endsWith(wide.slice(1)));

function namesGateway({ metadata, spec }: KubernetesObject, gateway: KubernetesObject): boolean {
  const { name, namespace } = gateway.metadata;
  return (spec?.gateways ?? []).some((one: string) =>
    one.includes('/') ? one === `${namespace}/${name}` : one === name && metadata.namespace === namespace,
  );
}

function upstreamOf(cluster: Cluster, namespace: string, destination: Json): Upstream {
  const [service = '', of = namespace] = String(destination?.host ?? '').split('.');
  const first = cluster.store.get('services', of, service)?.spec.ports?.[0]?.port;
  return { namespace: of, service, port: destination?.port?.number ?? first ?? 0 };
}

function uriMatcher(uri: Json): (path: string) => boolean {
  if (uri?.exact !== undefined) return (path) => path === uri.exact;
  if (uri?.prefix !== undefined) return (path) => path.startsWith(uri.prefix);
  if (uri?.regex === undefined) return () => true;
  try {
    const pattern = new RegExp(`^(?:${uri.regex})$`);
    return (path) => pattern.test(path);
  } catch {
    // Envoy would have refused the whole push; here the route matches nothing.
    return () => false;
  }
}

function routesOf(cluster: Cluster, namespace: string, http: Json): Route[] {
  const targets = (http.route ?? []).map(({ destination, weight = 100 }: Json) => ({
    upstream: upstreamOf(cluster, namespace, destination),
    weight,
  }));
  const matches: Json[] = http.match?.length ? http.match : [{}];
  return matches.map(({ uri }) => ({
    matches: uriMatcher(uri),
    redirect: http.redirect?.uri,
    targets,
  }));
}

/** By port, what a gateway's pod has been told: a port without routes answers 404, one that is not there does not listen. */
export type GatewayConfig = ReadonlyMap<number, VirtualHost[]>;

export function gatewayConfig(cluster: Cluster, labels: Record<string, string>): GatewayConfig {
  const config = new Map<number, VirtualHost[]>();
  for (const gateway of boundGateways(cluster, labels)) {
    for (const { port: said, hosts } of serversOf(gateway)) {
      const port = boundPort(cluster, labels, said);
      const virtualHosts = config.get(port) ?? [];
      config.set(port, virtualHosts);
      for (const service of cluster.store.list(`virtualservices.${networking}`)) {
        const domains: string[] = (service.spec?.hosts ?? []).filter((host: string) =>
          hosts.some((own) => covers(own, host) || covers(host, own)),
        );
        if (!domains.length || !namesGateway(service, gateway)) continue;
        const http: Json[] = service.spec?.http ?? [];
        const { namespace = '' } = service.metadata;
        virtualHosts.push({ domains, routes: http.flatMap((one) => routesOf(cluster, namespace, one)) });
      }
    }
  }
  return config;
}

/** The first route that matches, in the hosts that name this one before those for any. */
export function findRoute(hosts: VirtualHost[], authority: string, path: string): Route | undefined {
  const host = authority.replace(/:\d+$/, '');
  const named = ({ domains }: VirtualHost) => domains.some((one) => one !== '*' && covers(one, host));
  const wild = ({ domains }: VirtualHost) => domains.includes('*');
  return [...hosts.filter(named), ...hosts.filter(wild)]
    .flatMap(({ routes }) => routes)
    .find((route) => route.matches(path));
}

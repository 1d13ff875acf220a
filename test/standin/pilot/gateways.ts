import type { Listener, Route, VirtualHost } from '../shared/xds.ts';
import { clusterName, hostOf } from './clusters.ts';
import type { Gateway, HttpRoute, Service, VirtualService } from './kinds.ts';

/** Servers with TLS need certificates that the chapter never mounts; Istio opens no port for them either. */
const PLAIN = new Set(['HTTP', 'HTTP2', 'GRPC']);

type Labels = Record<string, string>;
type FindService = (namespace: string, name: string) => Service | undefined;

export function boundTo(gateways: Iterable<Gateway>, labels: Labels): Gateway[] {
  return [...gateways].filter(({ spec }) =>
    Object.entries(spec?.selector ?? {}).every(([key, value]) => labels[key] === value),
  );
}

export function listeners(gateways: Gateway[]): Listener[] {
  return [...new Set(gateways.flatMap((gateway) => servers(gateway).map(({ port }) => port)))].map(
    (port) => ({
      port,
    }),
  );
}

/** The virtual hosts of every port; a port to which no VirtualService belongs has none and answers 404. */
export function routes(
  gateways: Gateway[],
  virtualServices: Iterable<VirtualService>,
  find: FindService,
): Record<number, VirtualHost[]> {
  const found: Record<number, VirtualHost[]> = {};
  const services = [...virtualServices];
  for (const gateway of gateways) {
    for (const { port, hosts } of servers(gateway)) {
      found[port] ??= [];
      for (const service of services) {
        const domains = (service.spec?.hosts ?? []).filter((host) => hosts.some((own) => covers(own, host)));
        if (!namesGateway(service, gateway) || domains.length === 0) continue;
        const namespace = service.metadata.namespace ?? '';
        found[port].push({
          domains,
          routes: (service.spec?.http ?? []).flatMap((http) => routesOf(http, namespace, find)),
        });
      }
    }
  }
  return found;
}

function servers({ spec }: Gateway): { port: number; hosts: string[] }[] {
  return (spec?.servers ?? [])
    .filter(({ port }) => PLAIN.has(port?.protocol?.toUpperCase() ?? ''))
    .map(({ port, hosts = [] }) => ({
      port: port?.number ?? 0,
      hosts: hosts.map((host) => host.replace(/^.*\//, '')),
    }));
}

function namesGateway({ metadata, spec }: VirtualService, gateway: Gateway): boolean {
  const { name, namespace } = gateway.metadata;
  return (spec?.gateways ?? []).some((reference) =>
    reference.includes('/')
      ? reference === `${namespace}/${name}`
      : reference === `${name}.${namespace}.svc.cluster.local` ||
        (reference === name && metadata.namespace === namespace),
  );
}

/** Whether a gateway's host admits a VirtualService's, or the other way round. */
function covers(one: string, other: string): boolean {
  const admits = (wide: string, host: string) =>
    wide === '*' || wide === host || (wide.startsWith('*.') && host.endsWith(wide.slice(1)));
  return admits(one, other) || admits(other, one);
}

function routesOf(http: HttpRoute, namespace: string, find: FindService): Route[] {
  const clusters = (http.route ?? []).map(({ destination, weight }) => {
    const host = destination.host.includes('.') ? destination.host : hostOf(namespace, destination.host);
    const [name = '', of = ''] = host.split('.');
    const port = destination.port?.number ?? find(of, name)?.spec.ports?.[0]?.port ?? 0;
    return { name: clusterName(port, host), weight: weight ?? 100 };
  });
  const matches = http.match?.length ? http.match : [{ uri: { prefix: '/' } }];
  return matches.map(({ uri }) => ({
    match: uri ?? { prefix: '/' },
    clusters,
    rewrite: http.rewrite?.uri,
    redirect: http.redirect?.uri,
  }));
}

import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import { ingressService, systemNamespace } from '../names.ts';
import type { PodSpec } from '../sidecar/pod-template.ts';
import { platformOf, reachesLocalhost } from './platform.ts';

/** One way in to Bookinfo's page. */
export interface UrlCandidate {
  url: string;
  /** Where the address was found. */
  via: 'load-balancer' | 'external-ip' | 'localhost' | 'node-port';
  /** Why it may work. */
  why: Message;
}

export const productPath = '/productpage';
const path = productPath;

/**
 * URLs of the product page to try, best first: the load balancer's address, the Service's external addresses, then every node's
 * address with the node port, external ones before internal; before those, this machine's where the platform carries node ports here. Empty while there is no Service, no such port or no address.
 */
export function urlCandidates(
  services: readonly KubernetesObject[],
  nodes: readonly KubernetesObject[],
): UrlCandidate[] {
  const service = ingressServiceOf(services);
  const port = httpPortOf(service);
  if (!service || !port) return [];
  const balancers: UrlCandidate[] = (service.status?.loadBalancer?.ingress ?? []).flatMap((one: PodSpec) =>
    candidate('load-balancer', one.ip || one.hostname, port.port, (address) => ({
      key: 'ingress.load-balancer',
      values: { address },
    })),
  );
  const external: UrlCandidate[] = (service.spec.externalIPs ?? []).flatMap((one: string) =>
    candidate('external-ip', one, port.port, (address) => ({
      key: 'ingress.external-ip',
      values: { address },
    })),
  );
  const platform = platformOf(nodes);
  const local =
    reachesLocalhost[platform] && port.nodePort
      ? candidate('localhost', 'localhost', port.nodePort, () => ({
          key: 'ingress.localhost',
          values: { port: port.nodePort, platform },
        }))
      : [];
  return withoutTwins([...balancers, ...external, ...local, ...nodePorts(port.nodePort, nodes)]);
}

export function ingressServiceOf(services: readonly KubernetesObject[]): KubernetesObject | undefined {
  return services.find(
    ({ metadata }) => metadata.namespace === systemNamespace && metadata.name === ingressService,
  );
}

/** The port of a gateway's pod that the Service's HTTP port leads to; undefined where it has none. */
export function httpTarget(
  service: KubernetesObject | undefined,
  pod?: KubernetesObject,
): number | undefined {
  const port = httpPortOf(service);
  if (!port) return undefined;
  const target: string | number = port.targetPort ?? port.port;
  if (typeof target === 'number') return target;
  const ports: PodSpec[] = (pod?.spec?.containers ?? []).flatMap((one: PodSpec) => one.ports ?? []);
  return ports.find((one) => one.name === target)?.containerPort;
}

/** When nothing else is reachable: a tunnel by way of the API server, to be run beside hoist. */
export const ingressPortForward = {
  url: `http://localhost:8080${path}`,
  command: `kubectl -n ${systemNamespace} port-forward svc/${ingressService} 8080:80`,
  why: { key: 'ingress.port-forward' } satisfies Message,
} as const;

/** By name, or by number: which port is the first of the list has changed three times in Istio's history. */
export function httpPortOf(service: KubernetesObject | undefined): PodSpec | undefined {
  const ports: PodSpec[] = service?.spec?.ports ?? [];
  return ports.find((port) => port.name === 'http2') ?? ports.find((port) => port.port === 80);
}

function nodePorts(port: number | undefined, nodes: readonly KubernetesObject[]): UrlCandidate[] {
  if (!port) return [];
  return ['ExternalIP', 'InternalIP'].flatMap((type) =>
    nodes.flatMap((node) =>
      (node.status?.addresses ?? [])
        .filter((one: PodSpec) => one.type === type)
        .flatMap((one: PodSpec) =>
          candidate('node-port', one.address, port, (address) => ({
            key: type === 'ExternalIP' ? 'ingress.node-external' : 'ingress.node-internal',
            values: { address, node: node.metadata.name, port },
          })),
        ),
    ),
  );
}

/** Nothing that is no plain address or host name gets into a URL: what the cluster says is opened by people and programs. */
function candidate(
  via: UrlCandidate['via'],
  address: unknown,
  port: number,
  why: (address: string) => Message,
): UrlCandidate[] {
  if (typeof address !== 'string' || !/^[0-9A-Za-z][0-9A-Za-z.-]*$|^[0-9A-Fa-f:.]+$/.test(address)) return [];
  const host = address.includes(':') ? `[${address}]` : address;
  return [{ url: `http://${host}${port === 80 ? '' : `:${port}`}${path}`, via, why: why(address) }];
}

function withoutTwins(candidates: UrlCandidate[]): UrlCandidate[] {
  return candidates.filter(({ url }, index) => candidates.findIndex((one) => one.url === url) === index);
}

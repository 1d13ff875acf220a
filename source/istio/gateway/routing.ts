import type { KubernetesObject } from '../../kubernetes/object.ts';
import { type PodSpec, selects } from '../sidecar/pod-template.ts';
import { httpPortOf, httpTarget } from './ingress.ts';

/** Servers of these need no certificate. */
const plain = new Set(['HTTP', 'HTTP2', 'GRPC']);

/** Gateways that select a pod with these labels. */
export function boundGateways(
  gateways: readonly KubernetesObject[],
  pod: KubernetesObject | undefined,
): KubernetesObject[] {
  return gateways.filter((gateway) => selects(gateway.spec?.selector, pod?.metadata.labels));
}

/** The plain HTTP ports that a Gateway opens. */
export function httpPorts({ spec }: KubernetesObject): number[] {
  return (spec?.servers ?? [])
    .filter(({ port }: PodSpec) => plain.has(String(port?.protocol ?? '').toUpperCase()))
    .map(({ port }: PodSpec) => Number(port.number));
}

/**
 * Whether what arrives at the Service's HTTP port comes to this server port: istiod takes a number that is a port of the Service for
 * its target port, and binds any other literally (resolvePorts in pilot/pkg/model/gateway.go); 1.1.0 binds all literally, where the
 * two are the same.
 */
export function isServed(
  port: number,
  service: KubernetesObject | undefined,
  pod: KubernetesObject | undefined,
): boolean {
  return port === httpPortOf(service)?.port || port === httpTarget(service, pod);
}

/** VirtualServices that name one of these Gateways and route this path. */
export function routesFor(
  virtualServices: readonly KubernetesObject[],
  gateways: readonly KubernetesObject[],
  path: string,
): PodSpec[] {
  return virtualServices
    .filter((one) => gateways.some((gateway) => names(one, gateway)))
    .flatMap((one) =>
      (one.spec?.http ?? [])
        .filter(
          ({ match }: PodSpec) => !match?.length || match.some((each: PodSpec) => matches(each.uri, path)),
        )
        .flatMap((http: PodSpec) =>
          (http.route ?? []).map((route: PodSpec) => destination(route.destination, one)),
        ),
    );
}

function names({ metadata, spec }: KubernetesObject, gateway: KubernetesObject): boolean {
  const { name, namespace } = gateway.metadata;
  return (spec?.gateways ?? []).some((one: string) =>
    one.includes('/')
      ? one === `${namespace}/${name}`
      : // `bookinfo-gateway` is one of the same namespace; a longer form names it as a host is named.
        (one === name && metadata.namespace === namespace) || one.startsWith(`${name}.${namespace}.`),
  );
}

function matches(uri: PodSpec | undefined, path: string): boolean {
  if (!uri) return true;
  if (uri.exact !== undefined) return uri.exact === path;
  if (uri.prefix !== undefined) return path.startsWith(uri.prefix);
  // Its dialect is not ours to run; whoever asks sees by the answer whether it matches.
  return uri.regex !== undefined;
}

/** `productpage`, `productpage.default` and `productpage.default.svc.cluster.local` are the same. */
function destination(given: PodSpec | undefined, { metadata }: KubernetesObject): PodSpec {
  const [name = '', namespace = metadata.namespace ?? ''] = String(given?.host ?? '').split('.');
  return { name, namespace, port: given?.port?.number };
}

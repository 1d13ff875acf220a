import { httpPortOf, httpTarget, ingressServiceOf, productPath } from '../istio/gateway/ingress.ts';
import type { Platform } from '../istio/gateway/platform.ts';
import { boundGateways, httpPorts, isServed, routesFor } from '../istio/gateway/routing.ts';
import { ingressService, systemNamespace } from '../istio/names.ts';
import { whyPod } from '../istio/pods/why.ts';
import { type PodSpec, selects } from '../istio/sidecar/pod-template.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import type { Message } from '../language/message.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

/** The stations between this machine and the application, in the order in which a request passes them. */
export const hopIds = ['node', 'service', 'endpoints', 'listener', 'route', 'app'] as const;
export type HopId = (typeof hopIds)[number];

export interface Hop {
  id: HopId;
  /** `unknown` where an earlier one keeps it from being tried. */
  state: 'good' | 'bad' | 'unknown';
  found: Message;
  /** Of a bad one. */
  diagnosis?: Diagnosis;
}

/** What a request for the page was answered, or why there was no answer. */
export type PageAnswer =
  | { type: 'page' }
  | { type: 'http'; status: number; body: string }
  | { type: 'refused' | 'silent'; words: string | Message };

export interface WayFacts {
  services: readonly KubernetesObject[];
  /** Of both namespaces. */
  endpoints: readonly KubernetesObject[];
  pods: readonly KubernetesObject[];
  gateways: readonly KubernetesObject[];
  virtualServices: readonly KubernetesObject[];
  events: readonly KubernetesObject[];
}

const good = (id: HopId, found: Message): Hop => ({ id, state: 'good', found });
const bad = (id: HopId, found: Diagnosis): Hop => ({ id, state: 'bad', found: found.why, diagnosis: found });
const unknown = (id: HopId): Hop => ({ id, state: 'unknown', found: { key: 'way.unknown' } });

/** From the Service on: what the cluster's objects show, corrected by what a request to the gateway's own pod was answered. */
export function hopsInside(facts: WayFacts, answer: PageAnswer | undefined): Hop[] {
  const pod = gatewayPods(facts)[0];
  const service = ingressServiceOf(facts.services);
  const bound = boundGateways(facts.gateways, pod);
  const objects: (() => Hop)[] = [
    () => serviceHop(service),
    () => endpointsHop(facts),
    () => listenerHop(facts, bound, service, pod),
    () => routeHop(facts, bound),
    () => appHop(facts, bound),
  ];
  const hops = objects.map((look) => look());
  return answer ? afterAnswer(hops, answer) : hops;
}

/** The pods behind the ingress gateway's Service. */
export function gatewayPods({ services, pods }: Pick<WayFacts, 'services' | 'pods'>): KubernetesObject[] {
  const selector = ingressServiceOf(services)?.spec?.selector;
  return pods.filter(
    ({ metadata, status }) =>
      metadata.namespace === systemNamespace &&
      selects(selector, metadata.labels) &&
      status?.phase === 'Running' &&
      !metadata.deletionTimestamp,
  );
}

function serviceHop(service: KubernetesObject | undefined): Hop {
  const what: Message = { key: 'way.hop.service' };
  const command = `kubectl -n ${systemNamespace} get svc ${ingressService}`;
  if (!service) return bad('service', diagnosis('way-no-service', what, { name: ingressService }, [command]));
  const port = httpPortOf(service);
  if (!port) return bad('service', diagnosis('way-no-port', what, { name: ingressService }, [command]));
  const { type = 'ClusterIP' } = service.spec;
  return good('service', {
    key: 'way.service',
    values: { type, port: port.port, nodePort: port.nodePort ?? '-' },
  });
}

function endpointsHop(facts: WayFacts): Hop {
  if (!ingressServiceOf(facts.services)) return unknown('endpoints');
  const ready = readyAddresses(facts.endpoints, systemNamespace, ingressService);
  if (ready > 0) return good('endpoints', { key: 'way.endpoints', values: { count: ready } });
  const selector = ingressServiceOf(facts.services)?.spec?.selector;
  const pods = facts.pods.filter((pod) => selects(selector, pod.metadata.labels));
  const why = pods.map((pod) => whyPod(pod, facts.events)?.message).find(Boolean);
  return bad(
    'endpoints',
    diagnosis(
      'way-no-gateway-pod',
      { key: 'way.hop.endpoints' },
      { name: ingressService, words: why ?? { key: 'why.no-pods' } },
      [`kubectl -n ${systemNamespace} get pods -l app=${ingressService}`],
    ),
  );
}

function listenerHop(
  facts: WayFacts,
  bound: readonly KubernetesObject[],
  service: KubernetesObject | undefined,
  pod: KubernetesObject | undefined,
): Hop {
  const what: Message = { key: 'way.hop.listener' };
  const commands = ['kubectl get gateways.networking.istio.io --all-namespaces -o yaml'];
  if (bound.length === 0) {
    if (!pod) return unknown('listener');
    const others = facts.gateways.map(({ metadata }) => metadata.name).join(', ');
    return bad('listener', diagnosis('way-no-gateway', what, { others: others || '-' }, commands));
  }
  const ports = bound.flatMap(httpPorts);
  const names = bound.map(({ metadata }) => metadata.name).join(', ');
  if (!ports.some((port) => isServed(port, service, pod))) {
    const values = { names, ports: ports.join(', ') || '-', wanted: httpTarget(service, pod) ?? '-' };
    return bad('listener', diagnosis('way-gateway-port', what, values, commands));
  }
  return good('listener', { key: 'way.listener', values: { names, ports: ports.join(', ') } });
}

const routeCommand = 'kubectl get virtualservices.networking.istio.io --all-namespaces -o yaml';

function routeHop(facts: WayFacts, bound: readonly KubernetesObject[]): Hop {
  if (bound.length === 0) return unknown('route');
  const [first] = routesFor(facts.virtualServices, bound, productPath);
  if (first)
    return good('route', { key: 'way.route', values: { path: productPath, service: nameOf(first) } });
  return bad(
    'route',
    diagnosis('way-no-route', { key: 'way.hop.route' }, { path: productPath }, [routeCommand]),
  );
}

const nameOf = ({ name, namespace }: PodSpec) => `${namespace}/${name}`;

function appHop(facts: WayFacts, bound: readonly KubernetesObject[]): Hop {
  const [first] = routesFor(facts.virtualServices, bound, productPath);
  if (!first) return unknown('app');
  const what: Message = { key: 'way.hop.app' };
  const name = nameOf(first);
  const isIt = ({ metadata }: KubernetesObject) =>
    metadata.name === first.name && metadata.namespace === first.namespace;
  const service = facts.services.find(isIt);
  if (!service)
    return bad(
      'app',
      diagnosis('way-no-destination', what, { name }, [`kubectl -n ${first.namespace} get svc`]),
    );
  const ready = readyAddresses(facts.endpoints, first.namespace, first.name);
  if (ready > 0) return good('app', { key: 'way.app', values: { name, count: ready } });
  const pods = facts.pods.filter(
    (pod) =>
      pod.metadata.namespace === first.namespace && selects(service.spec?.selector, pod.metadata.labels),
  );
  const why = pods.map((pod) => whyPod(pod, facts.events)?.message).find(Boolean);
  return bad(
    'app',
    diagnosis('way-no-backend', what, { name, words: why ?? { key: 'why.no-pods' } }, [
      `kubectl -n ${first.namespace} get pods,endpoints`,
    ]),
  );
}

function readyAddresses(endpoints: readonly KubernetesObject[], namespace: string, name: string): number {
  const found = endpoints.find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
  return (found?.subsets ?? []).reduce((sum: number, one: PodSpec) => sum + (one.addresses?.length ?? 0), 0);
}

/** An answer proves what objects only promise, and tells where it is not so. What is bad already by its objects stays so. */
function afterAnswer(hops: readonly Hop[], answer: PageAnswer): Hop[] {
  if (answer.type === 'page')
    return hops.map((hop) => (hop.state === 'good' ? hop : good(hop.id, { key: 'way.answers' })));
  if (hops.some(({ state }) => state === 'bad')) return [...hops];
  const [station, found] = meaningOf(answer);
  const place = hops.findIndex(({ id }) => id === station);
  return hops.map((hop, index) =>
    index < place ? hop : index === place ? bad(station, found) : unknown(hop.id),
  );
}

const proxyLog = `kubectl -n ${systemNamespace} logs -l app=${ingressService} -c istio-proxy --tail=50`;

/** Envoy's own answers: NR is a bare 404, UH `no healthy upstream`, UF `upstream connect error`. */
function meaningOf(answer: Exclude<PageAnswer, { type: 'page' }>): [HopId, Diagnosis] {
  if (answer.type !== 'http') {
    const { words } = answer;
    return answer.type === 'refused'
      ? ['listener', diagnosis('way-listener', { key: 'way.hop.listener' }, { words }, [proxyLog])]
      : ['endpoints', diagnosis('way-silent', { key: 'way.hop.endpoints' }, { words }, [proxyLog])];
  }
  const { status, body } = answer;
  if (status === 404)
    return [
      'route',
      diagnosis('way-not-found', { key: 'way.hop.route' }, { path: productPath }, [routeCommand]),
    ];
  const what: Message = { key: 'way.hop.app' };
  if (status === 503 && /no healthy upstream/.test(body))
    return ['app', diagnosis('way-unhealthy', what, {}, [proxyLog])];
  if (status === 503 && /upstream connect error|connection (?:failure|termination)|reset/.test(body))
    return ['app', diagnosis('way-backend-away', what, { words: body.slice(0, 200) }, [proxyLog])];
  return ['app', diagnosis('way-other-page', what, { status }, [proxyLog])];
}

/** Whether this machine reaches the address at all, told by the answer there and by how it stands inside. */
export function nodeHop(
  answer: PageAnswer,
  inside: readonly Hop[],
  { address, platform }: { address: string; platform: Platform },
): Hop {
  const what: Message = { key: 'way.hop.node' };
  const insideWorks = inside.every(({ state }) => state === 'good');
  if (answer.type === 'page') return good('node', { key: 'way.answers' });
  if (answer.type === 'http')
    return insideWorks
      ? bad('node', diagnosis('way-somebody-else', what, { address, status: answer.status }))
      : good('node', { key: 'way.node.answers', values: { status: answer.status } });
  // With nobody behind it a node port refuses as if it were not there: who is at fault cannot be told from here.
  if (!insideWorks && answer.type === 'refused') return unknown('node');
  const values = { address, words: answer.words };
  const cause =
    platform === 'docker-desktop'
      ? 'way-docker-desktop'
      : platform === 'minikube'
        ? 'way-minikube'
        : platform === 'kind'
          ? 'way-kind'
          : 'way-node';
  const commands =
    platform === 'minikube'
      ? ['minikube tunnel', `minikube -n ${systemNamespace} service ${ingressService} --url`]
      : [];
  return bad('node', diagnosis(cause, what, values, commands));
}

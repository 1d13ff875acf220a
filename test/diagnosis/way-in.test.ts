import { describe, expect, it } from 'vitest';
import {
  type Hop,
  hopsInside,
  nodeHop,
  type PageAnswer,
  type WayFacts,
} from '../../source/diagnosis/way-in.ts';
import { platformOf } from '../../source/istio/gateway/platform.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { translate } from '../../source/language/translate.ts';
import { inSystem, object, pod } from '../istio/objects.ts';

const networking = 'networking.istio.io/v1alpha3';
const ready = [{ addresses: [{ ip: '10.1.0.1' }] }];
const ingress = (ports: object[] = [{ name: 'http2', port: 80, nodePort: 31380 }]) =>
  inSystem('v1', 'Service', 'istio-ingressgateway', {
    spec: { type: 'NodePort', ports, selector: { istio: 'ingressgateway' } },
  });
const gatewayPod = inSystem('v1', 'Pod', 'gw', {
  labels: { istio: 'ingressgateway' },
  status: { phase: 'Running' },
});
const gateway = (port = 80, selector: object = { istio: 'ingressgateway' }) =>
  object(networking, 'Gateway', 'bookinfo-gateway', {
    namespace: 'default',
    spec: { selector, servers: [{ port: { number: port, protocol: 'HTTP' }, hosts: ['*'] }] },
  });
const virtualService = (spec: object = {}) =>
  object(networking, 'VirtualService', 'bookinfo', {
    namespace: 'default',
    spec: {
      gateways: ['bookinfo-gateway'],
      http: [
        { match: [{ uri: { exact: '/productpage' } }], route: [{ destination: { host: 'productpage' } }] },
      ],
      ...spec,
    },
  });
const fit: WayFacts = {
  services: [
    ingress(),
    object('v1', 'Service', 'productpage', {
      namespace: 'default',
      spec: { selector: { app: 'productpage' } },
    }),
  ],
  endpoints: [
    inSystem('v1', 'Endpoints', 'istio-ingressgateway', { subsets: ready }),
    object('v1', 'Endpoints', 'productpage', { namespace: 'default', subsets: ready }),
  ],
  pods: [gatewayPod],
  gateways: [gateway()],
  virtualServices: [virtualService()],
  events: [],
};
const page: PageAnswer = { type: 'page' };
const http = (status: number, body = ''): PageAnswer => ({ type: 'http', status, body });
const refused: PageAnswer = { type: 'refused', words: 'ECONNREFUSED' };
const silent: PageAnswer = { type: 'silent', words: 'ETIMEDOUT' };

/** The first station that is bad, and its cause; its sentences are complete in both languages. */
function firstBad(hops: readonly Hop[]): string {
  const hop = hops.find(({ state }) => state === 'bad');
  if (!hop?.diagnosis) return 'none';
  for (const language of ['en', 'ja'] as const)
    for (const part of [hop.found, hop.diagnosis.why, hop.diagnosis.fix])
      expect(translate(language, part)).not.toMatch(/\{\w+\}|undefined/);
  return `${hop.id}: ${hop.diagnosis.cause}`;
}
const without = (list: readonly KubernetesObject[], name: string) =>
  list.filter((one) => one.metadata.name !== name);

describe('inside the cluster', () => {
  it('every station is good where the page answers', () => {
    expect(hopsInside(fit, page).map(({ id, state }) => [id, state])).toEqual(
      ['service', 'endpoints', 'listener', 'route', 'app'].map((id) => [id, 'good']),
    );
  });

  it.each<[string, Partial<WayFacts>, PageAnswer | undefined, string]>([
    ['no Service', { services: [] }, undefined, 'service: way-no-service'],
    [
      'a Service without an HTTP port',
      { services: [ingress([{ name: 'https', port: 443 }])] },
      undefined,
      'service: way-no-port',
    ],
    ['no gateway pod that is ready', { endpoints: [], pods: [] }, undefined, 'endpoints: way-no-gateway-pod'],
    ['no Gateway at all', { gateways: [] }, refused, 'listener: way-no-gateway'],
    [
      'a Gateway for other pods',
      { gateways: [gateway(80, { istio: 'egressgateway' })] },
      refused,
      'listener: way-no-gateway',
    ],
    [
      'a Gateway on a port that nothing leads to',
      { gateways: [gateway(9090)] },
      refused,
      'listener: way-gateway-port',
    ],
    ['a listener that is not there yet', {}, refused, 'listener: way-listener'],
    ['a pod that does not answer', {}, silent, 'endpoints: way-silent'],
    ['no VirtualService', { virtualServices: [] }, http(404), 'route: way-no-route'],
    [
      'one for another Gateway',
      { virtualServices: [virtualService({ gateways: ['other'] })] },
      http(404),
      'route: way-no-route',
    ],
    [
      'one for other paths',
      { virtualServices: [virtualService({ http: [{ match: [{ uri: { exact: '/x' } }], route: [] }] })] },
      http(404),
      'route: way-no-route',
    ],
    ['a route that has not come yet', {}, http(404), 'route: way-not-found'],
    ['a destination that does not exist', { services: [ingress()] }, http(503), 'app: way-no-destination'],
    [
      'no application pod that is ready',
      { endpoints: without(fit.endpoints, 'productpage') },
      http(503, 'no healthy upstream'),
      'app: way-no-backend',
    ],
    [
      'endpoints that the gateway has not heard of',
      {},
      http(503, 'no healthy upstream'),
      'app: way-unhealthy',
    ],
    [
      'an application that refuses',
      {},
      http(
        503,
        'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
      ),
      'app: way-backend-away',
    ],
    ['another application', {}, http(200, 'hello'), 'app: way-other-page'],
  ])('%s', (_, change, answer, expected) => {
    expect(firstBad(hopsInside({ ...fit, ...change }, answer))).toBe(expected);
  });

  it('a Gateway may name the port of the Service or the one that it leads to', () => {
    const services = [ingress([{ name: 'http2', port: 80, targetPort: 8080 }]), ...fit.services.slice(1)];
    for (const port of [80, 8080])
      expect(firstBad(hopsInside({ ...fit, services, gateways: [gateway(port)] }, undefined))).toBe('none');
  });

  it('a VirtualService finds its Gateway in another namespace by its full name', () => {
    const elsewhere = {
      ...virtualService({
        gateways: ['default/bookinfo-gateway'],
        http: [{ route: [{ destination: { host: 'productpage.default.svc.cluster.local' } }] }],
      }),
    };
    elsewhere.metadata = { ...elsewhere.metadata, namespace: 'other' };
    expect(firstBad(hopsInside({ ...fit, virtualServices: [elsewhere] }, undefined))).toBe('none');
  });

  it('names what keeps the pods behind the page from being ready', () => {
    const waiting = pod('productpage-1', {
      labels: { app: 'productpage' },
      spec: { nodeName: 'n', containers: [{ name: 'p', image: 'x:1' }] },
      status: {
        phase: 'Pending',
        containerStatuses: [{ name: 'p', image: 'x:1', state: { waiting: { reason: 'ImagePullBackOff' } } }],
      },
    });
    const facts = { ...fit, pods: [gatewayPod, waiting], endpoints: without(fit.endpoints, 'productpage') };
    expect(hopsInside(facts, undefined).at(-1)?.diagnosis?.why.values).toMatchObject({
      words: { key: 'why.image' },
    });
  });
});

describe('from this machine', () => {
  const good = hopsInside(fit, page);
  const stateOf = (answer: PageAnswer, inside = good, platform = platformOf([])) => {
    const hop = nodeHop(answer, inside, { address: '10.0.0.1:31380', platform });
    return hop.state === 'bad' ? firstBad([hop]) : hop.state;
  };
  it.each<[string, PageAnswer, string]>([
    ['the page answers', page, 'good'],
    ['nothing is reached', silent, 'node: way-node'],
    ['the port is closed', refused, 'node: way-node'],
    ['somebody else answers', http(404), 'node: way-somebody-else'],
  ])('%s', (_, answer, expected) => {
    expect(stateOf(answer)).toBe(expected);
  });

  it('a closed port says nothing of the node while nothing listens behind it', () => {
    const inside = hopsInside({ ...fit, gateways: [] }, refused);
    expect(stateOf(refused, inside)).toBe('unknown');
    expect(stateOf(silent, inside)).toBe('node: way-node');
    expect(stateOf(http(404), inside)).toBe('good');
  });

  it.each([
    ['docker-desktop', object('v1', 'Node', 'docker-desktop')],
    ['minikube', object('v1', 'Node', 'm', { labels: { 'minikube.k8s.io/name': 'minikube' } })],
    [
      'kind',
      object('v1', 'Node', 'kind-control-plane', {
        spec: { providerID: 'kind://docker/kind/kind-control-plane' },
      }),
    ],
  ] as const)('on %s it says what is special there', (platform, node) => {
    expect(platformOf([node])).toBe(platform);
    expect(stateOf(silent, good, platform)).toBe(`node: way-${platform}`);
  });

  it('k3s is known by its version', () => {
    const node = object('v1', 'Node', 'n', { status: { nodeInfo: { kubeletVersion: 'v1.30.3+k3s1' } } });
    expect(platformOf([node])).toBe('k3s');
  });
});

import { describe, expect, it } from 'vitest';
import { httpTarget, urlCandidates } from '../../source/istio/gateway/ingress.ts';
import { inSystem, object } from './objects.ts';

const http = { name: 'http2', port: 80, nodePort: 31380 };
const service = (spec: object = {}, ingress: object[] = []) =>
  inSystem('v1', 'Service', 'istio-ingressgateway', {
    spec: {
      type: 'LoadBalancer',
      ports: [{ name: 'status-port', port: 15020, nodePort: 30000 }, http],
      ...spec,
    },
    status: { loadBalancer: { ingress } },
  });
const named = object('v1', 'Pod', 'gateway', {
  spec: { containers: [{ ports: [{ name: 'http', containerPort: 80 }] }] },
});
const node = (name: string, ...addresses: [type: string, address: string][]) =>
  object('v1', 'Node', name, {
    status: { addresses: addresses.map(([type, address]) => ({ type, address })) },
  });
const urls = (...given: Parameters<typeof urlCandidates>) => urlCandidates(...given).map((one) => one.url);

describe("the port of a gateway's pod", () => {
  const withPort = (port: object) => service({ ports: [{ name: 'status-port', port: 15021 }, port] });
  it.each([
    [8080, [withPort({ name: 'http2', port: 80, targetPort: 8080 })]],
    [80, [withPort({ name: 'http2', port: 80 })]],
    [80, [withPort({ name: 'http2', port: 80, targetPort: 'http' })]],
    [undefined, []],
  ])('is %d where the Service says %j', (port, services) => {
    expect(httpTarget(services[0], named)).toBe(port);
  });
});

describe('the ways in', () => {
  it('begin with the load balancer, at port 80', () => {
    const balancers = [{ ip: '1.2.3.4' }, { hostname: 'lb.example' }];
    expect(urls([service({}, balancers)], [])).toEqual([
      'http://1.2.3.4/productpage',
      'http://lb.example/productpage',
    ]);
  });

  it('go on with external addresses, and every node, external addresses before internal', () => {
    const nodes = [
      node('a', ['InternalIP', '10.0.0.1'], ['ExternalIP', '5.5.5.1'], ['Hostname', 'a']),
      node('b', ['InternalIP', '10.0.0.2']),
    ];
    const found = urlCandidates([service({ externalIPs: ['9.9.9.9'] })], nodes);
    expect(found.map(({ url, via }) => [url, via])).toEqual([
      ['http://9.9.9.9/productpage', 'external-ip'],
      ['http://5.5.5.1:31380/productpage', 'node-port'],
      ['http://10.0.0.1:31380/productpage', 'node-port'],
      ['http://10.0.0.2:31380/productpage', 'node-port'],
    ]);
    expect(found[1]?.why).toMatchObject({ key: 'ingress.node-external', values: { node: 'a', port: 31380 } });
  });

  it('try this machine first where the platform carries node ports here', () => {
    expect(urls([service()], [node('docker-desktop', ['InternalIP', '192.168.65.3'])])).toEqual([
      'http://localhost:31380/productpage',
      'http://192.168.65.3:31380/productpage',
    ]);
  });

  it('put IPv6 addresses in brackets', () => {
    expect(urls([service({}, [{ ip: '2001:db8::1' }])], [node('a', ['InternalIP', 'fd00::1'])])).toEqual([
      'http://[2001:db8::1]/productpage',
      'http://[fd00::1]:31380/productpage',
    ]);
  });

  it('take the port by its name wherever it stands, or the one with the number 80', () => {
    const nodes = [node('a', ['InternalIP', '10.0.0.1'])];
    expect(urls([service({ ports: [{ name: 'web', port: 80, nodePort: 32000 }] })], nodes)).toEqual([
      'http://10.0.0.1:32000/productpage',
    ]);
    expect(
      urls(
        [service({ ports: [{ name: 'http2', port: 8080, nodePort: 32001 }] }, [{ ip: '1.1.1.1' }])],
        nodes,
      ),
    ).toEqual(['http://1.1.1.1:8080/productpage', 'http://10.0.0.1:32001/productpage']);
  });

  it.each([
    ['no Service', [], [node('a', ['InternalIP', '10.0.0.1'])]],
    [
      "another namespace's",
      [object('v1', 'Service', 'istio-ingressgateway', { namespace: 'x', spec: { ports: [http] } })],
      [],
    ],
    [
      'no such port',
      [service({ ports: [{ name: 'https', port: 443, nodePort: 1 }] })],
      [node('a', ['InternalIP', '10.0.0.1'])],
    ],
    [
      'no node port',
      [service({ ports: [{ name: 'http2', port: 80 }] })],
      [node('a', ['InternalIP', '10.0.0.1'])],
    ],
    ['nodes without addresses', [service()], [object('v1', 'Node', 'n')]],
  ])('are none: %s', (_, services, nodes) => {
    expect(urlCandidates(services, nodes)).toEqual([]);
  });

  it('do not lead through an address that is none', () => {
    const evil = ['1.2.3.4/x', 'a b', '$(reboot)', 'u@h', '-o', ''];
    expect(
      urls(
        [
          service(
            { externalIPs: evil },
            evil.map((hostname) => ({ hostname })),
          ),
        ],
        [],
      ),
    ).toEqual([]);
  });

  it('name each URL once', () => {
    expect(urls([service({ externalIPs: ['1.1.1.1'] }, [{ ip: '1.1.1.1' }])], [])).toHaveLength(1);
  });
});

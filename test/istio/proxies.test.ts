import { describe, expect, it } from 'vitest';
import { proxyRows } from '../../source/istio/proxies/proxies.ts';
import { readSyncTable, SyncTableError } from '../../source/istio/proxies/sync-table.ts';
import { object, pod } from './objects.ts';

type Entry = Record<string, unknown>;
const nonces = (...types: string[]): Entry =>
  Object.fromEntries(
    types.flatMap((type) => [
      [`${type}_sent`, `${type}-1`],
      [`${type}_acked`, `${type}-1`],
    ]),
  );
const synced = (proxy: string, more: Entry = {}): Entry => ({
  proxy,
  proxy_version: '1.1.0',
  ...nonces('cluster', 'listener', 'endpoint', 'route'),
  endpoint_percent: 100,
  ...more,
});
const answer = (entries: unknown, pilot = 'pilot-1') => ({ pilot, body: JSON.stringify(entries) });
const rowsOf = (
  entries: unknown,
  pods = [] as ReturnType<typeof pod>[],
  gateways = [] as ReturnType<typeof pod>[],
) => proxyRows({ answers: [answer(entries)], pods, gateways });

const running = (ready: boolean) => ({
  phase: 'Running',
  conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
});
const injected = (name: string, ready = true) =>
  pod(name, {
    annotations: { 'sidecar.istio.io/status': '{}' },
    spec: { containers: [{ name: 'istio-proxy', args: ['proxy', 'sidecar'] }] },
    status: running(ready),
  });
const ingress = pod('ingress', {
  namespace: 'istio-system',
  labels: { istio: 'ingressgateway' },
  spec: { containers: [{ name: 'istio-proxy', args: ['proxy', 'router', '--domain'] }] },
  status: running(true),
});

describe("istioctl's rules", () => {
  it.each([
    [{}, 'SYNCED'],
    [{ listener_sent: undefined, listener_acked: undefined }, 'NOT SENT'],
    [{ listener_sent: '', listener_acked: '' }, 'NOT SENT'],
    [{ listener_acked: undefined }, 'STALE'],
    [{ listener_acked: 'another' }, 'STALE'],
  ])('listeners with %j are %s', (change, state) => {
    expect(rowsOf([synced('a.default', change)])).toMatchObject([
      { lds: state, cds: 'SYNCED', eds: 'SYNCED' },
    ]);
  });

  it('a percentage that is left out is zero', () => {
    const { endpoint_percent: _, ...entry } = synced('a.default');
    expect(rowsOf([entry])[0]?.edsPercent).toBe(0);
  });

  it('proxies are sorted, and a pod and its namespace are told apart at the last dot', () => {
    const rows = rowsOf([synced('b.default'), synced('a.b-0.my-ns')]);
    expect(rows.map(({ id, name, namespace }) => [id, name, namespace])).toEqual([
      ['a.b-0.my-ns', 'a.b-0', 'my-ns'],
      ['b.default', 'b', 'default'],
    ]);
  });
});

describe('what a row means', () => {
  const without = (type: string) => ({ [`${type}_sent`]: undefined, [`${type}_acked`]: undefined });
  const gateway = (selector: object) =>
    object('networking.istio.io/v1alpha3', 'Gateway', 'g', { spec: { selector } });

  it.each([
    ['in sync', synced('a.default'), 'proxy.synced', 'good'],
    ['stale', synced('a.default', { listener_acked: 'x' }), 'proxy.stale', 'warn'],
    ['just connected', { proxy: 'a.default', cluster_sent: '1' }, 'proxy.connecting', 'busy'],
    ['connected and sent nothing', { proxy: 'a.default' }, 'proxy.connecting', 'busy'],
    ['a sidecar without routes', synced('a.default', without('route')), 'proxy.not-sent', 'busy'],
    [
      'a gateway without routes and without Gateway',
      synced('ingress.istio-system', without('route')),
      'proxy.gateway-idle',
      'good',
    ],
    [
      'a gateway without endpoints',
      synced('ingress.istio-system', without('endpoint')),
      'proxy.not-sent',
      'busy',
    ],
  ])('%s', (_, entry, key, health) => {
    const [row] = rowsOf([entry], [ingress]).filter((one) => !one.missing);
    expect(row).toMatchObject({ health, meaning: { key } });
  });

  it('no routes are normal for a gateway only until a Gateway selects it', () => {
    const entry = synced('ingress.istio-system', without('route'));
    const keyWith = (selector: object) => rowsOf([entry], [ingress], [gateway(selector)])[0]?.meaning.key;
    expect(keyWith({ istio: 'ingressgateway' })).toBe('proxy.gateway-bound');
    expect(keyWith({ istio: 'egressgateway' })).toBe('proxy.gateway-idle');
  });

  it('what is stale is named', () => {
    const [row] = rowsOf([synced('a.default', { listener_acked: 'x', route_acked: 'x' })]);
    expect(row?.meaning.values).toEqual({ types: 'LDS, RDS' });
  });
});

describe('pods that should be in the table', () => {
  it('are missing if they are ready, and connecting if not', () => {
    const rows = rowsOf([synced('a.default')], [injected('a'), injected('b'), injected('c', false), ingress]);
    expect(rows.map(({ id, missing, kind, meaning }) => [id, missing, kind, meaning.key])).toEqual([
      ['a.default', false, 'sidecar', 'proxy.synced'],
      ['b.default', true, 'sidecar', 'proxy.missing'],
      ['c.default', true, 'sidecar', 'proxy.connecting'],
      ['ingress.istio-system', true, 'gateway', 'proxy.missing'],
    ]);
  });

  it("are not those without a proxy, those not running, those going, and mixer's own proxies", () => {
    const mixer = pod('mixer', {
      spec: { containers: [{ name: 'istio-proxy', args: ['proxy', '--domain'] }] },
      status: running(true),
    });
    const pending = { ...injected('p'), status: { phase: 'Pending' } };
    const going = injected('g');
    going.metadata.deletionTimestamp = 't';
    expect(rowsOf([], [pod('plain', { status: running(true) }), mixer, pending, going])).toEqual([]);
  });

  it('are not called missing while no pilot answers', () => {
    expect(proxyRows({ answers: [], pods: [injected('a')] })).toEqual([]);
  });
});

describe('several pilots', () => {
  it('each know their own proxies', () => {
    const rows = proxyRows({
      answers: [answer([synced('a.default')], 'one'), answer([synced('b.default')], 'two')],
      pods: [],
    });
    expect(rows.map(({ id, pilot }) => [id, pilot])).toEqual([
      ['a.default', 'one'],
      ['b.default', 'two'],
    ]);
  });

  it('that both list a proxy: the one that it is in sync with is its pilot', () => {
    const old = synced('a.default', { cluster_acked: 'x', listener_acked: 'x' });
    for (const answers of [
      [answer([old], 'old'), answer([synced('a.default')], 'new')],
      [answer([synced('a.default')], 'new'), answer([old], 'old')],
    ])
      expect(proxyRows({ answers, pods: [] })).toMatchObject([{ pilot: 'new', lds: 'SYNCED' }]);
  });

  it('of which one cannot be read: what it may know is unknown, the rest stands', () => {
    const answers = [answer([synced('a.default')]), { pilot: 'two', body: '<html>' }];
    expect(proxyRows({ answers, pods: [injected('a'), injected('b')] })).toMatchObject([
      { id: 'a.default', health: 'good' },
      {
        id: 'b.default',
        missing: true,
        health: 'warn',
        meaning: { key: 'proxy.unreadable', values: { pilot: 'two' } },
      },
    ]);
  });
});

describe('the table of 1.30', () => {
  const type = (name: string) => `type.googleapis.com/envoy.config.${name}`;
  const resources = (listener: object) => ({
    [type('cluster.v3.Cluster')]: { sent: '1', acked: '1' },
    [type('listener.v3.Listener')]: listener,
    [type('endpoint.v3.ClusterLoadAssignment')]: { sent: '1', acked: '1' },
    [type('route.v3.RouteConfiguration')]: { sent: '1', acked: '1' },
  });
  const entry = (listener: object) => ({
    proxy: 'a.default',
    proxy_type: 'router',
    istio_version: '1.30.3',
    resources: resources(listener),
  });

  it.each([
    [{ sent: '2', acked: '2' }, 'SYNCED', 'good'],
    [{ sent: '2', acked: '1' }, 'STALE', 'warn'],
    [{ sent: '2', acked: '1', lastError: 'bad filter' }, 'ERROR', 'bad'],
    [{}, 'NOT SENT', 'busy'],
  ])('listeners %j are %s', (listener, lds, health) => {
    const [row] = rowsOf([entry(listener)]);
    expect(row).toMatchObject({ lds, health, kind: 'gateway', version: '1.30.3' });
    expect(row?.edsPercent).toBeUndefined();
  });
});

describe('an answer that is no table', () => {
  it.each([
    ['', 'end of JSON'],
    ['[{]', 'JSON'],
    ['{"error":"x"}', 'proxy.no-table'],
    ['[1]', 'proxy.no-name'],
    ['[{"proxy":""}]', 'proxy.no-name'],
    ['[null]', 'proxy.no-name'],
  ])('%s', (body, words) => {
    expect(() => readSyncTable('p', body)).toThrow(SyncTableError);
    expect(() => readSyncTable('p', body)).toThrow(words);
  });

  it('is not the empty list that Go writes as null', () => {
    expect(readSyncTable('p', 'null')).toEqual([]);
    expect(readSyncTable('p', '[]')).toEqual([]);
  });

  it('nothing in it drives the terminal or reaches a prototype', () => {
    const body =
      '[{"proxy":"a\\u001b]0;x\\u0007.default","proxy_version":"\\u001b[2J1","__proto__":{"polluted":1}}]';
    expect(readSyncTable('p', body)).toMatchObject([{ proxy: 'a.default', version: '1' }]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

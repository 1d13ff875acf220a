import { describe, expect, it } from 'vitest';
import { diagnoseProxy, type ProxyContext } from '../../source/diagnosis/proxy.ts';
import { proxyRows } from '../../source/istio/proxies/proxies.ts';
import { translate } from '../../source/language/translate.ts';
import { inSystem, object, pod } from '../istio/objects.ts';

const ready = { conditions: [{ type: 'Ready', status: 'True' }] };
const runs = {
  ...ready,
  phase: 'Running',
  containerStatuses: [{ name: 'istio-proxy', ready: true, state: { running: {} } }],
};
const sidecar = (name: string, status: object = runs) =>
  pod(name, {
    annotations: { 'sidecar.istio.io/status': '{}' },
    spec: { nodeName: 'n', containers: [{ name: 'istio-proxy', args: ['proxy', 'sidecar'] }] },
    status,
  });
const pilot = (status: object = { ...ready, phase: 'Running' }, image = 'docker.io/istio/pilot:1.1.0') =>
  inSystem('v1', 'Pod', 'pilot-1', { labels: { istio: 'pilot' }, spec: { containers: [{ image }] }, status });
const node = (status = 'True') =>
  object('v1', 'Node', 'n', { status: { conditions: [{ type: 'Ready', status }] } });

const synced = (proxy: string) => ({
  proxy,
  proxy_version: '1.1.0',
  ...Object.fromEntries(
    ['cluster', 'listener', 'endpoint', 'route'].flatMap((type) => [
      [`${type}_sent`, '1'],
      [`${type}_acked`, '1'],
    ]),
  ),
});
const stale = (proxy: string, more: object = {}) => ({ ...synced(proxy), listener_sent: '2', ...more });
const now = Date.parse('2026-01-01T00:10:00Z');

function causeOf(
  entries: object[],
  change: Partial<ProxyContext> = {},
  since: string | undefined = '2026-01-01T00:00:00Z',
) {
  const pods = change.pods ?? [pilot(), sidecar('a')];
  const rows = proxyRows({ answers: [{ pilot: 'pilot-1', body: JSON.stringify(entries) }], pods }).map(
    (row) => ({
      ...row,
      ...(since ? { since } : {}),
    }),
  );
  const row = rows.find(({ id }) => id === 'a.default');
  if (!row) throw new Error('a has no row');
  const found = diagnoseProxy(row, { pods, nodes: [node()], events: [], rows, now, ...change });
  for (const part of [found.why, found.fix]) expect(translate('ja', part)).not.toMatch(/\{\w+\}|undefined/);
  return found.cause;
}

describe('a proxy that is STALE', () => {
  it('has not acknowledged a push of just now', () => {
    expect(causeOf([stale('a.default')], {}, '2026-01-01T00:09:55Z')).toBe('proxy-pushing');
  });
  it('is one of most: a push is under way', () => {
    expect(causeOf([stale('a.default'), stale('b.default'), stale('c.default')], {}, '')).toBe(
      'proxy-pushing',
    );
  });
  it('alone, for minutes, hangs', () => {
    expect(causeOf([stale('a.default'), synced('b.default'), synced('c.default')])).toBe('proxy-cut');
  });
  it('cannot hear of pilot while no pilot is ready', () => {
    const pods = [
      pilot({ phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] }),
      sidecar('a'),
    ];
    expect(causeOf([stale('a.default')], { pods })).toBe('proxy-pilot-away');
  });
  it('does not run', () => {
    const crashed = {
      phase: 'Running',
      containerStatuses: [{ name: 'istio-proxy', state: { waiting: { reason: 'CrashLoopBackOff' } } }],
    };
    expect(causeOf([stale('a.default')], { pods: [pilot(), sidecar('a', crashed)] })).toBe('proxy-container');
  });
  it('is on a node that is cut off', () => {
    expect(causeOf([stale('a.default')], { nodes: [node('Unknown')] })).toBe('proxy-node');
  });
  it('is of another version than pilot', () => {
    const pods = [pilot(undefined, 'istio/pilot:1.2.0'), sidecar('a')];
    expect(causeOf([stale('a.default')], { pods })).toBe('proxy-skew');
  });
  it('is a row without a pod', () => {
    expect(causeOf([stale('a.default')], { pods: [pilot(), sidecar('b')] })).toBe('proxy-gone');
  });
});

describe('any other proxy', () => {
  it('in sync needs nothing', () => {
    expect(causeOf([synced('a.default')])).toBe('proxy-fine');
  });
  it('that pilot does not know, though its pod is ready, is cut off', () => {
    expect(causeOf([])).toBe('proxy-cut');
  });
  it('that has just connected only needs time', () => {
    expect(causeOf([{ proxy: 'a.default' }])).toBe('proxy-connecting');
  });
  it('that refused what it got says what', () => {
    const resources = {
      'type.googleapis.com/envoy.config.listener.v3.Listener': {
        sent: '2',
        acked: '1',
        lastError: 'bad filter',
      },
    };
    const entry = { ...synced('a.default'), istio_version: '1.30.3', resources };
    expect(causeOf([entry])).toBe('proxy-refused');
  });
});

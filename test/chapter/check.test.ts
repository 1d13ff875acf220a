import { describe, expect, it } from 'vitest';
import type { CheckInput, WebhookBackend } from '../../source/chapter/check/input.ts';
import { reportOn } from '../../source/chapter/check/report.ts';
import { en } from '../../source/language/en/index.ts';
import { translate } from '../../source/language/translate.ts';

const gibi = 2 ** 30;

function node(name: string, change: Record<string, unknown> = {}) {
  const status = {
    conditions: [{ type: 'Ready', status: 'True' }],
    allocatable: { cpu: '4', memory: '8Gi' },
    nodeInfo: { architecture: 'amd64' },
    ...(change.status as object),
  };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: change.spec ?? {}, status };
}

const namespace = (name: string, phase = 'Active') => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
  status: { phase },
});

const pilot = (image: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'istio-pilot', namespace: 'istio-system' },
  spec: { template: { spec: { containers: [{ image }] } } },
});

const pilotOf = (namespace: string, name: string) => ({
  ...pilot('istio/pilot:1.1.0'),
  metadata: { name, namespace },
});

const webhook = (change: Partial<WebhookBackend>): WebhookBackend => ({
  configuration: 'istio-galley',
  kind: 'ValidatingWebhookConfiguration',
  webhook: 'pilot.validation.istio.io',
  service: { namespace: 'istio-system', name: 'istio-galley' },
  failurePolicy: 'Fail',
  backend: 'ready',
  ...change,
});

const fit: CheckInput = {
  context: 'docker-desktop',
  server: 'https://localhost:6443',
  serverVersion: 'v1.20.2',
  istioVersion: '1.1.0',
  fitted: false,
  unfit: undefined,
  namespace: 'default',
  nodes: [node('a')],
  requested: new Map([['a', { cpu: 0.5, memory: gibi }]]),
  needs: { cpu: 0.68, memory: 2.3 * gibi, largest: { cpu: 0.51, memory: 2 * gibi, object: pilot('x') } },
  notServed: [],
  denied: [],
  unread: [],
  namespaces: [namespace('default')],
  deployments: [],
  otherSelectors: [],
  pilots: [],
  webhooks: [],
};

function resultOf(id: string, change: Partial<CheckInput>): string {
  const report = reportOn({ ...fit, ...change });
  const found = report.categories.flatMap((category) => category.checks).find((check) => check.id === id);
  if (!found) throw new Error(`there is no check ${id}`);
  expect(report.success).toBe(found.result !== 'fail');
  return found.result;
}

it('fails where selectors differ, which no write can change, and says so beforehand', () => {
  expect(resultOf('earlier.selectors', { otherSelectors: ['istio-pilot'] })).toBe('fail');
  expect(resultOf('earlier.selectors', {})).toBe('pass');
});

it('passes every check on a cluster that is fit', () => {
  const checks = reportOn(fit).categories.flatMap((category) => category.checks);
  expect(checks.map((check) => [check.id, check.result])).toEqual(checks.map((check) => [check.id, 'pass']));
  expect(checks.length).toBe(15);
});

describe('each check', () => {
  it.each<[string, string, Partial<CheckInput>, string]>([
    ['cluster.version', 'native', { serverVersion: 'v1.14.6' }, 'pass'],
    ['cluster.version', 'refused', { serverVersion: 'v1.22.0' }, 'fail'],
    ['cluster.version', 'unreadable', { serverVersion: 'dev' }, 'warn'],
    ['cluster.release', 'that was named', {}, 'pass'],
    ['cluster.release', 'that fits the server', { fitted: true }, 'pass'],
    [
      'cluster.release',
      'that does not exist for this server',
      { istioVersion: undefined, unfit: { key: 'error.unreachable.hint' } },
      'fail',
    ],
    ['cluster.namespace', 'that is missing', { namespaces: [namespace('kube-system')] }, 'fail'],
    ['cluster.namespace', 'that may not be looked for', { unread: ['namespaces'], namespaces: [] }, 'warn'],
    ['cluster.served', 'a kind that is missing', { notServed: ['Deployment in extensions/v1beta1'] }, 'fail'],
    [
      'cluster.access',
      'a verb that is denied',
      { denied: [{ verb: 'create', group: '', resource: 'namespaces' }] },
      'fail',
    ],
    ['nodes.ready', 'no node', { nodes: [] }, 'fail'],
    ['nodes.ready', 'nodes that may not be listed', { nodes: [], unread: ['nodes'] }, 'warn'],
    ['earlier.istio', 'deployments that may not be listed', { unread: ['deployments'] }, 'warn'],
    ['earlier.terminating', 'namespaces that may not be listed', { unread: ['namespaces'] }, 'warn'],
    ['earlier.webhooks', 'webhooks that may not be listed', { unread: ['webhookconfigurations'] }, 'warn'],
    [
      'nodes.ready',
      'a node that is not ready beside one that is',
      { nodes: [node('a'), node('b', { status: { conditions: [] } })] },
      'warn',
    ],
    [
      'nodes.ready',
      'only a cordoned node',
      { nodes: [node('a', { spec: { unschedulable: true } })] },
      'fail',
    ],
    [
      'nodes.ready',
      'only a tainted node',
      { nodes: [node('a', { spec: { taints: [{ effect: 'NoSchedule' }] } })] },
      'fail',
    ],
    [
      'nodes.ready',
      'a node that others prefer not to use',
      { nodes: [node('a', { spec: { taints: [{ effect: 'PreferNoSchedule' }] } })] },
      'pass',
    ],
    [
      'nodes.architecture',
      'arm64 only',
      { nodes: [node('a', { status: { nodeInfo: { architecture: 'arm64' } } })] },
      'fail',
    ],
    [
      'nodes.architecture',
      'arm64 as well',
      { nodes: [node('a'), node('b', { status: { nodeInfo: { architecture: 'arm64' } } })] },
      'warn',
    ],
    [
      'nodes.size',
      'a small machine',
      { nodes: [node('a', { status: { allocatable: { cpu: '1500m', memory: '4Gi' } } })] },
      'warn',
    ],
    [
      'nodes.size',
      '4 GiB less what the system keeps',
      { nodes: [node('a', { status: { allocatable: { cpu: '2', memory: '3800Mi' } } })] },
      'pass',
    ],
    ['nodes.room', 'a full cluster', { requested: new Map([['a', { cpu: 3.5, memory: 0 }]]) }, 'fail'],
    ['nodes.room', 'room for the sidecars too', { sidecars: { count: 6, cpu: 0.06, memory: 6 } }, 'pass'],
    ['nodes.room', 'no room for the sidecars', { sidecars: { count: 6, cpu: 3, memory: 6 } }, 'warn'],
    ['nodes.room', 'pods that may not be listed', { requested: undefined }, 'warn'],
    [
      'nodes.largest-pod',
      'room only in sum',
      {
        nodes: [node('a'), node('b')],
        requested: new Map([
          ['a', { cpu: 0, memory: 6.5 * gibi }],
          ['b', { cpu: 0, memory: 6.5 * gibi }],
        ]),
      },
      'fail',
    ],
    ['earlier.istio', 'the same Istio', { deployments: [pilot('docker.io/istio/pilot:1.1.0')] }, 'pass'],
    ['earlier.istio', 'an Istio in another namespace', { pilots: [pilotOf('mesh', 'istiod')] }, 'fail'],
    ['earlier.istio', 'pilots that may not be listed', { pilots: undefined }, 'warn'],
    ['earlier.istio', 'another Istio', { deployments: [pilot('docker.io/istio/pilot:1.4.3')] }, 'fail'],
    [
      'earlier.terminating',
      'our namespace going',
      { namespaces: [namespace('istio-system', 'Terminating')] },
      'fail',
    ],
    [
      'earlier.terminating',
      'another namespace going',
      { namespaces: [namespace('default'), namespace('other', 'Terminating')] },
      'warn',
    ],
    ['earlier.webhooks', 'a webhook that answers', { webhooks: [webhook({})] }, 'pass'],
    [
      'earlier.webhooks',
      'a webhook of a component that is starting',
      { webhooks: [webhook({ backend: 'no-endpoints' })] },
      'warn',
    ],
    [
      'earlier.webhooks',
      'an orphan that refuses',
      { webhooks: [webhook({ backend: 'no-service' })] },
      'fail',
    ],
    [
      'earlier.webhooks',
      'an orphan that lets pass',
      { webhooks: [webhook({ backend: 'no-service', failurePolicy: 'Ignore' })] },
      'pass',
    ],
  ])('%s judges %s', (id, _, change, result) => {
    expect(resultOf(id, change)).toBe(result);
  });
});

it('says what to do about everything that does not pass', () => {
  const worst: CheckInput = {
    ...fit,
    serverVersion: 'v1.25.0',
    notServed: ['x'],
    denied: [{ verb: 'create', group: 'apps', resource: 'deployments', namespace: 'istio-system' }],
    nodes: [
      node('a', {
        status: { allocatable: { cpu: '1', memory: '1Gi' }, nodeInfo: { architecture: 'arm64' } },
      }),
    ],
    deployments: [pilot('istio/pilot:1.4.3')],
    namespaces: [namespace('istio-system', 'Terminating')],
    webhooks: [webhook({ backend: 'no-service' })],
  };
  const bad = reportOn(worst)
    .categories.flatMap((category) => category.checks)
    .filter((check) => check.result !== 'pass');
  expect(bad.length).toBe(11);
  for (const check of bad) expect(check.hint && translate('en', check.hint), check.id).toBeTruthy();
});

it('names the right that is missing as kubectl would', () => {
  const denied = [{ verb: 'create', group: 'apps', resource: 'deployments', namespace: 'istio-system' }];
  const checks = reportOn({ ...fit, denied }).categories.flatMap((category) => category.checks);
  const access = checks.find((check) => check.id === 'cluster.access');
  expect(access && translate('en', access.message)).toBe(
    'not allowed: create deployments.apps (istio-system)',
  );
  expect(en['check.access']).toBeTruthy();
});

it('names each right that is missing once for all of its verbs', () => {
  const services = { group: '', resource: 'services', namespace: 'istio-system' };
  const denied = [
    { verb: 'create', ...services },
    { verb: 'list', group: '', resource: 'nodes' },
    { verb: 'delete', ...services },
  ];
  const [cluster] = reportOn({ ...fit, denied }).categories;
  const access = cluster?.checks.find(({ id }) => id === 'cluster.access');
  expect(access?.message.values).toEqual({ what: 'create/delete services (istio-system), list nodes' });
});

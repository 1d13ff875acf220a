import { describe, expect, it } from 'vitest';
import { injectionRows, sortedByNeed } from '../../source/istio/sidecar/injection-rows.ts';
import { translate } from '../../source/language/translate.ts';
import { deployment, object, pod } from './objects.ts';

const webhook = (entry: object, created = '2026-01-01T00:00:00Z') =>
  object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'istio-sidecar-injector', {
    metadata: { creationTimestamp: created },
    webhooks: [
      { name: 'sidecar-injector.istio.io', clientConfig: { service: { path: '/inject' } }, ...entry },
    ],
  });
const earlier = webhook({ namespaceSelector: { matchLabels: { 'istio-injection': 'enabled' } } });
const revision = webhook({
  namespaceSelector: { matchExpressions: [{ key: 'istio.io/rev', operator: 'In', values: ['canary'] }] },
  objectSelector: {
    matchExpressions: [{ key: 'sidecar.istio.io/inject', operator: 'NotIn', values: ['false'] }],
  },
});
const space = (labels: Record<string, string> = {}, managedFields: object[] = []) =>
  object('v1', 'Namespace', 'default', { labels, metadata: { labels, managedFields } });
const labelled = space({ 'istio-injection': 'enabled' });
const app = (fields: object = {}) =>
  pod('a', {
    spec: { containers: [{ name: 'app' }] },
    status: { phase: 'Running' },
    metadata: { creationTimestamp: '2026-01-02T00:00:00Z' },
    ...fields,
  });
const proxy = { name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.1.0' };
const sidecar = (spec: object = { containers: [{ name: 'app' }, proxy] }, fields: object = {}) =>
  app({ annotations: { 'sidecar.istio.io/status': '{}' }, spec, ...fields });
const pilot = (version: string) =>
  deployment('istio-pilot', { containers: [{ image: `docker.io/istio/pilot:${version}` }] });

function rowOf(one: ReturnType<typeof app>, namespace = labelled, webhooks = [earlier], version = '1.1.0') {
  const [row] = injectionRows({
    pods: [one],
    namespaces: [namespace],
    webhooks,
    deployments: [pilot(version)],
  });
  if (!row) throw new Error('no row');
  expect(translate('ja', row.rule)).not.toMatch(/\{\w+\}|undefined/);
  return [row.state, row.rule.key, row.restart];
}

describe('by which rule a pod has a sidecar or not', () => {
  it.each([
    [
      'the label of its namespace',
      sidecar(),
      labelled,
      [earlier],
      ['injected', 'injection.rule.namespace', false],
    ],
    ['no label', app(), space(), [earlier], ['none', 'injection.rule.unlabelled', false]],
    [
      'a label that says no',
      app(),
      space({ 'istio-injection': 'disabled' }),
      [earlier],
      ['none', 'injection.rule.disabled', false],
    ],
    [
      'its annotation',
      app({ annotations: { 'sidecar.istio.io/inject': 'false' } }),
      labelled,
      [earlier],
      ['none', 'injection.opted-out', false],
    ],
    [
      'its label',
      app({ labels: { 'sidecar.istio.io/inject': 'false' } }),
      space({ 'istio.io/rev': 'canary' }),
      [revision],
      ['none', 'injection.opted-out-label', false],
    ],
    [
      "the node's network",
      app({ spec: { hostNetwork: true } }),
      labelled,
      [earlier],
      ['none', 'injection.host-network', false],
    ],
    [
      'a revision',
      sidecar(),
      space({ 'istio.io/rev': 'canary' }),
      [revision],
      ['injected', 'injection.rule.namespace', false],
    ],
    [
      'a revision that is not here',
      app(),
      space({ 'istio.io/rev': 'old' }),
      [revision],
      ['none', 'injection.rule.no-revision', false],
    ],
    ['no injector at all', app(), labelled, [], ['none', 'injection.rule.no-injector', false]],
    [
      'a label that is gone since',
      sidecar(),
      space(),
      [earlier],
      ['kept', 'injection.rule.unlabelled', true],
    ],
  ])('%s', (_, one, namespace, webhooks, expected) => {
    expect(rowOf(one, namespace, webhooks)).toEqual(expected);
  });

  it('kube-system is never injected, whatever its label', () => {
    const one = app({ namespace: 'kube-system' });
    const namespace = object('v1', 'Namespace', 'kube-system', { labels: { 'istio-injection': 'enabled' } });
    expect(rowOf(one, namespace)).toEqual(['none', 'injection.never', false]);
  });
});

describe('a pod that should have one and has not', () => {
  const by = (time: string) => [
    { time, fieldsV1: { 'f:metadata': { 'f:labels': { 'f:istio-injection': {} } } } },
  ];
  const at = (time: string) => space({ 'istio-injection': 'enabled' }, by(time));
  it.each([
    ['was created before the label', at('2026-01-03T00:00:00Z'), earlier, 'injection.before-label'],
    ['came after the label, unseen', at('2026-01-01T00:00:00Z'), earlier, 'injection.unseen'],
    [
      'was created before the injector',
      labelled,
      webhook({ namespaceSelector: {} }, '2026-01-03T00:00:00Z'),
      'injection.before-injector',
    ],
    ['nobody knows when', labelled, earlier, 'injection.missed'],
  ])('%s', (_, namespace, injector, key) => {
    expect(rowOf(app(), namespace, [injector])).toEqual(['missing', key, true]);
  });
});

describe('a sidecar', () => {
  const rowsOf = (...pods: ReturnType<typeof app>[]) =>
    injectionRows({ pods, namespaces: [labelled], webhooks: [earlier], deployments: [pilot('1.1.0')] });

  it('is a container, or a native one among the init containers', () => {
    const native = sidecar({
      containers: [{ name: 'app' }],
      initContainers: [{ ...proxy, restartPolicy: 'Always' }],
    });
    expect(rowsOf(sidecar(), native).map(({ form }) => form)).toEqual(['container', 'native']);
  });

  it('of another version than pilot is brought up to it by a restart', () => {
    expect(rowOf(sidecar(), labelled, [earlier], '1.1.7')).toEqual(['injected', 'injection.skew', true]);
  });

  it('names the workload to restart, and the rows that need it come first', () => {
    const owned = app({
      labels: { 'pod-template-hash': 'abc' },
      metadata: {
        creationTimestamp: '',
        ownerReferences: [{ kind: 'ReplicaSet', name: 'my-app-abc', controller: true }],
      },
    });
    const rows = sortedByNeed(rowsOf(sidecar(), { ...owned, metadata: { ...owned.metadata, name: 'z' } }));
    expect(rows.map(({ name, workload }) => [name, workload?.name])).toEqual([
      ['z', 'my-app'],
      ['a', undefined],
    ]);
  });
});

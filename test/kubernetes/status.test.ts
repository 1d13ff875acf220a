import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { statusOf } from '../../source/kubernetes/status.ts';

function object(
  apiVersion: string,
  kind: string,
  rest: Record<string, unknown> = {},
  metadata: object = {},
): KubernetesObject {
  return { apiVersion, kind, metadata: { name: 'x', ...metadata }, ...rest };
}
const deployment = (spec: object, status: object, metadata = {}) =>
  object('apps/v1', 'Deployment', { spec, status }, metadata);
const condition = (type: string, status: string, more = {}) => ({ conditions: [{ type, status, ...more }] });

describe('a Deployment', () => {
  const up = { replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 };
  it.each<[string, KubernetesObject, string]>([
    ['all pods are ready', deployment({ replicas: 2 }, up), 'current'],
    [
      'one replica is implied',
      deployment({}, { replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 }),
      'current',
    ],
    ['nobody has looked at it', deployment({}, {}), 'inProgress'],
    [
      'its controller has seen an older spec',
      deployment({ replicas: 2 }, { ...up, observedGeneration: 1 }, { generation: 2 }),
      'inProgress',
    ],
    ['a pod is not ready', deployment({ replicas: 2 }, { ...up, readyReplicas: 1 }), 'inProgress'],
    ['a pod is of the old version', deployment({ replicas: 2 }, { ...up, updatedReplicas: 1 }), 'inProgress'],
    ['an old pod is still there', deployment({ replicas: 2 }, { ...up, replicas: 3 }), 'inProgress'],
    [
      'its quota is used up',
      deployment({}, condition('ReplicaFailure', 'True', { message: 'exceeded quota' })),
      'inProgress',
    ],
    [
      'its deadline has passed',
      deployment({}, condition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded' })),
      'failed',
    ],
    ['it is scaled to nothing', deployment({ replicas: 0 }, {}), 'current'],
  ])('when %s', (_, live, phase) => {
    expect(statusOf(live).phase).toBe(phase);
  });
});

describe('the four corrections of kstatus', () => {
  it('calls a failed Pod failed', () => {
    const pod = object('v1', 'Pod', { status: { phase: 'Failed', reason: 'Evicted', message: 'no memory' } });
    expect(statusOf(pod)).toEqual({
      phase: 'failed',
      why: { key: 'status.said', values: { words: 'Evicted: no memory' } },
    });
  });

  it('calls a running Job not done', () => {
    expect(statusOf(object('batch/v1', 'Job', { status: { active: 1 } })).phase).toBe('inProgress');
    expect(statusOf(object('batch/v1', 'Job', { status: condition('Complete', 'True') })).phase).toBe(
      'current',
    );
    expect(statusOf(object('batch/v1', 'Job', { status: condition('Failed', 'True') })).phase).toBe('failed');
  });

  it('waits for the address of a LoadBalancer only where the cluster gives them', () => {
    const service = object('v1', 'Service', { spec: { type: 'LoadBalancer' }, status: { loadBalancer: {} } });
    expect(statusOf(service, { loadBalancers: true }).phase).toBe('inProgress');
    expect(statusOf(service, { loadBalancers: false }).phase).toBe('current');
    service.status = { loadBalancer: { ingress: [{ hostname: 'localhost' }] } };
    expect(statusOf(service, { loadBalancers: true }).phase).toBe('current');
  });

  it('knows a custom resource without conditions only as applied', () => {
    expect(statusOf(object('networking.istio.io/v1alpha3', 'Gateway')).phase).toBe('applied');
    expect(statusOf(object('example.org/v1', 'Thing', { status: condition('Ready', 'False') })).phase).toBe(
      'inProgress',
    );
  });
});

describe('a CRD', () => {
  const crd = (status: object) =>
    object('apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', { status });
  it.each<[string, object, string]>([
    ['is established', condition('Established', 'True'), 'current'],
    ['is installing', condition('Established', 'False', { reason: 'Installing' }), 'inProgress'],
    [
      'has names that are taken',
      condition('NamesAccepted', 'False', { reason: 'ListKindConflict' }),
      'failed',
    ],
    ['was not looked at', {}, 'inProgress'],
  ])('that %s', (_, status, phase) => {
    expect(statusOf(crd(status)).phase).toBe(phase);
  });
});

it('names the finalizers that hold what is being deleted', () => {
  const going = object(
    'v1',
    'Namespace',
    {},
    { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['example.org/hold'] },
  );
  expect(statusOf(going)).toEqual({
    phase: 'terminating',
    why: { key: 'status.finalizers', values: { finalizers: 'example.org/hold' } },
  });
});

it('calls a namespace that its controller is emptying terminating', () => {
  expect(statusOf(object('v1', 'Namespace', { status: { phase: 'Terminating' } })).phase).toBe('terminating');
});

it('strips control sequences from the words of a condition', () => {
  const words = condition('Progressing', 'False', {
    reason: 'ProgressDeadlineExceeded',
    message: 'a\u001b]52;c;eA==\u0007b',
  });
  expect(statusOf(deployment({}, words)).why).toEqual({
    key: 'status.said',
    values: { words: 'ProgressDeadlineExceeded: ab' },
  });
});

describe('a namespace that is deleted', () => {
  const namespace = (...conditions: object[]) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'istio-system', deletionTimestamp: '2026-01-01T00:00:00Z' },
    status: { phase: 'Terminating', conditions },
  });

  it('says what keeps it, the worst first', () => {
    const remaining = { type: 'NamespaceContentRemaining', status: 'True', message: 'pods. has 2' };
    const discovery = { type: 'NamespaceDeletionDiscoveryFailure', status: 'True', message: 'metrics' };
    expect(statusOf(namespace(remaining, discovery))).toEqual({
      phase: 'terminating',
      why: { key: 'status.said', values: { words: 'metrics' } },
    });
    expect(statusOf(namespace(remaining)).why).toEqual({
      key: 'status.said',
      values: { words: 'pods. has 2' },
    });
  });

  it('is just going where nothing keeps it', () => {
    const solved = { type: 'NamespaceDeletionDiscoveryFailure', status: 'False', message: 'all good' };
    expect(statusOf(namespace(solved)).why).toEqual({ key: 'status.terminating' });
  });
});

it('waits for a Deployment of extensions/v1beta1 too, as servers before 1.16 have them', () => {
  const metadata = { name: 'web', generation: 1 };
  const fresh = { apiVersion: 'extensions/v1beta1', kind: 'Deployment', metadata, spec: { replicas: 1 } };
  expect(statusOf(fresh).phase).toBe('inProgress');
  const status = {
    observedGeneration: 1,
    replicas: 1,
    updatedReplicas: 1,
    readyReplicas: 1,
    availableReplicas: 1,
  };
  expect(statusOf({ ...fresh, status }).phase).toBe('current');
});

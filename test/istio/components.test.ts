import { describe, expect, it } from 'vitest';
import { nodeRow } from '../../source/istio/gateway/nodes.ts';
import { serviceRow } from '../../source/istio/gateway/services.ts';
import { namespaceRow } from '../../source/istio/namespaces.ts';
import { componentRows } from '../../source/istio/release/components.ts';
import { deployment, inSystem, object } from './objects.ts';

const available = { status: { readyReplicas: 1, updatedReplicas: 1, availableReplicas: 1 } };
const podOf = (name: string, kind: string, owner: string, hash?: string) =>
  inSystem('v1', 'Pod', name, {
    labels: hash ? { 'pod-template-hash': hash } : {},
    metadata: { ownerReferences: [{ apiVersion: 'v1', kind, name: owner, uid: owner, controller: true }] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  });

describe('components', () => {
  it('have their pods, their Service and whether one replica is all there is', () => {
    const [row, ...others] = componentRows({
      deployments: [deployment('pilot', {}, available)],
      pods: [
        podOf('pilot-abc-2', 'ReplicaSet', 'pilot-abc', 'abc'),
        podOf('pilot-abc-1', 'ReplicaSet', 'pilot-abc', 'abc'),
      ],
      services: [
        inSystem('v1', 'Service', 'a-other', { spec: { selector: { app: 'pilot' } } }),
        inSystem('v1', 'Service', 'pilot', { spec: { selector: { app: 'pilot' } } }),
        object('v1', 'Service', 'pilot', { namespace: 'elsewhere', spec: { selector: { app: 'pilot' } } }),
      ],
    });
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      name: 'pilot',
      kind: 'Deployment',
      ready: '1/1',
      health: 'good',
      singleReplica: true,
      service: { name: 'pilot', ref: { namespace: 'istio-system' } },
    });
    expect(row?.pods.map((one) => one.name)).toEqual(['pilot-abc-1', 'pilot-abc-2']);
    expect(row?.why).toBeUndefined();
  });

  it('do not take the pods of one whose name only begins like theirs', () => {
    const rows = componentRows({
      deployments: [deployment('istio'), deployment('istio-pilot')],
      pods: [podOf('istio-pilot-abc-1', 'ReplicaSet', 'istio-pilot-abc', 'abc')],
    });
    expect(rows.map((row) => [row.name, row.pods.length])).toEqual([
      ['istio', 0],
      ['istio-pilot', 1],
    ]);
  });

  it('believe a ReplicaSet more than its name', () => {
    const set = inSystem('apps/v1', 'ReplicaSet', 'odd', {
      metadata: {
        uid: 'odd',
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'pilot', uid: '1' }],
      },
    });
    const [row] = componentRows({
      deployments: [deployment('pilot')],
      pods: [podOf('p', 'ReplicaSet', 'odd')],
      replicaSets: [set],
    });
    expect(row?.pods).toHaveLength(1);
  });

  it('leave a pod alone whose ReplicaSet is another’s, whatever it is called', () => {
    const set = inSystem('apps/v1', 'ReplicaSet', 'pilot-abc', {
      metadata: {
        uid: 'pilot-abc',
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'other', uid: '1' }],
      },
    });
    const pods = [podOf('pilot-abc-1', 'ReplicaSet', 'pilot-abc', 'abc')];
    const [row] = componentRows({ deployments: [deployment('pilot')], pods, replicaSets: [set] });
    expect(row?.pods).toEqual([]);
  });

  it('are Jobs as well, counted by completions and never a single point of failure', () => {
    const job = inSystem('batch/v1', 'Job', 'j', {
      status: { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] },
    });
    expect(componentRows({ deployments: [], jobs: [job], pods: [podOf('j-1', 'Job', 'j')] })).toMatchObject([
      { kind: 'Job', ready: '1/1', health: 'good', singleReplica: false, pods: [{ name: 'j-1' }] },
    ]);
  });

  it('that nobody owns any more are shown as the pods that they are', () => {
    const rows = componentRows({
      deployments: [],
      pods: [podOf('pilot-abc-1', 'ReplicaSet', 'pilot-abc', 'abc')],
    });
    expect(rows).toMatchObject([{ kind: 'Pod', name: 'pilot-abc-1', pods: [{ name: 'pilot-abc-1' }] }]);
  });

  it('scaled to nothing are off, and two replicas are no single point of failure', () => {
    const scaled = (name: string, replicas: number, status: object = {}) =>
      inSystem('apps/v1', 'Deployment', name, { spec: { replicas }, status });
    const two = { readyReplicas: 1, updatedReplicas: 2, availableReplicas: 1 };
    expect(componentRows({ deployments: [scaled('a', 0), scaled('b', 2, two)], pods: [] })).toMatchObject([
      { name: 'a', ready: '0/0', health: 'off', singleReplica: false },
      { name: 'b', ready: '1/2', health: 'busy', singleReplica: false },
    ]);
  });

  it('being deleted say so', () => {
    const going = deployment('d', {}, { metadata: { deletionTimestamp: 't' } });
    expect(componentRows({ deployments: [going], pods: [] })).toMatchObject([
      { why: { key: 'why.terminating' } },
    ]);
  });
});

describe('a Service as kubectl prints it', () => {
  it.each([
    ['ClusterIP', {}, {}, '<none>'],
    ['ClusterIP', { externalIPs: ['1.2.3.4', '1.2.3.5'] }, {}, '1.2.3.4,1.2.3.5'],
    ['NodePort', {}, {}, '<none>'],
    ['LoadBalancer', {}, {}, '<pending>'],
    [
      'LoadBalancer',
      {},
      { loadBalancer: { ingress: [{ ip: '1.2.3.4' }, { hostname: 'a.b' }] } },
      '1.2.3.4,a.b',
    ],
    ['LoadBalancer', { externalIPs: ['9.9.9.9'] }, {}, '9.9.9.9'],
    ['ExternalName', { externalName: 'a.example' }, {}, 'a.example'],
  ])('%s %j %j: external %s', (type, spec, status, external) => {
    expect(serviceRow(inSystem('v1', 'Service', 's', { spec: { type, ...spec }, status })).externalIp).toBe(
      external,
    );
  });

  it('with its ports, node ports and protocols', () => {
    const ports = [
      { port: 80, nodePort: 31380, protocol: 'TCP' },
      { port: 53, protocol: 'UDP' },
      { port: 443 },
    ];
    expect(serviceRow(inSystem('v1', 'Service', 's', { spec: { ports, clusterIP: 'None' } }))).toMatchObject({
      ports: '80:31380/TCP,53/UDP,443/TCP',
      clusterIp: 'None',
      type: 'ClusterIP',
    });
    expect(serviceRow(inSystem('v1', 'Service', 's'))).toMatchObject({
      ports: '<none>',
      clusterIp: '<none>',
    });
  });
});

describe('a node', () => {
  const node = (conditions: object[], spec: object = {}) =>
    object('v1', 'Node', 'n', {
      spec,
      status: {
        conditions,
        allocatable: { cpu: '3920m', memory: '2Gi' },
        nodeInfo: { kubeletVersion: 'v1.20.2', architecture: 'amd64' },
      },
    });
  const condition = (type: string, status: string) => ({ type, status });

  it.each([
    [[condition('Ready', 'True')], {}, 'Ready', 'good'],
    [[condition('Ready', 'True')], { unschedulable: true }, 'Ready,SchedulingDisabled', 'warn'],
    [[condition('Ready', 'True'), condition('MemoryPressure', 'True')], {}, 'Ready', 'warn'],
    [[condition('Ready', 'False')], {}, 'NotReady', 'bad'],
    [[condition('Ready', 'Unknown')], {}, 'NotReady', 'bad'],
    [[], {}, 'Unknown', 'bad'],
  ])('%j %j: %s', (conditions, spec, status, health) => {
    expect(nodeRow(node(conditions, spec))).toMatchObject({
      status,
      health,
      ready: status.startsWith('Ready'),
    });
  });

  it('in cores and bytes', () => {
    const row = nodeRow(node([]), { cpu: 1, memory: 5 });
    expect(row).toMatchObject({
      architecture: 'amd64',
      version: 'v1.20.2',
      requested: { cpu: 1, memory: 5 },
    });
    expect(row.allocatable).toEqual({ cpu: 3.92, memory: 2 ** 31 });
    expect(nodeRow(object('v1', 'Node', 'n'))).toMatchObject({ allocatable: { cpu: 0, memory: 0 } });
  });
});

it('a namespace shows its injection label and whether it is going', () => {
  const labels = { 'istio-injection': 'enabled' };
  expect(namespaceRow(object('v1', 'Namespace', 'a', { labels }))).toMatchObject({
    injection: 'enabled',
    phase: 'Active',
  });
  const going = object('v1', 'Namespace', 'a', { status: { phase: 'Terminating' } });
  expect(namespaceRow(going)).toMatchObject({ injection: '', phase: 'Terminating', health: 'busy' });
});

import { describe, expect, it } from 'vitest';
import type { Ground } from '../../source/chapter/ground.ts';
import { type Facts, type Part, sources } from '../../source/chapter/observe/facts.ts';
import { withPods } from '../../source/chapter/observe/requested.ts';
import type { Freshness } from '../../source/chapter/observe/view.ts';
import { viewOf } from '../../source/chapter/observe/view-of.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

const ground = {
  connection: { context: 'test', server: 'https://localhost:6443' },
  release: undefined,
  namespace: 'default',
} as unknown as Ground;

const every = <T>(value: T) =>
  Object.fromEntries(Object.keys(sources).map((part) => [part, value])) as Record<Part, T>;

const object = (kind: string, name: string, rest: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
  ...rest,
});

const ready = { conditions: [{ type: 'Ready', status: 'True' }], allocatable: { cpu: '2', memory: '4Gi' } };

function facts(change: { objects?: object; freshness?: object; requested?: Facts['requested'] } = {}): Facts {
  return {
    version: 'v1.20.2',
    uid: 'u1',
    objects: { ...every([]), ...change.objects } as Facts['objects'],
    freshness: { ...every<Freshness>({ state: 'live' }), ...change.freshness } as Facts['freshness'],
    requested: change.requested,
    pilots: [],
    pilotsFreshness: { state: 'live' },
  };
}

const view = (change?: Parameters<typeof facts>[0]) => viewOf(facts(change), ground, undefined);
const stateOf = (steps: ReturnType<typeof view>['steps'], id: string) => steps.find((step) => step.id === id);

describe('verdicts', () => {
  it('are not given before the cluster has answered', () => {
    const { steps } = view({ freshness: every<Freshness>({ state: 'connecting' }) });
    expect(new Set(steps.map(({ state }) => state))).toEqual(new Set(['unknown']));
    expect(steps[0]?.message).toEqual({ key: 'step.unknown.connecting' });
  });

  it('name the verb that is missing, and only where it is', () => {
    const forbidden: Freshness = { state: 'forbidden', verb: 'list', resource: 'nodes', message: '' };
    const { steps } = view({ freshness: { nodes: forbidden } });
    expect(stateOf(steps, 'check')).toMatchObject({
      state: 'unknown',
      message: { key: 'step.unknown.forbidden', values: { verb: 'list', resource: 'nodes' } },
    });
    expect(stateOf(steps, 'bookinfo')?.state).toBe('todo');
  });

  it('are given from what was true when it is stale: that is said elsewhere', () => {
    const stale: Freshness = { state: 'stale', since: '', retryAt: '', reason: '' };
    const { steps } = view({
      objects: { nodes: [object('Node', 'a', { status: ready })] },
      freshness: every(stale),
    });
    expect(stateOf(steps, 'check')?.state).toBe('done');
  });
});

describe('rows', () => {
  it('stand in the order of their names, whenever they were made', () => {
    const { namespaces } = view({
      objects: {
        namespaces: ['kube-system', 'practice', 'istio-system'].map((one) => object('Namespace', one)),
      },
    });
    expect(namespaces.rows.map(({ name }) => name)).toEqual(['istio-system', 'kube-system', 'practice']);
  });

  it('of a node without pods have nothing requested, and of one whose pods may not be listed do not know', () => {
    const nodes = [object('Node', 'a', { status: ready })];
    expect(view({ objects: { nodes }, requested: new Map() }).nodes.rows[0]?.requested).toEqual({
      cpu: 0,
      memory: 0,
    });
    expect(view({ objects: { nodes } }).nodes.rows[0]?.requested).toBeUndefined();
  });
});

describe('what is requested', () => {
  const pod = (cpu: string, phase: string) =>
    object('Pod', 'p', {
      spec: { nodeName: 'a', containers: [{ resources: { requests: { cpu, memory: '1Gi' } } }] },
      status: { phase },
    });

  it('counts our pods on top of those of others, but for the finished ones', () => {
    const others = new Map([['a', { cpu: 0.5, memory: 0 }]]);
    const sum = withPods(others, [pod('250m', 'Running'), pod('100m', 'Pending'), pod('4', 'Succeeded')]);
    expect(sum.get('a')?.cpu).toBeCloseTo(0.85);
    expect(sum.get('a')?.memory).toBe(2 * 2 ** 30);
    expect(others.get('a')?.cpu).toBe(0.5);
  });
});

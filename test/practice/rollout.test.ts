import { describe, expect, it } from 'vitest';
import { nextScalings, type SetState } from '../../source/practice/controllers/rollout.ts';
import { condition, Living, web } from './living.ts';

const set = (name: string, wanted: number, available = wanted): SetState => ({
  name,
  wanted,
  present: wanted,
  available,
});
const rolling = (maxSurge: number | string, maxUnavailable: number | string) => ({
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge, maxUnavailable },
});

describe('the next step of a rollout', () => {
  it.each([
    // One pod, as most Deployments: the new one comes first.
    [1, rolling('25%', '25%'), set('new', 0), [set('old', 1)], [{ name: 'new', replicas: 1 }]],
    [1, rolling('25%', '25%'), set('new', 1, 0), [set('old', 1)], []],
    [1, rolling('25%', '25%'), set('new', 1), [set('old', 1)], [{ name: 'old', replicas: 0 }]],
    // Extensions' default: one more, one less.
    [4, rolling(1, 1), set('new', 0), [set('old', 4)], [{ name: 'new', replicas: 1 }]],
    [4, rolling(1, 1), set('new', 1, 0), [set('old', 4)], [{ name: 'old', replicas: 3 }]],
    // Old pods that do not work are not missed.
    [2, rolling(1, 0), set('new', 1, 0), [set('old', 2, 1)], []],
    [2, rolling(1, 0), set('new', 1, 1), [set('old', 2, 1)], [{ name: 'old', replicas: 1 }]],
    // Both zero would never move: one may be missing then.
    [3, rolling(0, 0), set('new', 0), [set('old', 3)], [{ name: 'old', replicas: 2 }]],
    [1, { type: 'Recreate' }, set('new', 0), [set('old', 1)], [{ name: 'old', replicas: 0 }]],
    [1, { type: 'Recreate' }, set('new', 0), [set('old', 0)], [{ name: 'new', replicas: 1 }]],
    [2, rolling(1, 1), set('new', 5), [], [{ name: 'new', replicas: 2 }]],
    [2, rolling(1, 1), set('new', 2), [], []],
  ])('of %i replicas', (replicas, strategy, current, old, expected) => {
    expect(nextScalings({ replicas, strategy, current, old })).toEqual(expected);
  });
});

describe('a Deployment', () => {
  it('comes up, counts, and says so as the real controller does', () => {
    const living = new Living();
    living.deployment('web', { replicas: 2 });
    const read = () => living.get('Deployment', 'web', 'default', 'apps/v1');
    living.until(() => condition(read(), 'Progressing')?.reason === 'NewReplicaSetAvailable');
    expect(read()?.metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '1' });
    expect(read()?.status).toMatchObject({
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
    });
    expect(read()?.status.unavailableReplicas).toBeUndefined();
    expect(condition(read(), 'Available')).toMatchObject({
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      message: 'Deployment has minimum availability.',
    });
    const [replicaSet] = living.client.list('apps/v1', 'ReplicaSet', { namespace: 'default' });
    const hash = replicaSet?.metadata.labels?.['pod-template-hash'];
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]+$/);
    expect(replicaSet?.metadata.name).toBe(`web-${hash}`);
    for (const pod of living.pods()) expect(pod.metadata.name).toMatch(new RegExp(`^web-${hash}-.{5}$`));
    expect(living.events()).toContain(`ScalingReplicaSet: Scaled up replica set web-${hash} to 2`);
  });

  it('moves to a new template without ever being gone, and keeps the old set for a way back', () => {
    const living = new Living();
    living.deployment('web', { replicas: 2 });
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web' };
    living.until(() => living.client.get(ref)?.status?.availableReplicas === 2);
    let least = 2;
    living.client.subscribe('v1', 'Pod', () => {
      const ready = living.pods().filter((pod) => condition(pod, 'Ready')?.status === 'True');
      least = Math.min(least, ready.length);
    });
    living.client.patch(ref, (draft) => ({ ...draft, spec: { ...draft.spec, ...web('web', 'web:2') } }));
    living.until(() => {
      const pods = living.pods();
      return pods.length === 2 && pods.every(({ spec }) => spec.containers[0].image === 'web:2');
    });
    expect(least).toBeGreaterThanOrEqual(1);
    const sets = living.client.list('apps/v1', 'ReplicaSet', { namespace: 'default' });
    expect(sets.map(({ spec }) => spec.replicas).sort()).toEqual([0, 2]);
    expect(living.client.get(ref)?.metadata.annotations).toEqual({
      'deployment.kubernetes.io/revision': '2',
    });
  });

  it('gives up waiting after its deadline, and says which set it waited for', () => {
    const living = new Living();
    const spec = web('web');
    spec.template.spec.containers[0].resources = { requests: { memory: '1Ti' } };
    living.deployment('web', { ...spec, progressDeadlineSeconds: 30 });
    const read = () => living.get('Deployment', 'web', 'default', 'apps/v1');
    living.until(() => condition(read(), 'Progressing')?.status === 'False', 1_000);
    expect(condition(read(), 'Progressing').reason).toBe('ProgressDeadlineExceeded');
    expect(condition(read(), 'Progressing').message).toMatch(
      /^ReplicaSet "web-.*" has timed out progressing\.$/,
    );
    expect(condition(read(), 'Available').reason).toBe('MinimumReplicasUnavailable');
  });

  it('replaces a pod that is deleted, and takes all with it when it goes', () => {
    const living = new Living();
    living.deployment('web');
    living.until(() => condition(living.pods()[0], 'Ready')?.status === 'True');
    const first = living.pods()[0];
    living.client.delete({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'default',
      name: first?.metadata.name ?? '',
    });
    living.until(() => {
      const pods = living.pods();
      return (
        pods.length === 1 &&
        pods[0]?.metadata.uid !== first?.metadata.uid &&
        pods[0]?.status?.phase === 'Running'
      );
    });
    expect(living.events()).toContain('Killing: Stopping container web');
    living.client.delete({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web' });
    living.until(() => living.pods().length === 0);
    expect(living.client.list('apps/v1', 'ReplicaSet', { namespace: 'default' })).toEqual([]);
  });
});

it('runs under the profile of today as well, with an EndpointSlice for its Service', () => {
  const living = new Living({ profile: 'current' });
  living.deployment('web');
  const ports = [{ port: 80, targetPort: 8080 }];
  living.create('v1', 'Service', 'web', { spec: { selector: { app: 'web' }, ports } });
  const slices = () => living.client.list('discovery.k8s.io/v1', 'EndpointSlice', { namespace: 'default' });
  living.until(() => slices()[0]?.endpoints[0]?.conditions.ready);
  expect(slices()[0]).toMatchObject({ addressType: 'IPv4', ports: [{ port: 8080, protocol: 'TCP' }] });
  expect(living.pods()[0]?.spec.volumes[0].projected.sources).toHaveLength(3);
});

import { describe, expect, it } from 'vitest';
import { decideJob } from '../../source/practice/controllers/jobs.ts';
import { condition, Living, web } from './living.ts';

const container = (more: object = {}) => ({ name: 'main', image: 'busybox:1', ...more });
const reasons = (events: string[]) => events.map((event) => event.split(':')[0]);

describe('the scheduler', () => {
  it.each([
    [{ resources: { requests: { memory: '9Gi' } } }, '0/1 nodes are available: 1 Insufficient memory.'],
    [
      { resources: { requests: { memory: '9Gi', cpu: '5' } } },
      '0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory.',
    ],
  ])('says in its own words why a pod fits nowhere', (more, sentence) => {
    const living = new Living();
    living.create('v1', 'Pod', 'large', { spec: { containers: [container(more)] } });
    living.until(() => condition(living.get('Pod', 'large'), 'PodScheduled'));
    expect(condition(living.get('Pod', 'large'), 'PodScheduled')).toMatchObject({
      status: 'False',
      reason: 'Unschedulable',
      message: sentence,
    });
    expect(living.events()).toEqual([`FailedScheduling: ${sentence}`]);
    expect(living.get('Pod', 'large')?.status.phase).toBe('Pending');
  });

  it('holds a pod to the architecture that its affinity names, as Istio 1.1.0 does', () => {
    const living = new Living();
    const matchExpressions = [{ key: 'beta.kubernetes.io/arch', operator: 'In', values: ['arm64'] }];
    const required = { nodeSelectorTerms: [{ matchExpressions }] };
    const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
    living.create('v1', 'Pod', 'arm', { spec: { containers: [container()], affinity } });
    living.until(() => living.events().length);
    expect(living.events()).toEqual([
      "FailedScheduling: 0/1 nodes are available: 1 node(s) didn't match node selector.",
    ]);
  });

  it('places a pod that waited as soon as there is room', () => {
    const living = new Living();
    const half = { containers: [container({ resources: { requests: { memory: '5Gi' } } })] };
    living.create('v1', 'Pod', 'first', { spec: half });
    living.until(() => living.get('Pod', 'first')?.spec.nodeName);
    living.create('v1', 'Pod', 'second', { spec: half });
    living.until(() => condition(living.get('Pod', 'second'), 'PodScheduled'));
    living.client.delete({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'first' });
    living.until(() => living.get('Pod', 'second')?.spec.nodeName === 'docker-desktop');
  });
});

describe('the kubelet', () => {
  it('waits for a Secret that is not there, and says so', () => {
    const living = new Living();
    const volumes = [{ name: 'certs', secret: { secretName: 'late' } }];
    living.create('v1', 'Pod', 'waits', { spec: { containers: [container()], volumes } });
    const missing = 'FailedMount: MountVolume.SetUp failed for volume "certs" : secret "late" not found';
    living.until(() => living.events().includes(missing));
    expect(living.get('Pod', 'waits')?.status).toMatchObject({
      phase: 'Pending',
      containerStatuses: [{ state: { waiting: { reason: 'ContainerCreating' } }, ready: false }],
    });
    living.create('v1', 'Secret', 'late', {});
    living.until(() => living.get('Pod', 'waits')?.status.phase === 'Running');
  });

  it('runs init containers one after the other, then the others, and tells each step', () => {
    const living = new Living();
    const initContainers = [container({ name: 'one' }), container({ name: 'two' })];
    living.create('v1', 'Pod', 'begins', { spec: { initContainers, containers: [container()] } });
    const seen: string[] = [];
    living.client.subscribe('v1', 'Pod', ({ object }) => {
      const { initContainerStatuses = [], containerStatuses = [] } = object.status ?? {};
      const states = [...initContainerStatuses, ...containerStatuses].map(
        ({ state }) => Object.keys(state)[0],
      );
      if (states.length && states.join() !== seen.at(-1)) seen.push(states.join());
    });
    living.until(() => condition(living.get('Pod', 'begins'), 'Ready')?.status === 'True');
    expect(seen).toEqual([
      'waiting,waiting,waiting',
      'running,waiting,waiting',
      'terminated,waiting,waiting',
      'terminated,running,waiting',
      'terminated,terminated,waiting',
      'terminated,terminated,running',
    ]);
    expect(reasons(living.events())).toEqual([
      'Scheduled',
      ...['Pulling', 'Pulled', 'Created', 'Started'],
      ...['Pulled', 'Created', 'Started'],
      ...['Pulled', 'Created', 'Started'],
    ]);
    expect(living.get('Pod', 'begins')?.status).toMatchObject({
      podIP: expect.stringMatching(/^10\.1\.0\.\d+$/),
      qosClass: 'BestEffort',
      containerStatuses: [{ containerID: expect.stringMatching(/^docker:\/\/[0-9a-f]{64}$/) }],
    });
  });

  it('lets a pod end in its own time, and not before', () => {
    const living = new Living();
    living.create('v1', 'Pod', 'ends', { spec: { containers: [container()] } });
    living.until(() => living.get('Pod', 'ends')?.status.phase === 'Running');
    living.client.delete({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'ends' });
    expect(living.get('Pod', 'ends')?.metadata.deletionGracePeriodSeconds).toBe(30);
    living.until(() => !living.get('Pod', 'ends'));
    expect(living.events()).toContain('Killing: Stopping container main');
  });

  it('gives every pod the token of its service account, and refuses one without an account', () => {
    const living = new Living();
    const pod = living.create('v1', 'Pod', 'plain', { spec: { containers: [container()] } });
    const secret = living.get('ServiceAccount', 'default')?.secrets[0].name;
    expect(pod.spec.volumes).toEqual([{ name: secret, secret: { secretName: secret, defaultMode: 420 } }]);
    expect(() =>
      living.create('v1', 'Pod', 'nobody', {
        spec: { serviceAccountName: 'ghost', containers: [container()] },
      }),
    ).toThrow(
      'pods "nobody" is forbidden: error looking up service account default/ghost: serviceaccount "ghost" not found',
    );
  });
});

describe('a Job', () => {
  it.each([
    [
      { completions: 1, parallelism: 1 },
      { active: 0, succeeded: 0, failed: 0 },
      { kind: 'create', count: 1 },
    ],
    [
      { completions: 5, parallelism: 2 },
      { active: 1, succeeded: 1, failed: 0 },
      { kind: 'create', count: 1 },
    ],
    [
      { completions: 3, parallelism: 2 },
      { active: 0, succeeded: 2, failed: 0 },
      { kind: 'create', count: 1 },
    ],
    [{ completions: 1, parallelism: 1 }, { active: 0, succeeded: 1, failed: 0 }, { kind: 'complete' }],
    [{ parallelism: 2 }, { active: 1, succeeded: 1, failed: 0 }, { kind: 'create', count: 0 }],
    [
      { completions: 1, parallelism: 1, backoffLimit: 0 },
      { active: 0, succeeded: 0, failed: 1 },
      {
        kind: 'failed',
        reason: 'BackoffLimitExceeded',
        message: 'Job has reached the specified backoff limit',
      },
    ],
  ])('decides', (spec, counts, expected) => {
    expect(decideJob(spec, counts)).toEqual(expected);
  });

  it('runs its pod to the end and is complete', () => {
    const living = new Living();
    const template = { spec: { restartPolicy: 'OnFailure', containers: [container()] } };
    living.create('batch/v1', 'Job', 'once', { spec: { template } });
    const read = () => living.get('Job', 'once', 'default', 'batch/v1');
    living.until(() => condition(read(), 'Complete')?.status === 'True');
    expect(read()?.status).toMatchObject({ succeeded: 1, completionTime: expect.any(String) });
    const [pod] = living.pods();
    expect(pod?.status).toMatchObject({
      phase: 'Succeeded',
      containerStatuses: [{ state: { terminated: { reason: 'Completed', exitCode: 0 } } }],
    });
    expect(pod?.metadata.labels).toMatchObject({
      'job-name': 'once',
      'controller-uid': read()?.metadata.uid,
    });
  });
});

describe('a Service', () => {
  it('keeps the node port that was asked for, gets an address, and refuses a port that is taken', () => {
    const living = new Living();
    const spec = {
      type: 'NodePort',
      selector: { app: 'web' },
      ports: [{ name: 'http', port: 80, nodePort: 31380 }],
    };
    const made = living.create('v1', 'Service', 'web', { spec });
    expect(made.spec.clusterIP).toMatch(/^10\.(9[6-9]|10\d|111)\.\d+\.\d+$/);
    expect(made.spec.ports[0].nodePort).toBe(31380);
    expect(() => living.create('v1', 'Service', 'again', { spec })).toThrow(
      'Service "again" is invalid: spec.ports[0].nodePort: Invalid value: 31380: provided port is already allocated',
    );
  });

  it('names in its Endpoints those who are ready, and those who are not yet', () => {
    const living = new Living();
    const spec = web('web');
    spec.template.spec.containers[0].readinessProbe = { httpGet: { port: 8080 }, initialDelaySeconds: 20 };
    living.deployment('web', spec);
    living.create('v1', 'Service', 'web', {
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
    });
    const subset = () => living.get('Endpoints', 'web')?.subsets?.[0];
    living.until(() => subset()?.notReadyAddresses);
    expect(subset()).not.toHaveProperty('addresses');
    living.until(() => subset()?.addresses);
    expect(subset()).toMatchObject({ ports: [{ port: 8080, protocol: 'TCP' }] });
    expect(subset()).not.toHaveProperty('notReadyAddresses');
  });
});

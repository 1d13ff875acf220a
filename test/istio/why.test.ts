import { describe, expect, it } from 'vitest';
import { whyPod } from '../../source/istio/pods/why.ts';
import { event, pod } from './objects.ts';

const app = { nodeName: 'n', containers: [{ name: 'app', image: 'a:1' }] };
const appIs = (state: object, more: object = {}) => ({
  phase: 'Pending',
  containerStatuses: [{ name: 'app', image: 'a:1', ready: false, restartCount: 2, state, ...more }],
});
const p = (status: object, spec: object = app) => pod('p', { spec, status });
const creating = appIs({ waiting: { reason: 'ContainerCreating' } });

describe('a pod is not ready because', () => {
  it.each([
    [
      'no node can take it',
      p({
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', message: '0/1 nodes: Insufficient memory.' }],
      }),
      'why.unschedulable',
      { words: '0/1 nodes: Insufficient memory.' },
      'bad',
    ],
    [
      'the scheduler has not seen it',
      p({ phase: 'Pending' }, { containers: [] }),
      'why.not-scheduled',
      undefined,
      'busy',
    ],
    ['its node has just got it', p({ phase: 'Pending' }), 'why.starting', undefined, 'busy'],
    ['a container is created', p(creating), 'why.creating', { container: 'app' }, 'busy'],
    [
      'its image is not there',
      p(appIs({ waiting: { reason: 'ErrImagePull', message: 'not found' } })),
      'why.image',
      { container: 'app', image: 'a:1', words: 'not found' },
      'bad',
    ],
    [
      'its image name is none',
      p(appIs({ waiting: { reason: 'InvalidImageName' } })),
      'why.image',
      { words: 'InvalidImageName' },
      'bad',
    ],
    [
      'it crashes again and again',
      p(appIs({ waiting: { reason: 'CrashLoopBackOff' } }, { lastState: { terminated: { exitCode: 7 } } })),
      'why.crash',
      { container: 'app', code: 7, restarts: 2 },
      'bad',
    ],
    [
      'it was killed for its memory',
      p(
        appIs(
          { waiting: { reason: 'CrashLoopBackOff' } },
          { lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } } },
        ),
      ),
      'why.memory',
      { container: 'app' },
      'bad',
    ],
    [
      'its configuration is incomplete',
      p(appIs({ waiting: { reason: 'CreateContainerConfigError', message: 'secret "x" not found' } })),
      'why.waiting',
      { words: 'CreateContainerConfigError: secret "x" not found' },
      'bad',
    ],
    [
      'it has ended in error',
      p(appIs({ terminated: { exitCode: 1, reason: 'Error' } })),
      'why.ended',
      { code: 1, words: 'Error' },
      'bad',
    ],
    [
      'it has ended in order',
      p(appIs({ terminated: { exitCode: 0 } })),
      'why.done',
      { container: 'app' },
      'busy',
    ],
    [
      'it runs and has not said that it is ready',
      p(appIs({ running: {} })),
      'why.not-ready',
      { container: 'app' },
      'busy',
    ],
    [
      'it was evicted',
      p({ phase: 'Failed', reason: 'Evicted', message: 'low on disk' }),
      'why.failed',
      { words: 'Evicted: low on disk' },
      'bad',
    ],
    [
      'it failed with an exit code',
      p({
        phase: 'Failed',
        ...{ containerStatuses: appIs({ terminated: { exitCode: 4 } }).containerStatuses },
      }),
      'why.ended',
      { code: 4 },
      'bad',
    ],
    [
      'it is going',
      pod('p', { metadata: { deletionTimestamp: 't' }, status: { phase: 'Running' } }),
      'why.terminating',
      undefined,
      'busy',
    ],
  ] as const)('%s', (_, object, key, values, health) => {
    const why = whyPod(object);
    expect(why?.message.key).toBe(key);
    if (values) expect(why?.message.values).toMatchObject(values);
    expect(why?.health).toBe(health);
  });

  it('an init container runs, or fails', () => {
    const spec = { ...app, initContainers: [{ name: 'init' }] };
    const status = (state: object) => ({
      phase: 'Pending',
      initContainerStatuses: [{ name: 'init', state, restartCount: 1 }],
      containerStatuses: creating.containerStatuses,
    });
    expect(whyPod(p(status({ running: {} }), spec))?.message).toEqual({
      key: 'why.init',
      values: { container: 'init' },
    });
    const crash = whyPod(p(status({ waiting: { reason: 'CrashLoopBackOff' } }), spec));
    expect(crash?.message).toMatchObject({ key: 'why.crash', values: { container: 'init' } });
  });

  it('the worst of its containers counts, not the first', () => {
    const status = {
      phase: 'Running',
      containerStatuses: [
        { name: 'slow', ready: false, state: { running: {} } },
        { name: 'broken', image: 'b:1', ready: false, state: { waiting: { reason: 'ErrImagePull' } } },
      ],
    };
    expect(whyPod(p(status))?.message).toMatchObject({ key: 'why.image', values: { container: 'broken' } });
  });

  it.each([
    ['Running', [{ type: 'Ready', status: 'True' }]],
    ['Succeeded', []],
  ])('nothing, in phase %s', (phase, conditions) => {
    expect(whyPod(p({ phase, conditions }))).toBeUndefined();
  });
});

describe('events tell what a status leaves out', () => {
  const mount = (text: string) => `MountVolume.SetUp failed for volume "certs" : ${text}`;

  it.each([
    [
      mount('secret "istio.x-service-account" not found'),
      'why.certificate',
      { secret: 'istio.x-service-account' },
    ],
    [mount('configmap "mine" not found'), 'why.absent', { kind: 'configmap', name: 'mine' }],
    [mount('rpc error'), 'why.mount', { words: mount('rpc error') }],
    [mount('failed to sync secret cache: timed out waiting for the condition'), 'why.creating', {}],
  ])('%s', (text, key, values) => {
    const why = whyPod(p(creating), [event(p(creating), 'FailedMount', text)]);
    expect(why?.message).toMatchObject({ key, values });
  });

  it("the registry's own answer stands for the kubelet's backing off", () => {
    const backingOff = p(
      appIs({ waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "a:1"' } }),
    );
    const answer = 'Failed to pull image "a:1": toomanyrequests';
    expect(whyPod(backingOff, [event(backingOff, 'Failed', answer)])?.message.values).toMatchObject({
      words: answer,
    });
  });

  it('a readiness probe that fails in the first seconds is how every container begins', () => {
    const probed = {
      ...app,
      containers: [{ name: 'app', readinessProbe: { periodSeconds: 2, failureThreshold: 30 } }],
    };
    const started = p(appIs({ running: { startedAt: '2026-01-01T00:00:00Z' } }), probed);
    const failedAt = (lastTimestamp: string) =>
      whyPod(started, [event(started, 'Unhealthy', 'Readiness probe failed: HTTP 503', { lastTimestamp })]);
    expect(failedAt('2026-01-01T00:00:20Z')).toMatchObject({
      health: 'busy',
      message: { key: 'why.not-ready' },
    });
    expect(failedAt('2026-01-01T00:01:20Z')).toMatchObject({ health: 'warn', message: { key: 'why.probe' } });
  });

  it('a probe that fails is told, of the container that it is about', () => {
    const unready = p(appIs({ running: {} }));
    const about = (container: string) =>
      event(unready, 'Unhealthy', 'Readiness probe failed: HTTP 503', {
        involvedObject: { fieldPath: `spec.containers{${container}}` },
      });
    expect(whyPod(unready, [about('app')])).toMatchObject({ health: 'warn', message: { key: 'why.probe' } });
    expect(whyPod(unready, [about('other')])?.message.key).toBe('why.not-ready');
  });

  it('events of namesakes and of an earlier pod with another uid are not read', () => {
    const current = pod('p', { metadata: { uid: 'new' }, spec: app, status: creating });
    const failure = mount('secret "istio.x" not found');
    const earlier = event(current, 'FailedMount', failure, { involvedObject: { uid: 'old' } });
    const elsewhere = event(
      { ...current, metadata: { name: 'p', namespace: 'other' } },
      'FailedMount',
      failure,
    );
    expect(whyPod(current, [earlier, elsewhere])?.message.key).toBe('why.creating');
  });

  it('the latest counts', () => {
    const object = p(creating);
    const events = [
      event(object, 'FailedMount', mount('secret "istio.x" not found'), {
        lastTimestamp: '2026-01-01T00:00:01Z',
      }),
      event(object, 'FailedCreatePodSandBox', 'no network', { lastTimestamp: '2026-01-01T00:00:02Z' }),
    ];
    expect(whyPod(object, events)?.message.key).toBe('why.sandbox');
  });
});

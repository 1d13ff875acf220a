import { describe, expect, it } from 'vitest';
import { podColumns } from '../../source/istio/pods/pod-status.ts';
import { podRow } from '../../source/istio/pods/pods.ts';
import { pod } from './objects.ts';

const ready = [{ type: 'Ready', status: 'True' }];
const running = (name: string, more: object = {}) => ({
  name,
  ready: true,
  restartCount: 0,
  state: { running: {} },
  ...more,
});
const waiting = (name: string, reason: string) => ({
  name,
  ready: false,
  restartCount: 3,
  state: { waiting: { reason } },
});
const ended = (name: string, terminated: object) => ({
  name,
  ready: false,
  restartCount: 0,
  state: { terminated },
});
const completed = { exitCode: 0, reason: 'Completed' };
const two = { containers: [{ name: 'app' }, { name: 'proxy' }] };
const sidecar = {
  containers: [{ name: 'app' }],
  initContainers: [{ name: 'proxy', restartPolicy: 'Always' }],
};
const withInit = { ...two, initContainers: [{ name: 'one' }, { name: 'two' }] };

describe('READY, STATUS and RESTARTS are what kubectl prints', () => {
  it.each([
    ['nothing known yet', two, {}, '0/2 Unknown 0'],
    ['not scheduled', two, { phase: 'Pending' }, '0/2 Pending 0'],
    [
      'gated',
      two,
      {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', reason: 'SchedulingGated', status: 'False' }],
      },
      '0/2 SchedulingGated 0',
    ],
    [
      'creating',
      two,
      {
        phase: 'Pending',
        containerStatuses: [waiting('app', 'ContainerCreating'), waiting('proxy', 'ContainerCreating')],
      },
      '0/2 ContainerCreating 6',
    ],
    [
      'one not pulled',
      two,
      { phase: 'Pending', containerStatuses: [running('app'), waiting('proxy', 'ImagePullBackOff')] },
      '1/2 ImagePullBackOff 3',
    ],
    [
      'running',
      two,
      { phase: 'Running', conditions: ready, containerStatuses: [running('app'), running('proxy')] },
      '2/2 Running 0',
    ],
    [
      'running, not ready',
      two,
      {
        phase: 'Running',
        containerStatuses: [running('app', { ready: false, restartCount: 2 }), running('proxy')],
      },
      '1/2 Running 2',
    ],
    [
      'done',
      two,
      { phase: 'Succeeded', containerStatuses: [ended('app', completed), ended('proxy', completed)] },
      '0/2 Completed 0',
    ],
    [
      'one done, one running and ready',
      two,
      { phase: 'Running', conditions: ready, containerStatuses: [ended('app', completed), running('proxy')] },
      '1/2 Running 0',
    ],
    [
      'one done, one running, the pod not ready',
      two,
      { phase: 'Running', containerStatuses: [ended('app', completed), running('proxy')] },
      '1/2 NotReady 0',
    ],
    [
      'ended without a reason',
      two,
      { phase: 'Failed', containerStatuses: [ended('app', { exitCode: 3 })] },
      '0/2 ExitCode:3 0',
    ],
    [
      'killed',
      two,
      { phase: 'Failed', containerStatuses: [ended('app', { exitCode: 137, signal: 9 })] },
      '0/2 Signal:9 0',
    ],
    ['evicted', two, { phase: 'Failed', reason: 'Evicted' }, '0/2 Evicted 0'],
    [
      'second init container running',
      withInit,
      {
        phase: 'Pending',
        initContainerStatuses: [ended('one', completed), { ...running('two'), ready: false }],
      },
      '0/2 Init:1/2 0',
    ],
    [
      'init container failed',
      withInit,
      {
        phase: 'Pending',
        initContainerStatuses: [ended('one', { exitCode: 1 }), waiting('two', 'PodInitializing')],
      },
      '0/2 Init:ExitCode:1 0',
    ],
    [
      'init container failing again and again',
      withInit,
      {
        phase: 'Pending',
        initContainerStatuses: [waiting('one', 'CrashLoopBackOff'), waiting('two', 'PodInitializing')],
      },
      '0/2 Init:CrashLoopBackOff 3',
    ],
    [
      'restarts of init containers are forgotten once they are done',
      withInit,
      {
        phase: 'Running',
        conditions: ready,
        initContainerStatuses: [{ ...ended('one', completed), restartCount: 5 }, ended('two', completed)],
        containerStatuses: [running('app'), running('proxy')],
      },
      '2/2 Running 0',
    ],
    [
      'a native sidecar is counted',
      sidecar,
      {
        phase: 'Running',
        conditions: ready,
        initContainerStatuses: [running('proxy', { started: true, restartCount: 1 })],
        containerStatuses: [running('app')],
      },
      '2/2 Running 1',
    ],
    [
      'of two in trouble the first container has the word',
      two,
      {
        phase: 'Running',
        containerStatuses: [waiting('app', 'CrashLoopBackOff'), waiting('proxy', 'ErrImagePull')],
      },
      '0/2 CrashLoopBackOff 6',
    ],
    [
      'a native sidecar that is started anew, long after the pod was initialized',
      sidecar,
      {
        phase: 'Running',
        conditions: [{ type: 'Initialized', status: 'True' }],
        initContainerStatuses: [waiting('proxy', 'CrashLoopBackOff')],
        containerStatuses: [running('app')],
      },
      '1/2 Init:CrashLoopBackOff 3',
    ],
    [
      'a native sidecar that has not started holds up the rest',
      sidecar,
      { phase: 'Pending', initContainerStatuses: [running('proxy', { started: false, ready: false })] },
      '0/2 Init:0/1 0',
    ],
  ])('%s', (_, spec, status, columns) => {
    const { ready: of, status: word, restarts } = podColumns(pod('p', { spec, status }));
    expect(`${of} ${word} ${restarts}`).toBe(columns);
  });

  it.each([
    ['Running', undefined, 'Terminating'],
    ['Running', 'NodeLost', 'Unknown'],
    ['Succeeded', undefined, 'Succeeded'],
  ])('a pod being deleted in phase %s (%s): %s', (phase, reason, word) => {
    const metadata = { deletionTimestamp: '2026-01-01T00:00:00Z' };
    expect(podColumns(pod('p', { metadata, spec: two, status: { phase, reason } })).status).toBe(word);
  });
});

it('a row holds the containers first and then the init containers, each with its state', () => {
  const row = podRow(
    pod('p', {
      annotations: { 'sidecar.istio.io/status': '{}' },
      metadata: { creationTimestamp: '2026-01-01T00:00:00Z' },
      spec: {
        nodeName: 'n',
        containers: [
          { name: 'app', image: 'a:1' },
          { name: 'istio-proxy', image: 'p:1' },
        ],
        initContainers: [{ name: 'istio-init', image: 'i:1' }],
      },
      status: {
        phase: 'Running',
        initContainerStatuses: [ended('istio-init', completed)],
        containerStatuses: [running('istio-proxy'), { ...waiting('app', 'CrashLoopBackOff'), image: 'a:1' }],
      },
    }),
  );
  expect(row).toMatchObject({
    name: 'p',
    namespace: 'default',
    ready: '1/2',
    status: 'CrashLoopBackOff',
    health: 'bad',
    node: 'n',
    created: '2026-01-01T00:00:00Z',
    injected: true,
    why: { key: 'why.crash' },
    containers: [
      { name: 'app', init: false, ready: false, restarts: 3, state: 'CrashLoopBackOff' },
      { name: 'istio-proxy', init: false, ready: true, state: 'Running' },
      { name: 'istio-init', init: true, state: 'Completed' },
    ],
  });
});

import { expect, it } from 'vitest';
import { humanDuration } from '../../source/practice/table/age.ts';
import { valuesAt } from '../../source/practice/table/custom-columns.ts';
import { podLine, restartsText } from '../../source/practice/table/pod-cells.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

it.each([
  [-5 * second, '<invalid>'],
  [0, '0s'],
  [119 * second, '119s'],
  [2 * minute, '2m'],
  [9 * minute + 5 * second, '9m5s'],
  [10 * minute + 5 * second, '10m'],
  [179 * minute, '179m'],
  [3 * hour + 4 * minute, '3h4m'],
  [8 * hour + 4 * minute, '8h'],
  [47 * hour, '47h'],
  [3 * day + 4 * hour, '3d4h'],
  [14 * day, '14d'],
  [729 * day, '729d'],
  [3 * 365 * day + 5 * day, '3y5d'],
])('writes an age of %d ms as %s', (milliseconds, text) => {
  expect(humanDuration(milliseconds)).toBe(text);
});

const pod = (spec: object, status: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', ...metadata },
  spec,
  status,
});
const two = { containers: [{ name: 'a' }, { name: 'b' }] };
const running = (name: string, more: object = {}) => ({
  name,
  ready: true,
  restartCount: 0,
  state: { running: {} },
  ...more,
});

it.each([
  ['a new pod', pod(two, { phase: 'Pending' }), '0/2', 'Pending'],
  [
    'a running one',
    pod(two, { phase: 'Running', containerStatuses: [running('a'), running('b')] }),
    '2/2',
    'Running',
  ],
  [
    'one that waits for an image',
    pod(two, {
      phase: 'Pending',
      containerStatuses: [
        running('a'),
        { name: 'b', restartCount: 0, state: { waiting: { reason: 'ImagePullBackOff' } } },
      ],
    }),
    '1/2',
    'ImagePullBackOff',
  ],
  [
    'a finished job',
    pod(
      { containers: [{ name: 'a' }] },
      {
        phase: 'Succeeded',
        containerStatuses: [
          { name: 'a', restartCount: 0, state: { terminated: { exitCode: 0, reason: 'Completed' } } },
        ],
      },
    ),
    '0/1',
    'Completed',
  ],
  [
    'one that initializes',
    pod(
      { ...two, initContainers: [{ name: 'i' }, { name: 'j' }] },
      {
        phase: 'Pending',
        initContainerStatuses: [
          { name: 'i', restartCount: 0, state: { terminated: { exitCode: 0 } } },
          { name: 'j', restartCount: 0, state: { running: {} } },
        ],
      },
    ),
    '0/2',
    'Init:1/2',
  ],
  [
    'one with a native sidecar',
    pod(
      { containers: [{ name: 'a' }], initContainers: [{ name: 'istio-proxy', restartPolicy: 'Always' }] },
      {
        phase: 'Running',
        initContainerStatuses: [running('istio-proxy', { started: true })],
        containerStatuses: [running('a')],
      },
    ),
    '2/2',
    'Running',
  ],
  [
    'one that goes',
    pod(
      two,
      { phase: 'Running', containerStatuses: [running('a'), running('b')] },
      { deletionTimestamp: '2026-01-01T00:00:00Z' },
    ),
    '2/2',
    'Terminating',
  ],
])('prints %s as kubectl does', (_, object, ready, status) => {
  expect(podLine(object)).toMatchObject({ ready, status });
});

it('says when a container was last started again', () => {
  const finishedAt = '2026-01-01T00:00:00Z';
  const line = podLine(
    pod(
      { containers: [{ name: 'a' }] },
      {
        phase: 'Running',
        containerStatuses: [running('a', { restartCount: 3, lastState: { terminated: { finishedAt } } })],
      },
    ),
  );
  expect(restartsText(line, Date.parse(finishedAt) + 5 * minute)).toBe('3 (5m ago)');
});

it('follows the paths that definitions write', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'X',
    metadata: { name: 'x', annotations: { 'a.b/c': 'quoted' } },
    spec: { hosts: ['a', 'b'] },
    status: {
      conditions: [
        { type: 'Synced', status: 'False' },
        { type: 'Ready', status: 'True' },
      ],
    },
  };
  expect(valuesAt(object, '.spec.hosts')).toEqual([['a', 'b']]);
  expect(valuesAt(object, '.spec.hosts[1]')).toEqual(['b']);
  expect(valuesAt(object, '.spec.hosts[*]')).toEqual(['a', 'b']);
  expect(valuesAt(object, '.status.conditions[?(@.type=="Ready")].status')).toEqual(['True']);
  expect(valuesAt(object, ".metadata.annotations['a.b/c']")).toEqual(['quoted']);
  expect(valuesAt(object, '.spec.missing.deeper')).toEqual([]);
});

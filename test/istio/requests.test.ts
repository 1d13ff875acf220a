import { describe, expect, it } from 'vitest';
import { manifestRequests, podRequests, requestedOn } from '../../source/istio/pods/requests.ts';
import { deployment, inSystem, pod } from './objects.ts';

const container = (cpu: string, memory: string, more: object = {}) => ({
  resources: { requests: { cpu, memory } },
  ...more,
});
const Mi = 2 ** 20;

describe('one pod', () => {
  it.each([
    ['the sum of its containers', { containers: [container('100m', '1Mi'), container('1', '2Mi')] }, 1.1, 3],
    [
      'an init container that needs more than all of them',
      {
        containers: [container('100m', '1Mi')],
        initContainers: [container('1', '1Mi'), container('200m', '4Mi')],
      },
      1,
      4,
    ],
    [
      'a sidecar among the init containers beside all of them',
      {
        containers: [container('100m', '1Mi')],
        initContainers: [container('1', '1Mi', { restartPolicy: 'Always' })],
      },
      1.1,
      2,
    ],
    [
      'an init container together with the sidecars before it, not with those after',
      {
        containers: [container('100m', '1Mi')],
        initContainers: [
          container('1', '1Mi', { restartPolicy: 'Always' }),
          container('2', '1Mi'),
          container('500m', '1Mi', { restartPolicy: 'Always' }),
        ],
      },
      3,
      3,
    ],
    [
      'the overhead of its runtime',
      { containers: [container('100m', '1Mi')], overhead: { cpu: '50m', memory: '1Mi' } },
      0.15,
      2,
    ],
    [
      'a limit where there is no request',
      { containers: [{ resources: { limits: { cpu: '1', memory: '1Mi' } } }] },
      1,
      1,
    ],
    ['nothing where nothing is asked', { containers: [{}] }, 0, 0],
    ['nothing for a quantity that is none', { containers: [container('many', '1Mi')] }, 0, 1],
  ])('asks for %s', (_, spec, cpu, memory) => {
    const requests = podRequests(spec);
    expect(requests.cpu).toBeCloseTo(cpu);
    expect(requests.memory).toBe(memory * Mi);
  });
});

it('a manifest asks for every replica, and for its largest pod on one node', () => {
  const objects = [
    inSystem('apps/v1', 'Deployment', 'a', {
      spec: { replicas: 3, template: { spec: { containers: [container('100m', '10Mi')] } } },
    }),
    deployment('b', { containers: [container('500m', '20Mi')] }),
    inSystem('v1', 'ConfigMap', 'c'),
    inSystem('batch/v1', 'Job', 'j', {
      spec: { template: { spec: { containers: [container('9', '9Gi')] } } },
    }),
  ];
  const requests = manifestRequests(objects);
  expect(requests.cpu).toBeCloseTo(0.8);
  expect(requests.memory).toBe(50 * Mi);
  expect(requests.largest).toMatchObject({ cpu: 0.5, memory: 20 * Mi, object: { metadata: { name: 'b' } } });
});

it('nothing is asked by nothing', () => {
  expect(manifestRequests([])).toMatchObject({ cpu: 0, memory: 0, largest: { cpu: 0, memory: 0 } });
});

it('on a node the pods count that are placed there and have not finished', () => {
  const spec = (nodeName: string) => ({ nodeName, containers: [container('1', '1Mi')] });
  const pods = [
    pod('a', { spec: spec('n'), status: { phase: 'Running' } }),
    pod('b', { spec: spec('n'), status: { phase: 'Pending' } }),
    pod('c', { spec: spec('n'), status: { phase: 'Succeeded' } }),
    pod('d', { spec: spec('n'), status: { phase: 'Failed' } }),
    pod('e', { spec: spec('m'), status: { phase: 'Running' } }),
  ];
  expect(requestedOn('n', pods)).toEqual({ cpu: 2, memory: 2 * Mi });
});

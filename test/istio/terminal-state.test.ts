import { describe, expect, it } from 'vitest';
import { isTerminal } from '../../source/istio/pods/terminal-state.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

const deployment = (conditions: object[] = []): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'istio-pilot', namespace: 'istio-system', uid: 'd' },
  status: { conditions },
});

const waitingPod = (reason: string, message = ''): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'istio-pilot-1', namespace: 'istio-system', uid: 'p' },
  status: {
    containerStatuses: [
      { name: 'discovery', image: 'istio/pilot:1.1.0', state: { waiting: { reason, message } } },
    ],
  },
});

const event = (about: string, reason: string, message: string, count = 1): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'e' },
  involvedObject: { uid: about },
  reason,
  message,
  count,
});

const pulled = (answer: string, count = 1) =>
  event('p', 'Failed', `Failed to pull image "istio/pilot:1.1.0": ${answer}`, count);

describe('an image that cannot be pulled', () => {
  it.each([
    ['is still being tried', 'ErrImagePull', pulled('manifest unknown'), false],
    ['does not exist', 'ImagePullBackOff', pulled('manifest unknown'), true],
    ['is not ours to pull', 'ImagePullBackOff', pulled('pull access denied'), true],
    ['comes from a registry that did not answer once', 'ImagePullBackOff', pulled('i/o timeout'), false],
    ['comes from a registry that never answers', 'ImagePullBackOff', pulled('i/o timeout', 3), true],
    ['has no name that could be one', 'InvalidImageName', pulled('', 0), true],
  ])('and %s', (_, reason, news, ends) => {
    expect(isTerminal(deployment(), [waitingPod(reason)], [news])).toBe(ends);
  });

  it('does not end a wait while another pod of the workload may still come', () => {
    const other: KubernetesObject = { ...waitingPod('ContainerCreating'), metadata: { name: 'b', uid: 'q' } };
    const pods = [waitingPod('ImagePullBackOff'), other];
    expect(isTerminal(deployment(), pods, [pulled('manifest unknown')])).toBe(false);
  });
});

describe('pods that are refused', () => {
  const refused = (message: string) =>
    deployment([{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }]);
  it.each([
    ['pods "a" is forbidden: exceeded quota: small, requested: cpu=2', true],
    ['pods "a" is forbidden: failed quota: small: must specify cpu', true],
    ['pods "a" is forbidden: maximum memory usage per Container is 1Gi', true],
    ['admission webhook "policy" denied the request: no', true],
    [
      'pods "a" is forbidden: error looking up service account istio-system/b: serviceaccount "b" not found',
      false,
    ],
    ['Internal error occurred: failed calling webhook "sidecar-injector.istio.io"', false],
  ])('with %j', (message, ends) => {
    expect(isTerminal(refused(message), [], [])).toBe(ends);
  });

  it('of a Job are known by its events', () => {
    const job: KubernetesObject = { ...deployment(), kind: 'Job', apiVersion: 'batch/v1' };
    expect(isTerminal(job, [], [event('d', 'FailedCreate', 'exceeded quota: small')])).toBe(true);
    expect(isTerminal(job, [], [event('x', 'FailedCreate', 'exceeded quota: small')])).toBe(false);
  });
});

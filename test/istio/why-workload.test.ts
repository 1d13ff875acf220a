import { describe, expect, it } from 'vitest';
import { whyWorkload } from '../../source/istio/pods/why.ts';
import { deployment, inSystem, pod } from './objects.ts';

const app = { nodeName: 'n', containers: [{ name: 'app', image: 'a:1' }] };
const appIs = (state: object, more: object = {}) => ({
  phase: 'Pending',
  containerStatuses: [{ name: 'app', image: 'a:1', ready: false, restartCount: 2, state, ...more }],
});
const p = (status: object, spec: object = app) => pod('p', { spec, status });
const creating = appIs({ waiting: { reason: 'ContainerCreating' } });

describe('a workload', () => {
  const status = (more: object) => ({ updatedReplicas: 1, ...more });

  it('that is available waits for nothing', () => {
    expect(
      whyWorkload(deployment('d', {}, { status: status({ availableReplicas: 1 }) }), []),
    ).toBeUndefined();
  });

  it('whose newest spec nobody has looked at yet still waits', () => {
    const object = deployment(
      'd',
      {},
      {
        metadata: { generation: 2 },
        status: status({ availableReplicas: 1, observedGeneration: 1 }),
      },
    );
    expect(whyWorkload(object, [])?.message.key).toBe('why.no-pods');
  });

  it('names its pod and that pod’s reason', () => {
    const why = whyWorkload(deployment('d'), [p(appIs({ waiting: { reason: 'ErrImagePull' } }))]);
    expect(why).toMatchObject({
      health: 'bad',
      message: { key: 'why.pod', values: { pod: 'p', why: { key: 'why.image' } } },
    });
  });

  it('looks past a pod that is going while it has another', () => {
    const going = pod('old', { metadata: { deletionTimestamp: 't' } });
    expect(whyWorkload(deployment('d'), [going, p(creating)])?.message.values).toMatchObject({ pod: 'p' });
  });

  it.each([
    [
      'why.create-pods',
      { type: 'ReplicaFailure', status: 'True', message: 'failed calling webhook' },
      'failed calling webhook',
    ],
    [
      'why.deadline',
      { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'late' },
      'late',
    ],
  ])('without pods tells its own condition: %s', (key, condition, words) => {
    const why = whyWorkload(deployment('d', {}, { status: { conditions: [condition] } }), []);
    expect(why).toMatchObject({ health: 'bad', message: { key, values: { words } } });
  });

  it('tells of a Job without pods what the last event about it says', () => {
    const job = deployment('j', {}, { kind: 'Job', metadata: { name: 'j', uid: 'j-1' } });
    const failed = (uid: string, message: string) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: message },
      reason: 'FailedCreate',
      involvedObject: { uid },
      message,
    });
    const events = [failed('j-1', 'first'), failed('j-1', 'last'), failed('j-2', 'of another')];
    const message = { key: 'why.create-pods', values: { words: 'last' } };
    expect(whyWorkload(job, [], events)).toMatchObject({ health: 'bad', message });
    expect(whyWorkload(job, [p(creating)], events)?.message.key).toBe('why.pod');
  });

  it.each([
    [{}, 'why.no-pods', 'busy'],
    [
      { conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' }] },
      'why.job-failed',
      'bad',
    ],
    [{ conditions: [{ type: 'Complete', status: 'True' }] }, undefined, undefined],
  ])('that is a Job with status %j', (jobStatus, key, health) => {
    const why = whyWorkload(inSystem('batch/v1', 'Job', 'j', { status: jobStatus }), []);
    expect(why?.message.key).toBe(key);
    expect(why?.health).toBe(health);
  });
});

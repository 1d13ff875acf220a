import { describe, expect, it } from 'vitest';
import { CronError, parseCron } from '../../source/practice/controllers/cron.ts';
import { countBudget } from '../../source/practice/controllers/disruption-budgets.ts';
import type { Json } from '../../source/practice/object.ts';
import { condition, Living, web } from './living.ts';

describe('a StatefulSet', () => {
  const set = (living: Living, spec: Json = {}) =>
    living.create('apps/v1', 'StatefulSet', 'db', {
      spec: { ...web('db'), serviceName: 'db', replicas: 3, ...spec },
    });
  const names = (living: Living) =>
    living
      .pods()
      .map(({ metadata }) => metadata.name)
      .sort();
  const status = (living: Living) => living.get('StatefulSet', 'db', 'default', 'apps/v1')?.status;
  const change = (living: Living, act: (spec: Json) => void) =>
    living.client.patch(
      { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'default', name: 'db' },
      (draft) => {
        act(draft.spec);
        return draft;
      },
    );

  it('begins with the first pod, and goes on when it is ready', () => {
    const living = new Living();
    set(living);
    const seen = new Set<string>();
    living.until(() => {
      const pods = living.pods();
      // Whoever is not the last is ready before the next is there.
      const last = pods.length - 1;
      for (const pod of pods)
        if (pod.metadata.name !== `db-${last}`) expect(condition(pod, 'Ready')?.status).toBe('True');
      seen.add(names(living).join(' '));
      return status(living)?.readyReplicas === 3;
    });
    expect([...seen].filter(Boolean)).toEqual(['db-0', 'db-0 db-1', 'db-0 db-1 db-2']);
  });

  it('makes all at once when that is said', () => {
    const living = new Living();
    set(living, { podManagementPolicy: 'Parallel' });
    living.until(() => living.pods().length > 0, 1);
    expect(names(living)).toEqual(['db-0', 'db-1', 'db-2']);
  });

  it('takes the last away first, makes a deleted one anew under its name, and renews all from the last on', () => {
    const living = new Living();
    set(living);
    living.until(() => status(living)?.readyReplicas === 3);
    change(living, (spec) => {
      spec.replicas = 2;
    });
    living.until(() => names(living).join() === 'db-0,db-1');
    const uid = living.get('Pod', 'db-0')?.metadata.uid;
    living.client.delete({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'db-0' });
    living.until(() => {
      const pod = living.get('Pod', 'db-0');
      return pod && pod.metadata.uid !== uid && condition(pod, 'Ready')?.status === 'True';
    });
    const before = status(living)?.currentRevision;
    change(living, (spec) => {
      spec.template.spec.containers[0].image = 'web:2';
    });
    const order: string[] = [];
    living.until(() => {
      for (const pod of living.pods())
        if (pod.spec.containers[0].image === 'web:2' && !order.includes(pod.metadata.name))
          order.push(pod.metadata.name);
      return status(living)?.currentRevision !== before;
    });
    expect(order).toEqual(['db-1', 'db-0']);
    expect(status(living)).toMatchObject({ readyReplicas: 2, currentReplicas: 2, updatedReplicas: 2 });
  });
});

describe('a CronJob', () => {
  const jobs = (living: Living) => living.client.list('batch/v1', 'Job', { namespace: 'default' });
  const cron = (living: Living, spec: Json) =>
    living.create('batch/v1beta1', 'CronJob', 'tick', {
      spec: {
        schedule: '* * * * *',
        jobTemplate: {
          spec: { template: { spec: { ...web('job').template.spec, restartPolicy: 'Never' } } },
        },
        ...spec,
      },
    });

  it('keeps as many ended Jobs as its limit says', () => {
    const living = new Living();
    cron(living, { successfulJobsHistoryLimit: 2 });
    living.clock.advance(8 * 60_000);
    const ended = jobs(living).filter(({ status }) => status?.succeeded === 1);
    expect(ended.length).toBeGreaterThan(0);
    expect(ended.length).toBeLessThanOrEqual(3);
    expect(living.events()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^SawCompletedJob: Saw completed job: tick-\d+, status: Complete$/),
      ]),
    );
  });

  it('starts none beside one that runs when that is forbidden, and replaces it when that is said', () => {
    for (const [concurrencyPolicy, count] of [
      ['Forbid', 1],
      ['Replace', 1],
      ['Allow', 3],
    ] as const) {
      const living = new Living();
      cron(living, { concurrencyPolicy });
      living.until(() => jobs(living).length === 1);
      const [first] = jobs(living);
      // Nothing ends: its pod never comes to run.
      for (const { metadata } of living.client.list('v1', 'Node'))
        living.client.patch({ apiVersion: 'v1', kind: 'Node', name: metadata.name }, (draft) => {
          draft.spec = { ...draft.spec, unschedulable: true };
          return draft;
        });
      for (const pod of living.pods())
        living.client.delete({
          apiVersion: 'v1',
          kind: 'Pod',
          namespace: 'default',
          name: pod.metadata.name,
        });
      living.clock.advance(2 * 60_000);
      const left = jobs(living).filter(({ metadata }) => !metadata.deletionTimestamp);
      expect(left.length, concurrencyPolicy).toBe(count);
      if (concurrencyPolicy === 'Replace') expect(left[0]?.metadata.uid).not.toBe(first?.metadata.uid);
      if (concurrencyPolicy === 'Forbid') expect(left[0]?.metadata.uid).toBe(first?.metadata.uid);
    }
  });
});

describe('a schedule', () => {
  const from = Date.UTC(2026, 10, 23, 3, 7, 30);
  it.each([
    ['* * * * *', '2026-11-23T03:08:00.000Z'],
    ['*/15 * * * *', '2026-11-23T03:15:00.000Z'],
    ['0 0 * * *', '2026-11-24T00:00:00.000Z'],
    ['@hourly', '2026-11-23T04:00:00.000Z'],
    ['30 2-4 * * mon-fri', '2026-11-23T03:30:00.000Z'],
    ['0 12 1 jan *', '2027-01-01T12:00:00.000Z'],
    ['0 0 13 * fri', '2026-11-27T00:00:00.000Z'],
    ['5,10 3 * * *', '2026-11-23T03:10:00.000Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00.000Z'],
  ])('%s comes next at %s', (text, time) => {
    expect(new Date(parseCron(text).next(from) ?? 0).toISOString()).toBe(time);
  });

  it('that never comes has no next time', () => {
    expect(parseCron('0 0 31 2 *').next(from)).toBeUndefined();
  });

  it.each([
    '',
    'x',
    '* * * *',
    '60 * * * *',
    '* * 0 * *',
    '5-1 * * * *',
    '*/0 * * * *',
    '@never',
    '1/2/3 * * * *',
  ])('is refused: %j', (text) => {
    expect(() => parseCron(text)).toThrow(CronError);
  });
});

it.each([
  [{ minAvailable: 1 }, 2, 2, 2, { expectedPods: 2, desiredHealthy: 1, disruptionsAllowed: 1 }],
  [{ minAvailable: '50%' }, 3, 3, 3, { desiredHealthy: 2, disruptionsAllowed: 1 }],
  [{ maxUnavailable: 1 }, 3, 3, 2, { desiredHealthy: 2, disruptionsAllowed: 0 }],
  [{ maxUnavailable: '100%' }, 0, 0, 0, { desiredHealthy: 0, disruptionsAllowed: 0 }],
])('a budget of %j allows what it should', (spec, pods, wanted, healthy, expected) => {
  expect(countBudget(spec, pods, wanted, healthy)).toMatchObject(expected);
});

it('an autoscaler holds its target to its bounds, metrics or not', () => {
  const living = new Living();
  living.deployment('web', { replicas: 1 });
  living.create('autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'web', {
    spec: {
      minReplicas: 2,
      maxReplicas: 3,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    },
  });
  living.until(() => living.pods().length === 2);
  expect(living.events()).toContain(
    'SuccessfulRescale: New size: 2; reason: Current number of replicas below Spec.MinReplicas',
  );
});

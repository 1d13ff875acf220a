import { beforeAll, describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { type Answer, eventually } from './caller.ts';
import { deployments, namespace, root } from './places.ts';

const template = (app: string, restartPolicy?: string) => ({
  metadata: { labels: { app } },
  // On a real node there is no such image, and none is looked for.
  spec: { restartPolicy, containers: [{ name: 'c', image: 'example/image:1', imagePullPolicy: 'Never' }] },
});

/** What controllers make of objects, as far as it does not need a pod that runs. */
export function controllers({ caller, make, traits, value }: Bench): void {
  const group = (name: string, plural: string) => `/apis/${name}/namespaces/${namespace}/${plural}`;
  const sets = group('apps/v1', 'statefulsets');
  const crons = group(traits.minor < 21 ? 'batch/v1beta1' : 'batch/v1', 'cronjobs');
  const budgets = group(traits.minor < 21 ? 'policy/v1beta1' : 'policy/v1', 'poddisruptionbudgets');
  const scalers = group(
    traits.minor < 23 ? 'autoscaling/v2beta2' : 'autoscaling/v2',
    'horizontalpodautoscalers',
  );
  const read = async (path: string): Promise<Answer> => (await caller.get(path)).body;
  const table = async (collection: string, name: string) => {
    const accept = `application/json;as=Table;v=${traits.views};g=meta.k8s.io`;
    const { body } = await caller.get(`${collection}?fieldSelector=metadata.name%3D${name}`, accept);
    return Object.fromEntries(
      body.columnDefinitions.map((column: Answer, index: number) => [column.name, body.rows[0].cells[index]]),
    );
  };

  describe('a StatefulSet', () => {
    it('has its first pod by name, host name and revision', async () => {
      const made = await make(sets, {
        metadata: { name: 'ordered' },
        spec: {
          serviceName: 'headless',
          replicas: 2,
          selector: { matchLabels: { app: 'ordered' } },
          template: template('ordered'),
        },
      });
      const pod = await eventually(async () => {
        const reply = await caller.get(`${root}/pods/ordered-0`);
        return reply.code === 200 && reply.body;
      }, 'the first pod');
      expect(pod.spec).toMatchObject({ hostname: 'ordered-0', subdomain: 'headless' });
      expect(pod.metadata).toMatchObject({
        generateName: 'ordered-',
        labels: { app: 'ordered', 'statefulset.kubernetes.io/pod-name': 'ordered-0' },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'StatefulSet',
            name: 'ordered',
            uid: made.metadata.uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      });
      const status = await eventually(async () => {
        const { status: said } = await read(`${sets}/ordered`);
        return said.updatedReplicas && said;
      }, 'a status');
      expect(status).toMatchObject({ observedGeneration: 1, collisionCount: 0 });
      const revision = pod.metadata.labels['controller-revision-hash'];
      expect([status.currentRevision, status.updateRevision]).toEqual([revision, revision]);
      const kept = await read(`${group('apps/v1', 'controllerrevisions')}/${revision}`);
      expect(kept).toMatchObject({ revision: 1, metadata: { labels: { app: 'ordered' } } });
      expect(Object.keys(await table(sets, 'ordered'))).toEqual([
        'Name',
        'Ready',
        'Age',
        'Containers',
        'Images',
      ]);
      await caller.delete(`${sets}/ordered`);
    });
  });

  describe('a CronJob', () => {
    const cron = (name: string, spec: object) => ({
      metadata: { name },
      spec: {
        schedule: '* * * * *',
        jobTemplate: { spec: { template: template('cron', 'Never') } },
        ...spec,
      },
    });

    it('is refused a schedule that is none', async () => {
      const { code, body } = await caller.post(crons, cron('odd', { schedule: 'x' }));
      const why = value('Expected exactly 5 fields, found 1: x', 'expected exactly 5 fields, found 1: [x]');
      expect(code).toBe(422);
      expect(body.message).toBe(`CronJob.batch "odd" is invalid: spec.schedule: Invalid value: "x": ${why}`);
    });

    it('makes a Job when the minute is full, and none while it is suspended', async () => {
      const made = await make(crons, cron('minutely', {}));
      await make(crons, cron('suspended', { suspend: true }));
      const status = await eventually(async () => {
        const { status: said } = await read(`${crons}/minutely`);
        return said.active?.length && said;
      }, 'a Job');
      const [{ name }] = status.active;
      expect(name).toMatch(/^minutely-\d+$/);
      expect(status.lastScheduleTime).toMatch(/:00Z$/);
      const job = await read(`${group('batch/v1', 'jobs')}/${name}`);
      const owner = { kind: 'CronJob', name: 'minutely', uid: made.metadata.uid, controller: true };
      expect(job.metadata.ownerReferences).toMatchObject([owner]);
      expect((await read(`${crons}/suspended`)).status).toEqual({});
      expect(await table(crons, 'suspended')).toMatchObject({
        Schedule: '* * * * *',
        Suspend: 'True',
        Active: 0,
        'Last Schedule': '<none>',
        ...(traits.minor < 25 ? {} : { Timezone: '<none>' }),
      });
      for (const one of ['minutely', 'suspended'])
        await caller.delete(`${crons}/${one}`, { propagationPolicy: 'Background' });
    });
  });

  describe('what watches over a Deployment', () => {
    const app = 'watched-over';
    beforeAll(async () => {
      await make(deployments, {
        metadata: { name: app },
        spec: { replicas: 1, selector: { matchLabels: { app } }, template: template(app) },
      });
    });

    it('is a PodDisruptionBudget that counts its pods', async () => {
      await make(budgets, {
        metadata: { name: 'one' },
        spec: { minAvailable: 2, selector: { matchLabels: { app } } },
      });
      await make(budgets, {
        metadata: { name: 'empty' },
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'nosuch' } } },
      });
      const statusOf = (name: string, pods: number) =>
        eventually(async () => {
          const { status } = await read(`${budgets}/${name}`);
          return status.observedGeneration && status.expectedPods === pods && status;
        }, `the status of ${name}`);
      expect(await statusOf('one', 1)).toMatchObject({ disruptionsAllowed: 0, desiredHealthy: 2 });
      const empty = await statusOf('empty', 0);
      expect(empty).toMatchObject({ disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0 });
      if (traits.minor >= 25)
        expect(empty.conditions).toMatchObject([
          { type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods', message: '' },
        ]);
      expect(await table(budgets, 'one')).toMatchObject({
        'Min Available': '2',
        'Max Unavailable': 'N/A',
        'Allowed Disruptions': 0,
      });
    });

    it('is a HorizontalPodAutoscaler that says what it cannot measure', async () => {
      const metrics = [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
        },
      ];
      const scaler = (name: string, target: string) =>
        make(scalers, {
          metadata: { name },
          spec: {
            maxReplicas: 3,
            scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target },
            metrics,
          },
        });
      await scaler('blind', app);
      await scaler('lost', 'nosuch');
      const conditionsOf = (name: string) =>
        eventually(async () => {
          const { conditions } = (await read(`${scalers}/${name}`)).status;
          return (
            conditions?.length &&
            conditions.map(({ type, status, reason, message }: Answer) => [type, status, reason, message])
          );
        }, `conditions of ${name}`);
      expect(await conditionsOf('blind')).toEqual([
        [
          'AbleToScale',
          'True',
          'SucceededGetScale',
          "the HPA controller was able to get the target's current scale",
        ],
        [
          'ScalingActive',
          'False',
          'FailedGetResourceMetric',
          'the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
        ],
      ]);
      const plural = traits.minor < 22 ? 'deployments/scale.apps' : 'deployments.apps';
      expect(await conditionsOf('lost')).toEqual([
        [
          'AbleToScale',
          'False',
          'FailedGetScale',
          `the HPA controller was unable to get the target's current scale: ${plural} "nosuch" not found`,
        ],
      ]);
      expect(await table(scalers, 'blind')).toMatchObject({
        Reference: `Deployment/${app}`,
        Targets: value('<unknown>/80%', 'cpu: <unknown>/80%'),
        MinPods: '1',
        MaxPods: 3,
        Replicas: 1,
      });
    });
  });
}

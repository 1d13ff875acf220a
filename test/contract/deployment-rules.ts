import { describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { deployment } from './objects.ts';
import { deployments, namespace } from './places.ts';
import { isRefused } from './refusal.ts';

export function deploymentRules({ caller, make, nameWords, value }: Bench): void {
  describe('defaults and rules of a Deployment', () => {
    it('fills in what nobody said', async () => {
      const made = await make(deployments, deployment('defaults'));
      expect(made.metadata.generation).toBe(1);
      expect(made.spec).toMatchObject({
        replicas: 0,
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
        template: {
          spec: {
            restartPolicy: 'Always',
            terminationGracePeriodSeconds: 30,
            dnsPolicy: 'ClusterFirst',
            securityContext: {},
            schedulerName: 'default-scheduler',
          },
        },
      });
      expect(made.spec.template.spec.containers[0]).toEqual({
        name: 'c',
        image: 'example/image:1',
        ports: [{ containerPort: 80, protocol: 'TCP' }],
        env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } }],
        livenessProbe: {
          httpGet: { path: '/', port: 80, scheme: 'HTTP' },
          timeoutSeconds: 1,
          periodSeconds: 10,
          successThreshold: 1,
          failureThreshold: 3,
        },
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        imagePullPolicy: 'IfNotPresent',
      });
      expect(made.spec.template.spec.volumes).toEqual([
        { name: 's', secret: { secretName: 'x', defaultMode: 420 } },
        { name: 'e', emptyDir: {} },
      ]);
    });

    it('needs a selector, containers, and labels that the selector finds', async () => {
      const causes = [
        { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.selector' },
        {
          reason: 'FieldValueInvalid',
          message: `Invalid value: ${value('map[string]string(nil)', 'null')}: \`selector\` does not match template \`labels\``,
          field: 'spec.template.metadata.labels',
        },
        { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.template.spec.containers' },
      ];
      isRefused(
        await caller.post(deployments, { metadata: { name: 'empty' }, spec: {} }),
        422,
        'Invalid',
        `Deployment.apps "empty" is invalid: [${causes.map(({ field, message }) => `${field}: ${message}`).join(', ')}]`,
        { name: 'empty', group: 'apps', kind: 'Deployment', causes },
      );
    });

    it('needs values for In: what an old Helm made of the chapter’s charts', async () => {
      const wrong = deployment('affinity');
      wrong.spec.template.spec.affinity = {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'beta.kubernetes.io/arch', operator: 'In', values: [] }] },
            ],
          },
        },
      };
      const { code, body } = await caller.post(deployments, wrong);
      expect(code).toBe(422);
      expect(body.message).toBe(
        "Deployment.apps \"affinity\" is invalid: spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      );
    });

    it('collects everything that is wrong, in its order', async () => {
      const wrong = deployment('wrong');
      wrong.spec.replicas = -1;
      wrong.spec.template.metadata.labels = { app: 'other' };
      wrong.spec.template.spec.containers = [{ name: 'Bad_', ports: [{}] }];
      const { body } = await caller.post(deployments, wrong);
      expect(body.details.causes).toEqual([
        {
          reason: 'FieldValueInvalid',
          message: 'Invalid value: -1: must be greater than or equal to 0',
          field: 'spec.replicas',
        },
        {
          reason: 'FieldValueInvalid',
          message: `Invalid value: ${value('map[string]string{"app":"other"}', '{"app":"other"}')}: \`selector\` does not match template \`labels\``,
          field: 'spec.template.metadata.labels',
        },
        {
          reason: 'FieldValueInvalid',
          message: `Invalid value: "Bad_": ${nameWords} label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
          field: 'spec.template.spec.containers[0].name',
        },
        {
          reason: 'FieldValueRequired',
          message: 'Required value',
          field: 'spec.template.spec.containers[0].image',
        },
        {
          reason: 'FieldValueRequired',
          message: 'Required value',
          field: 'spec.template.spec.containers[0].ports[0].containerPort',
        },
      ]);
    });

    it('keeps its selector', async () => {
      await make(deployments, deployment('selector'));
      const other = deployment('selector');
      other.spec.selector.matchLabels = { app: 'other' };
      other.spec.template.metadata.labels = { app: 'other' };
      const { code, body } = await caller.put(`${deployments}/selector`, other);
      expect(code).toBe(422);
      expect(body.message).toBe(
        `Deployment.apps "selector" is invalid: spec.selector: Invalid value: ${value('v1.LabelSelector{MatchLabels:map[string]string{"app":"other"}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}', '{"matchLabels":{"app":"other"}}')}: field is immutable`,
      );
    });

    it('counts a generation for each change of its spec, and for no other', async () => {
      const path = `${deployments}/generation`;
      await make(deployments, deployment('generation'));
      const labelled = await caller.patch(path, 'merge', { metadata: { labels: { a: 'b' } } });
      expect(labelled.body.metadata.generation).toBe(1);
      const paused = await caller.patch(path, 'merge', { spec: { paused: true } });
      expect(paused.body.metadata.generation).toBe(2);
      const status = await caller.patch(`${path}/status`, 'merge', {
        spec: { paused: false },
        status: { observedGeneration: 2 },
      });
      expect(status.code).toBe(200);
      expect(status.body.spec.paused).toBe(true);
      expect(status.body.metadata.generation).toBe(2);
      const ignored = await caller.patch(path, 'merge', { status: { observedGeneration: 77 } });
      expect(ignored.body.status.observedGeneration).toBe(2);
    });

    it('is scaled through its scale', async () => {
      const made = await make(deployments, {
        ...deployment('scaled'),
        spec: { ...deployment('scaled').spec, paused: true },
      });
      const path = `${deployments}/scaled/scale`;
      const { body: scale } = await caller.get(path);
      expect(scale).toMatchObject({
        kind: 'Scale',
        apiVersion: 'autoscaling/v1',
        metadata: { name: 'scaled', namespace, uid: made.metadata.uid },
        spec: {},
        status: { replicas: 0, selector: 'app=contract' },
      });
      const { code, body } = await caller.put(path, {
        metadata: { name: 'scaled', namespace },
        spec: { replicas: -1 },
      });
      expect(code).toBe(422);
      expect(body.message).toBe(
        'Scale.autoscaling "scaled" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      );
    });
  });
}

import { describe, expect, it } from 'vitest';
import { refOf } from '../../source/practice/client.ts';
import { Cluster, type ClusterOptions } from '../../source/practice/cluster.ts';
import type { Json, KubernetesObject } from '../../source/practice/object.ts';
import { StatusError } from '../../source/practice/status-error.ts';
import { FakeClock } from '../kubernetes/fake-clock.ts';

function start(options: Partial<ClusterOptions> = {}): { cluster: Cluster; clock: FakeClock } {
  const clock = new FakeClock();
  const onControllerError = (error: unknown) => {
    throw error;
  };
  return { cluster: new Cluster({ profile: 'chapter', clock, onControllerError, ...options }), clock };
}

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'c', image: 'web:1' }] },
};
const named = (apiVersion: string, kind: string, name: string, more: object = {}): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'default' },
  ...more,
});
const refusal = (act: () => unknown): StatusError => {
  try {
    act();
  } catch (error) {
    if (error instanceof StatusError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('one object in several versions', () => {
  it('takes selector and labels from the template in extensions/v1beta1, and shows the same in apps/v1', () => {
    const { client } = start().cluster;
    client.create(named('extensions/v1beta1', 'Deployment', 'web', { spec: { template } }));
    const seen = client.get({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web' });
    expect(seen).toMatchObject({
      apiVersion: 'apps/v1',
      metadata: { labels: { app: 'web' } },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        strategy: { rollingUpdate: { maxUnavailable: 1, maxSurge: 1 } },
        progressDeadlineSeconds: 2_147_483_647,
      },
    });
  });

  it('wants to be told the selector in apps/v1', () => {
    const { client } = start().cluster;
    const error = refusal(() => client.create(named('apps/v1', 'Deployment', 'web', { spec: { template } })));
    expect(error.code).toBe(422);
    expect(error.message).toContain('spec.selector: Required value');
  });

  it('writes an autoscaler’s metrics as each version does', () => {
    const { client } = start().cluster;
    const metrics = [{ type: 'Resource', resource: { name: 'cpu', targetAverageUtilization: 55 } }];
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    client.create(
      named('autoscaling/v2beta1', 'HorizontalPodAutoscaler', 'web', {
        spec: { maxReplicas: 3, scaleTargetRef, metrics },
      }),
    );
    const ref = { kind: 'HorizontalPodAutoscaler', namespace: 'default', name: 'web' };
    expect(client.get({ ...ref, apiVersion: 'autoscaling/v1' })?.spec).toEqual({
      maxReplicas: 3,
      minReplicas: 1,
      scaleTargetRef,
      targetCPUUtilizationPercentage: 55,
    });
    expect(client.get({ ...ref, apiVersion: 'autoscaling/v2beta1' })?.spec.metrics).toEqual(metrics);
  });

  it('serves in v1.34 none of the versions that were removed', () => {
    const { registry } = start({ profile: 'current' }).cluster;
    for (const removed of [
      'extensions/v1beta1',
      'apps/v1beta1',
      'apps/v1beta2',
      'apiextensions.k8s.io/v1beta1',
      'admissionregistration.k8s.io/v1beta1',
      'rbac.authorization.k8s.io/v1beta1',
      'policy/v1beta1',
      'autoscaling/v2beta1',
      'batch/v1beta1',
    ])
      expect(registry.serves(removed), removed).toBe(false);
    for (const served of ['autoscaling/v2', 'policy/v1', 'discovery.k8s.io/v1', 'apiextensions.k8s.io/v1'])
      expect(registry.serves(served), served).toBe(true);
  });

  it('fills in of a webhook what its version means by silence', () => {
    const webhook = { name: 'a.example.com', clientConfig: { service: { name: 's', namespace: 'default' } } };
    const make = (profile: 'chapter' | 'current', version: string, more: object) => {
      const metadata = { name: 'hook' };
      const apiVersion = `admissionregistration.k8s.io/${version}`;
      const object = {
        apiVersion,
        kind: 'MutatingWebhookConfiguration',
        metadata,
        webhooks: [{ ...webhook, ...more }],
      };
      return start({ profile }).cluster.client.create(object).webhooks[0];
    };
    expect(make('chapter', 'v1beta1', {})).toMatchObject({
      failurePolicy: 'Ignore',
      timeoutSeconds: 30,
      sideEffects: 'Unknown',
    });
    const said = { sideEffects: 'None', admissionReviewVersions: ['v1'] };
    expect(make('current', 'v1', said)).toMatchObject({
      failurePolicy: 'Fail',
      timeoutSeconds: 10,
      matchPolicy: 'Equivalent',
    });
    const error = refusal(() => make('current', 'v1', {}));
    expect(error.message).toContain(
      'admissionReviewVersions: Required value: must specify one of v1, v1beta1',
    );
  });
});

describe('what a cluster has from the start', () => {
  it('is the chapter’s world, or today’s', () => {
    const names = (cluster: Cluster) =>
      cluster.client.list('v1', 'Namespace').map(({ metadata }) => metadata.name);
    expect(names(start().cluster)).toEqual([
      'default',
      'docker',
      'kube-node-lease',
      'kube-public',
      'kube-system',
      'squash-debugger',
    ]);
    const { cluster } = start({ profile: 'current' });
    expect(names(cluster)).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system']);
    const [node] = cluster.client.list('v1', 'Node');
    expect(node).toMatchObject({
      metadata: { name: 'docker-desktop' },
      status: { nodeInfo: { kubeletVersion: 'v1.34.0' } },
    });
  });

  it('gives service accounts a token where the version does, and every namespace the certificate where it does', () => {
    const old = start({ authority: 'PEM' }).cluster.client;
    const [account] = old.list('v1', 'ServiceAccount', { namespace: 'default' });
    const [token] = old.list('v1', 'Secret', { namespace: 'default' });
    expect(account?.secrets).toEqual([{ name: token?.metadata.name }]);
    expect(token).toMatchObject({
      type: 'kubernetes.io/service-account-token',
      data: { 'ca.crt': 'UEVN', namespace: 'ZGVmYXVsdA==' },
    });
    const { client } = start({ profile: 'current', authority: 'PEM' }).cluster;
    expect(client.list('v1', 'Secret')).toEqual([]);
    const root = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'kube-root-ca.crt' };
    client.delete(root);
    expect(client.get(root)?.data).toEqual({ 'ca.crt': 'PEM' });
  });

  it('is the same for the same seed, and another for another', () => {
    const uids = (seed: number) =>
      start({ seed })
        .cluster.client.list('v1', 'Namespace')
        .map(({ metadata }) => metadata.uid);
    expect(uids(1)).toEqual(uids(1));
    expect(uids(1)).not.toEqual(uids(2));
  });
});

describe('definitions', () => {
  const definition = (plural: string, kind: string, more: object = {}): KubernetesObject => ({
    apiVersion: 'apiextensions.k8s.io/v1beta1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.example.com` },
    spec: { group: 'example.com', version: 'v1', names: { plural, kind, ...more } },
  });
  const conditionsOf = (cluster: Cluster, name: string): Json[] =>
    cluster.client.get({ apiVersion: 'apiextensions.k8s.io/v1beta1', kind: 'CustomResourceDefinition', name })
      ?.status.conditions;

  it('are served after a moment, and a fault may make it long', () => {
    const { cluster, clock } = start();
    cluster.timing.definitionDelay = 60_000;
    cluster.client.create(definition('widgets', 'Widget'));
    clock.advance(59_000);
    expect(conditionsOf(cluster, 'widgets.example.com')).toBeNull();
    expect(cluster.registry.serves('example.com/v1')).toBe(false);
    clock.advance(1_000);
    expect(cluster.registry.serves('example.com/v1')).toBe(true);
  });

  it('are not established when another has their names', () => {
    const { cluster, clock } = start();
    cluster.client.create(definition('widgets', 'Widget', { shortNames: ['w'] }));
    clock.advance(1_000);
    cluster.client.create(definition('wheels', 'Wheel', { shortNames: ['w'] }));
    clock.advance(1_000);
    expect(conditionsOf(cluster, 'wheels.example.com')).toMatchObject([
      {
        type: 'NamesAccepted',
        status: 'False',
        reason: 'ShortNamesConflict',
        message: '"w" is already in use',
      },
      { type: 'Established', status: 'False', reason: 'NotAccepted' },
    ]);
    expect(cluster.registry.byPath('example.com/v1', 'wheels')).toBeUndefined();
  });

  it('keep unknown fields in v1beta1, and drop them in v1 where the schema does not say otherwise', () => {
    const { cluster, clock } = start({ profile: 'current' });
    const openAPIV3Schema = {
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          properties: {
            size: { type: 'integer', default: 3 },
            free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
      },
    };
    const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }];
    const names = { plural: 'widgets', kind: 'Widget' };
    cluster.client.create({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: { group: 'example.com', scope: 'Namespaced', names, versions },
    });
    clock.advance(1_000);
    const spec = { unknown: 1, free: { any: 1 } };
    expect(cluster.client.create(named('example.com/v1', 'Widget', 'one', { spec, more: 1 }))).toEqual({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: expect.objectContaining({ name: 'one', generation: 1 }),
      spec: { free: { any: 1 }, size: 3 },
    });
    const old = start();
    old.cluster.client.create(definition('widgets', 'Widget'));
    old.clock.advance(1_000);
    expect(
      old.cluster.client.create(named('example.com/v1', 'Widget', 'one', { spec, more: 1 })),
    ).toMatchObject({ spec, more: 1 });
  });
});

describe('garbage', () => {
  const owned = (cluster: Cluster): KubernetesObject => {
    const owner = cluster.client.create(named('v1', 'ConfigMap', 'owner'));
    const { uid = '', name } = owner.metadata;
    const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name, uid }];
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'r', ownerReferences },
    };
    cluster.client.create(role);
    return owner;
  };

  it.each([
    ['chapter', false],
    ['current', true],
  ] as const)(
    'of the whole cluster owned by an object of a namespace: in %s it stays: %s',
    (profile, stays) => {
      const { cluster, clock } = start({ profile });
      cluster.client.delete(refOf(owned(cluster)));
      clock.advance(10_000);
      const role = cluster.client.get({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        name: 'r',
      });
      expect(role !== undefined).toBe(stays);
    },
  );

  it('is what loses its last owner; one of two is only forgotten', () => {
    const { cluster, clock } = start();
    const owners = ['one', 'two'].map((name) => cluster.client.create(named('v1', 'ConfigMap', name)));
    const ownerReferences = owners.map(({ metadata: { name, uid = '' } }) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name,
      uid,
    }));
    const child = named('v1', 'Secret', 'child');
    child.metadata.ownerReferences = ownerReferences;
    cluster.client.create(child);
    cluster.client.delete(refOf(owners[0] as KubernetesObject));
    clock.advance(1_000);
    expect(cluster.client.get(refOf(child))?.metadata.ownerReferences).toEqual(ownerReferences.slice(1));
    cluster.client.delete(refOf(owners[1] as KubernetesObject));
    clock.advance(1_000);
    expect(cluster.client.get(refOf(child))).toBeUndefined();
  });
});

describe('admission', () => {
  it('sees a write after defaulting, may change it, and may refuse it', () => {
    const { cluster } = start();
    cluster.api.admit(({ operation, resource, object }) => {
      if (operation !== 'CREATE' || resource.key !== 'configmaps') return;
      if (object.metadata.name === 'no') throw new StatusError(403, 'Forbidden', 'not this one');
      object.data = { ...object.data, admitted: 'yes' };
    });
    expect(cluster.client.create(named('v1', 'ConfigMap', 'yes')).data).toEqual({ admitted: 'yes' });
    expect(refusal(() => cluster.client.create(named('v1', 'ConfigMap', 'no'))).message).toBe('not this one');
  });
});

describe('pods', () => {
  it('that a kubelet has are given time to go; others go at once', () => {
    const { cluster } = start();
    const pod = (name: string, more: object = {}) =>
      named('v1', 'Pod', name, { spec: { ...template.spec, ...more } });
    cluster.client.create(pod('waiting'));
    cluster.client.create(pod('running', { nodeName: 'docker-desktop' }));
    const [waiting, running] = [pod('waiting'), pod('running')].map(refOf) as [Json, Json];
    cluster.client.delete(waiting);
    cluster.client.delete(running);
    expect(cluster.client.get(waiting)).toBeUndefined();
    expect(cluster.client.get(running)?.metadata).toMatchObject({
      deletionGracePeriodSeconds: 30,
      deletionTimestamp: '2026-11-22T10:00:30Z',
    });
    cluster.client.delete(running, { gracePeriodSeconds: 0 });
    expect(cluster.client.get(running)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { dependencies, removalOrder } from '../../source/istio/release/order.ts';
import { type KubernetesObject, keyOf } from '../../source/kubernetes/object.ts';
import { deployment, inSystem, object } from './objects.ts';

/** What `name` waits for, as `Kind/name:until`. */
function needsOf(name: string, objects: KubernetesObject[]): string[] {
  const byKey = new Map(objects.map((one) => [keyOf(one), one]));
  const waiting = objects.find((one) => one.metadata.name === name) as KubernetesObject;
  return (dependencies(objects).get(keyOf(waiting)) ?? [])
    .map(({ after, until }) => `${byKey.get(after)?.kind}/${byKey.get(after)?.metadata.name}:${until}`)
    .sort();
}

const namespace = object('v1', 'Namespace', 'istio-system');
const account = (name: string) => inSystem('v1', 'ServiceAccount', name);
const crd = object('apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 'rules.config.istio.io', {
  spec: { group: 'config.istio.io', version: 'v1alpha2', names: { kind: 'rule' } },
});
const rbac = 'rbac.authorization.k8s.io/v1';
const binding = (roleRef: object, subject: string, fields: object = {}) =>
  object(rbac, 'ClusterRoleBinding', 'binding', {
    roleRef,
    subjects: [{ kind: 'ServiceAccount', name: subject, namespace: 'istio-system' }],
    ...fields,
  });
const hook = (name: string, when: string) =>
  inSystem('batch/v1', 'Job', name, {
    annotations: { 'helm.sh/hook': when },
    spec: { template: { spec: {} } },
  });
const citadel = deployment('istio-citadel');
const galley = deployment('istio-galley');

describe('what is waited for', () => {
  it('by anything in a namespace: the namespace', () => {
    expect(needsOf('c', [inSystem('v1', 'ConfigMap', 'c'), namespace])).toEqual([
      'Namespace/istio-system:applied',
    ]);
  });

  it('by a custom resource: that its CRD is served, whatever its version', () => {
    const rule = object('config.istio.io/v9', 'rule', 'r', { namespace: 'elsewhere' });
    expect(needsOf('r', [rule, crd])).toEqual(['CustomResourceDefinition/rules.config.istio.io:served']);
  });

  it('by a binding: its role and its accounts', () => {
    const role = object(rbac, 'ClusterRole', 'role');
    const objects = [binding({ kind: 'ClusterRole', name: 'role' }, 'a'), role, account('a'), account('b')];
    expect(needsOf('binding', objects)).toEqual(['ClusterRole/role:applied', 'ServiceAccount/a:applied']);
  });

  it('by a RoleBinding: the Role of its own namespace', () => {
    const bound = inSystem(rbac, 'RoleBinding', 'rb', { roleRef: { kind: 'Role', name: 'r' } });
    const objects = [bound, inSystem(rbac, 'Role', 'r'), object(rbac, 'Role', 'r', { namespace: 'other' })];
    const [need] = dependencies(objects).get(keyOf(bound)) ?? [];
    expect(need?.after).toBe(keyOf(objects[1] as KubernetesObject));
  });

  it('by a workload: its account and whatever binds that, its Services, and all that it mounts or reads', () => {
    const spec = {
      serviceAccountName: 'a',
      volumes: [
        { configMap: { name: 'mounted' } },
        { secret: { secretName: 'secret' } },
        { projected: { sources: [{ configMap: { name: 'projected' } }] } },
      ],
      containers: [
        {
          env: [{ valueFrom: { configMapKeyRef: { name: 'read', key: 'k' } } }],
          envFrom: [{ secretRef: { name: 'env' } }],
        },
      ],
    };
    const objects = [
      deployment('d', spec),
      account('a'),
      account('other'),
      binding({ kind: 'ClusterRole', name: 'x' }, 'a'),
      inSystem('v1', 'Service', 's', { spec: { selector: { app: 'd' } } }),
      inSystem('v1', 'Service', 'other-s', { spec: { selector: { app: 'e' } } }),
      inSystem('v1', 'Service', 'selects-nothing', { spec: {} }),
      ...['mounted', 'projected', 'read', 'unused'].map((name) => inSystem('v1', 'ConfigMap', name)),
      ...['secret', 'env'].map((name) => inSystem('v1', 'Secret', name)),
    ];
    expect(needsOf('d', objects)).toEqual([
      'ClusterRoleBinding/binding:applied',
      'ConfigMap/mounted:applied',
      'ConfigMap/projected:applied',
      'ConfigMap/read:applied',
      'Secret/env:applied',
      'Secret/secret:applied',
      'Service/s:applied',
      'ServiceAccount/a:applied',
    ]);
  });

  it.each([
    [
      'a certificate that Citadel makes at run time',
      { secretName: 'istio.x' },
      ['Deployment/istio-citadel:ready'],
    ],
    ['nobody, if it can start without', { secretName: 'istio.x', optional: true }, []],
    ['nobody, if the Secret has another maker', { secretName: 'mine' }, []],
  ])('by a workload that mounts a Secret: %s', (_, secret, needs) => {
    expect(needsOf('d', [deployment('d', { volumes: [{ secret }] }), citadel])).toEqual(needs);
  });

  it('by Citadel: the post-delete hook that deletes what Citadel makes', () => {
    const objects = [citadel, hook('istio-cleanup-secrets-1.1.0', 'post-delete'), hook('x', 'pre-install')];
    expect(needsOf('istio-citadel', objects)).toEqual(['Job/istio-cleanup-secrets-1.1.0:ready']);
  });

  it('by a post-install hook: galley, whose webhook judges what it writes', () => {
    expect(needsOf('h', [hook('h', 'post-install, post-upgrade'), galley, citadel])).toEqual([
      'Deployment/istio-galley:ready',
    ]);
  });

  it("by the injector: its webhook, and the injector's alone", () => {
    const webhook = object(
      'admissionregistration.k8s.io/v1beta1',
      'MutatingWebhookConfiguration',
      'istio-sidecar-injector',
      {
        webhooks: [{ clientConfig: { service: { namespace: 'istio-system', name: 's' } } }],
      },
    );
    const service = inSystem('v1', 'Service', 's', { spec: { selector: { app: 'injector' } } });
    const objects = [deployment('injector'), deployment('other'), webhook, service];
    expect(needsOf('injector', objects)).toContain(
      'MutatingWebhookConfiguration/istio-sidecar-injector:applied',
    );
    expect(needsOf('other', objects)).toEqual([]);
  });

  it('by an autoscaler: its Deployment', () => {
    const scaler = inSystem('autoscaling/v2beta1', 'HorizontalPodAutoscaler', 'h', {
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'd' } },
    });
    expect(needsOf('h', [scaler, deployment('d')])).toEqual(['Deployment/d:applied']);
  });

  it('never by itself, not even where it mounts its own certificate', () => {
    const self = deployment('istio-citadel', { volumes: [{ secret: { secretName: 'istio.citadel' } }] });
    expect(needsOf('istio-citadel', [self])).toEqual([]);
    expect(needsOf('a', [object('v1', 'Namespace', 'a', { namespace: 'a' })])).toEqual([]);
  });
});

/** A small generator of its own, so that a graph that fails can be made again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Objects that name each other at random, also in ways that make no sense. */
function randomObjects(seed: number): KubernetesObject[] {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const names = [
    'a',
    'b',
    'istio-citadel',
    'istio-galley',
    'istio-sidecar-injector',
    'istio-system',
    'istio.a',
  ];
  const kinds = [
    ['v1', 'Namespace'],
    ['v1', 'ServiceAccount'],
    ['v1', 'ConfigMap'],
    ['v1', 'Secret'],
    ['v1', 'Service'],
    ['apps/v1', 'Deployment'],
    ['batch/v1', 'Job'],
    [rbac, 'ClusterRole'],
    [rbac, 'ClusterRoleBinding'],
    ['autoscaling/v1', 'HorizontalPodAutoscaler'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
  ] as const;
  const one = (): KubernetesObject => {
    const [apiVersion, kind] = pick(kinds);
    const [defined, definedKind] = pick(kinds);
    return object(apiVersion, kind, pick(names), {
      namespace: pick(['istio-system', 'a', undefined]),
      annotations: { 'helm.sh/hook': pick(['post-delete', 'post-install', 'post-delete,post-install', 'x']) },
      roleRef: { kind: pick(['ClusterRole', 'ClusterRoleBinding']), name: pick(names) },
      subjects: [{ kind: 'ServiceAccount', name: pick(names), namespace: pick(['istio-system', 'a']) }],
      webhooks: [{ clientConfig: { service: { namespace: 'istio-system', name: pick(names) } } }],
      spec: {
        group: defined.split('/')[0],
        names: { kind: definedKind },
        selector: { app: 'x' },
        scaleTargetRef: { kind: 'Deployment', name: pick(names) },
        template: {
          metadata: { labels: { app: 'x' } },
          spec: {
            serviceAccountName: pick(names),
            volumes: [{ secret: { secretName: pick(names) } }, { configMap: { name: pick(names) } }],
          },
        },
      },
    });
  };
  const objects = new Map<string, KubernetesObject>();
  for (let count = 0; count < 60; count += 1) {
    const made = one();
    objects.set(keyOf(made), made);
  }
  return [...objects.values()];
}

it('no set of objects leads to a cycle or to something that is not there', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const objects = randomObjects(seed);
    const needs = dependencies(objects);
    const done = new Set<string>();
    let left = objects.map(keyOf);
    while (left.length > 0) {
      const ready = left.filter((key) => (needs.get(key) ?? []).every(({ after }) => done.has(after)));
      expect(ready.length, `seed ${seed}, waiting: ${left}`).toBeGreaterThan(0);
      for (const key of ready) done.add(key);
      left = left.filter((key) => !done.has(key));
    }
  }
});

describe('removal', () => {
  const rule = inSystem('config.istio.io/v1alpha2', 'rule', 'r');
  const webhook = object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'w');
  const role = object(rbac, 'ClusterRole', 'role');

  it('goes from webhooks to CRDs', () => {
    const objects = [crd, namespace, role, account('a'), rule, galley, webhook];
    const order = removalOrder(objects).map((group) => group.map((one) => one.kind));
    expect(order).toEqual([
      ['ValidatingWebhookConfiguration'],
      ['rule'],
      ['Deployment'],
      ['ServiceAccount'],
      ['ClusterRole'],
      ['Namespace'],
      ['CustomResourceDefinition'],
    ]);
  });

  it('takes custom resources before CRDs also where the CRD is not ours to remove', () => {
    expect(removalOrder([galley, rule]).map((group) => group[0]?.kind)).toEqual(['rule', 'Deployment']);
  });

  it('names everything once', () => {
    const objects = [...randomObjects(7), ...randomObjects(7)];
    const keys = removalOrder(objects).flat().map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(keys)).toEqual(new Set(objects.map(keyOf)));
  });

  it('of nothing is nothing', () => {
    expect(removalOrder([])).toEqual([]);
  });
});

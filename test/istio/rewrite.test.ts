import { describe, expect, it } from 'vitest';
import { canonicalQuantity } from '../../source/istio/canonical-quantity.ts';
import { rewrite } from '../../source/istio/release/rewrite.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { deployment, inSystem, object } from './objects.ts';

const gone = new Set(['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2']);
const modern = (apiVersion: string) => !gone.has(apiVersion);
const everything = () => true;
const one = (from: KubernetesObject, serves: (apiVersion: string) => boolean = modern) => {
  const { objects, rewritten } = rewrite([from], serves);
  return { object: objects[0] as KubernetesObject, rewritten };
};

const old = (spec: object = {}) =>
  inSystem('extensions/v1beta1', 'Deployment', 'a', {
    spec: { replicas: 2, template: { metadata: { labels: { app: 'a', version: 'v1' } }, spec: {} }, ...spec },
  });

describe('a Deployment in a version that is no longer served', () => {
  it.each(['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2'])('%s becomes apps/v1', (apiVersion) => {
    const { object: result, rewritten } = one({ ...old(), apiVersion });
    expect(result.apiVersion).toBe('apps/v1');
    expect(result.spec.replicas).toBe(2);
    expect(rewritten).toMatchObject([
      { from: apiVersion, to: 'apps/v1', ref: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' } },
    ]);
  });

  it('gets the selector that was implied, from the labels of its pods', () => {
    const { object: result, rewritten } = one(old());
    expect(result.spec.selector).toEqual({ matchLabels: { app: 'a', version: 'v1' } });
    expect(rewritten[0]?.why.key).toBe('rewrite.removed-selector');
  });

  it('keeps a selector that it has', () => {
    const selector = { matchLabels: { app: 'a' } };
    const { object: result, rewritten } = one(old({ selector }));
    expect(result.spec.selector).toEqual(selector);
    expect(rewritten[0]?.why.key).toBe('rewrite.removed');
  });

  it('stays as it is where it is served, and where nothing better is', () => {
    expect(one(old(), everything).object.apiVersion).toBe('extensions/v1beta1');
    expect(one(old(), () => false)).toMatchObject({
      object: { apiVersion: 'extensions/v1beta1' },
      rewritten: [],
    });
  });

  it('is followed by the autoscaler that names it', () => {
    const scaler = inSystem('autoscaling/v2beta1', 'HorizontalPodAutoscaler', 'a', {
      spec: { scaleTargetRef: { apiVersion: 'apps/v1beta1', kind: 'Deployment', name: 'a' } },
    });
    const { object: result, rewritten } = one(scaler);
    expect(result.apiVersion).toBe('autoscaling/v2beta1');
    expect(result.spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' });
    expect(rewritten).toMatchObject([{ from: 'apps/v1beta1', to: 'apps/v1' }]);
  });

  it('does not change the object that it was made from', () => {
    const before = old();
    const copy = structuredClone(before);
    rewrite([before], modern);
    expect(before).toEqual(copy);
  });
});

it('what has no rule keeps its version, served or not', () => {
  const rule = inSystem('config.istio.io/v1alpha2', 'rule', 'r', { spec: {} });
  expect(one(rule, () => false)).toEqual({ object: rule, rewritten: [] });
});

describe('for server-side apply', () => {
  it('nulls, status and what the server writes are left out', () => {
    const from = inSystem('v1', 'Service', 's', {
      metadata: { creationTimestamp: null, annotations: null, resourceVersion: '1', uid: 'u' },
      spec: { clusterIP: null, list: [null, 1] },
      status: { loadBalancer: {} },
    });
    expect(one(from).object).toEqual(inSystem('v1', 'Service', 's', { spec: { list: [null, 1] } }));
  });

  it.each([
    ['rbac.authorization.k8s.io/v1beta1', 'ClusterRole'],
    ['v1', 'Namespace'],
    ['admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration'],
    ['authentication.istio.io/v1alpha1', 'MeshPolicy'],
  ])('%s %s loses a namespace that it cannot have', (apiVersion, kind) => {
    expect(one(inSystem(apiVersion, kind, 'x')).object.metadata).toEqual({ name: 'x' });
  });

  it('a namespaced kind keeps its namespace', () => {
    expect(one(inSystem('v1', 'ConfigMap', 'x')).object.metadata.namespace).toBe('istio-system');
  });

  it('an empty CA bundle is not ours to write, a given one is', () => {
    const webhook = (caBundle: string) =>
      object('admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration', 'w', {
        webhooks: [{ name: 'a', clientConfig: { caBundle, service: { name: 's' } } }],
      });
    expect(one(webhook('')).object.webhooks[0].clientConfig).toEqual({ service: { name: 's' } });
    expect(one(webhook('abc')).object.webhooks[0].clientConfig.caBundle).toBe('abc');
  });

  it('ports get the protocol that is part of their key, and one key is there once', () => {
    const service = inSystem('v1', 'Service', 's', {
      spec: { ports: [{ port: 53 }, { port: 53, protocol: 'UDP' }, { port: 53, name: 'dns' }] },
    });
    expect(one(service).object.spec.ports).toEqual([
      { protocol: 'TCP', port: 53, name: 'dns' },
      { port: 53, protocol: 'UDP' },
    ]);
    const workload = deployment('d', { containers: [{ name: 'c', ports: [{ containerPort: 80 }] }] });
    expect(one(workload).object.spec.template.spec.containers[0].ports).toEqual([
      { containerPort: 80, protocol: 'TCP' },
    ]);
  });

  it('rules of a webhook get their scope, unless they have one', () => {
    const webhook = object('admissionregistration.k8s.io/v1beta1', 'ValidatingWebhookConfiguration', 'w', {
      webhooks: [{ name: 'a', rules: [{ resources: ['pods'] }, { scope: 'Namespaced' }] }],
    });
    expect(one(webhook).object.webhooks[0].rules.map((rule: { scope: string }) => rule.scope)).toEqual([
      '*',
      'Namespaced',
    ]);
  });

  it('quantities of containers are written as the server stores them', () => {
    const resources = { requests: { cpu: '2000m', memory: '2048Mi' }, limits: { cpu: 1 } };
    const workload = deployment('d', { containers: [{ name: 'c', resources }] });
    expect(one(workload).object.spec.template.spec.containers[0].resources).toEqual({
      requests: { cpu: '2', memory: '2Gi' },
      limits: { cpu: '1' },
    });
  });

  it('objects that are broken are passed on, not stumbled over', () => {
    const broken = [
      inSystem('extensions/v1beta1', 'Deployment', 'no-spec'),
      inSystem('v1', 'Service', 'ports', { spec: { ports: 'x' } }),
      object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'w', { webhooks: {} }),
      deployment('d', { containers: 'x' }),
    ];
    expect(rewrite(broken, modern).objects).toHaveLength(4);
  });
});

// The right column is what Kubernetes' own Quantity makes of the left one.
it.each([
  ['2000m', '2'],
  ['100m', '100m'],
  ['1500m', '1500m'],
  ['0.5', '500m'],
  ['1', '1'],
  ['1000', '1k'],
  ['1500', '1500'],
  ['2048Mi', '2Gi'],
  ['2088Mi', '2088Mi'],
  ['1.5Gi', '1536Mi'],
  ['512', '512'],
  ['0', '0'],
  ['0Mi', '0'],
  ['-2000m', '-2'],
  ['1e3', '1e3'],
  ['much', 'much'],
  ['', ''],
])('the quantity %s is stored as %s', (written, stored) => {
  expect(canonicalQuantity(written)).toBe(stored);
});

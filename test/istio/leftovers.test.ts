import { describe, expect, it } from 'vitest';
import { leftoverQueries, leftoversIn } from '../../source/istio/clean-up/leftovers.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { inSystem, object, pod } from './objects.ts';

const rbac = 'rbac.authorization.k8s.io/v1';
const admission = 'admissionregistration.k8s.io/v1';
const crd = (name: string, labels?: object) =>
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', name, { labels });
const role = (name: string, labels?: object) => object(rbac, 'ClusterRole', name, { labels });
const binding = (name: string) => object(rbac, 'ClusterRoleBinding', name);
const webhook = (kind: 'Mutating' | 'Validating', name: string, namespace?: string) =>
  object(admission, `${kind}WebhookConfiguration`, name, {
    webhooks: [
      { name: 'w', clientConfig: namespace ? { service: { name: 's', namespace } } : { url: 'https://x' } },
    ],
  });
const secret = (name: string, type?: string, namespace = 'default') =>
  object('v1', 'Secret', name, { namespace, ...(type ? { type } : {}) });
const release = { release: 'istio' };
const copied = { release: 'istio', chart: 'certmanager' };
const bookinfoService = (name: string, namespace = 'default') =>
  object('v1', 'Service', name, {
    namespace,
    labels: { app: name, service: name },
    spec: { selector: { app: name } },
  });
const workload = (name: string, image: string, namespace = 'default') =>
  object('apps/v1', 'Deployment', name, {
    namespace,
    spec: { template: { spec: { containers: [{ image }] } } },
  });
const rootCertificate = (name: string, mark?: string) =>
  object('v1', 'ConfigMap', name, {
    namespace: 'default',
    labels: mark ? { 'istio.io/config': mark } : undefined,
  });
const gatewayClass = (controllerName: string) =>
  object('gateway.networking.k8s.io/v1', 'GatewayClass', 'istio', { spec: { controllerName } });
const reasonOf = (one: KubernetesObject) => leftoversIn([one], 'default')[0]?.reason.key;

describe('left over', () => {
  it.each([
    ['leftover.crd', crd('gateways.networking.istio.io')],
    ['leftover.crd-certmanager', crd('issuers.certmanager.k8s.io', copied)],
    ['leftover.cluster-role', role('istio-galley-istio-system')],
    ['leftover.cluster-role', role('istio-reader')],
    ['leftover.cluster-role', role('kiali', release)],
    ['leftover.cluster-role', role('prometheus-istio-system')],
    ['leftover.cluster-role', role('istio-init-istio-system')],
    ['leftover.cluster-role', binding('istio-pilot-istio-system')],
    ['leftover.cluster-role', binding('istio-mixer-admin-role-binding-istio-system')],
    ['leftover.cluster-role', binding('istio-grafana-post-install-role-binding-istio-system')],
    ['leftover.cluster-role', binding('istio-multi')],
    ['leftover.mutating', webhook('Mutating', 'istio-sidecar-injector', 'istio-system')],
    ['leftover.mutating', webhook('Mutating', 'istio-sidecar-injector')],
    ['leftover.mutating', webhook('Mutating', 'anything', 'istio-system')],
    ['leftover.validating', webhook('Validating', 'istio-galley', 'istio-system')],
    [
      'leftover.namespace',
      object('v1', 'Namespace', 'istio-system', { labels: { 'istio-injection': 'disabled' } }),
    ],
    ['leftover.label', object('v1', 'Namespace', 'shop', { labels: { 'istio-injection': 'enabled' } })],
    ['leftover.secret', secret('istio.default', 'istio.io/key-and-cert')],
    ['leftover.secret', secret('istio-ca-secret', 'istio.io/ca-root', 'istio-system')],
    ['leftover.secret', secret('istio.default')],
    ['leftover.sidecar', pod('p', { annotations: { 'sidecar.istio.io/status': '{}' } })],
    ['leftover.bookinfo', workload('reviews-v1', 'istio/examples-bookinfo-reviews-v1:1.10.1')],
    [
      'leftover.bookinfo',
      workload('reviews-v1', 'registry.istio.io/release/examples-bookinfo-reviews-v1:1.20.3'),
    ],
    ['leftover.bookinfo', bookinfoService('details')],
    // Of 1.30.3.
    ['leftover.cluster-role', role('istiod-clusterrole-istio-system')],
    ['leftover.cluster-role', binding('istiod-gateway-controller-canary-istio-system')],
    ['leftover.cluster-role', role('istio-reader-clusterrole-istio-system')],
    ['leftover.mutating', webhook('Mutating', 'istio-revision-tag-default', 'istio-system')],
    ['leftover.validating', webhook('Validating', 'istiod-default-validator', 'istio-system')],
    ['leftover.label', object('v1', 'Namespace', 'shop', { labels: { 'istio.io/rev': 'default' } })],
    ['leftover.root-certificate', rootCertificate('istio-ca-root-cert', 'true')],
    ['leftover.gateway-class', gatewayClass('istio.io/gateway-controller')],
    [
      'leftover.bookinfo',
      object('v1', 'ServiceAccount', 'bookinfo-details', {
        namespace: 'default',
        labels: { account: 'details' },
      }),
    ],
    ['leftover.custom-resource', inSystem('security.istio.io/v1', 'PeerAuthentication', 'default')],
    ['leftover.custom-resource', inSystem('config.istio.io/v1alpha2', 'rule', 'r')],
    ['leftover.custom-resource', object('authentication.istio.io/v1alpha1', 'MeshPolicy', 'default')],
  ])('%s: %j', (key, one) => {
    expect(reasonOf(one)).toBe(key);
  });
});

describe('not ours', () => {
  it.each([
    ['a CRD that only ends like one', crd('things.notistio.io')],
    ['a CRD that begins like one', crd('istio.example.com')],
    ['cert-manager installed by itself', crd('issuers.certmanager.k8s.io', { app: 'cert-manager' })],
    ['a role that has istio in its name', role('istio-operator-x')],
    ['a role of the team that runs Istio', role('my-istio-admins')],
    ['kiali installed by itself', role('kiali', { app: 'kiali' })],
    ['a viewer of kiali', role('kiali-viewer', release)],
    ['a control plane in another namespace', role('istiod-clusterrole-mesh-two')],
    ["somebody's own root certificate", rootCertificate('root-cert', 'true')],
    ['a ConfigMap of the same name', rootCertificate('istio-ca-root-cert')],
    ["another gateway's class", gatewayClass('example.com/gateway')],
    ["somebody's own account", object('v1', 'ServiceAccount', 'bookinfo-details', { namespace: 'default' })],
    ['a binding of somebody', binding('istio-developers')],
    ["another mesh's injector", webhook('Mutating', 'linkerd-proxy-injector', 'linkerd')],
    [
      'an injector of the same name in another namespace',
      webhook('Mutating', 'istio-sidecar-injector', 'mesh-two'),
    ],
    ['a namespace with istio in its name', object('v1', 'Namespace', 'istio-system-backup')],
    ["a user's Secret of the same name", secret('istio.foo', 'Opaque')],
    ["a service account's token", secret('istio.token', 'kubernetes.io/service-account-token')],
    ['a pod of another mesh', pod('p', { annotations: { 'linkerd.io/inject': 'enabled' } })],
    [
      "somebody's own details",
      object('v1', 'Service', 'details', {
        namespace: 'default',
        labels: { app: 'details' },
        spec: { selector: { app: 'details' } },
      }),
    ],
    ["somebody's own reviews", workload('reviews-v1', 'shop/reviews:3')],
    ['Bookinfo in another namespace', bookinfoService('details', 'other')],
    ['a kind of a group that only ends like it', object('things.notistio.io/v1', 'Gateway', 'g')],
    ['a Gateway of Kubernetes', object('gateway.networking.k8s.io/v1', 'Gateway', 'g')],
  ])('%s', (_, one) => {
    expect(reasonOf(one)).toBeUndefined();
  });
});

it('each is named once, with what it takes to delete it', () => {
  const one = inSystem('networking.istio.io/v1alpha3', 'Gateway', 'g');
  expect(leftoversIn([one, { ...one, apiVersion: 'networking.istio.io/v1beta1' }], 'default')).toMatchObject([
    { kind: 'Gateway', namespace: 'istio-system', name: 'g' },
  ]);
});

describe('what is asked for', () => {
  const queries = leftoverQueries('shop');

  it('are Secrets by their type and as names only', () => {
    const secrets = queries.filter((query) => query.kind === 'Secret');
    expect(secrets.map((query) => query.fieldSelector)).toEqual([
      'type=istio.io/key-and-cert',
      'type=istio.io/ca-root',
    ]);
    expect(secrets.every((query) => query.metadataOnly)).toBe(true);
  });

  it("is Bookinfo in the application's namespace alone", () => {
    expect(queries.filter((query) => query.namespace).map((query) => [query.kind, query.namespace])).toEqual([
      ['Deployment', 'shop'],
      ['Service', 'shop'],
      ['ServiceAccount', 'shop'],
    ]);
  });
});

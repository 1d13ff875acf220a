import { describe, expect, it } from 'vitest';
import { leftoversIn } from '../../source/istio/clean-up/leftovers.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { inSystem, object } from './objects.ts';

const rbac = 'rbac.authorization.k8s.io/v1';
const admission = 'admissionregistration.k8s.io/v1';
const crd = (name: string, fields = {}) =>
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', name, fields);
const role = (name: string, fields = {}) => object(rbac, 'ClusterRole', name, fields);
const binding = (name: string) => object(rbac, 'ClusterRoleBinding', name);
const calls = (...namespaces: string[]) => ({
  webhooks: namespaces.map((namespace) => ({
    name: 'a.b.c',
    clientConfig: { service: { namespace, name: 'x' } },
  })),
});
const mutating = (name: string, fields = {}) =>
  object(admission, 'MutatingWebhookConfiguration', name, fields);
const validating = (name: string, fields = {}) =>
  object(admission, 'ValidatingWebhookConfiguration', name, fields);
const namespace = (name: string, labels = {}) => object('v1', 'Namespace', name, { labels });
const secret = (name: string, type: string, where = 'shop') =>
  object('v1', 'Secret', name, { namespace: where, type });
const injected = { annotations: { 'sidecar.istio.io/status': '{}' } };
const root = { namespace: 'shop', labels: { 'istio.io/config': 'true' } };
const shop = (name: string, fields = {}) => ({
  namespace: 'default',
  labels: { app: name, service: name },
  ...fields,
});
const image = (name: string) => ({ spec: { template: { spec: { containers: [{ image: name }] } } } });

/** Of Istio, with what it is told to be. */
const planted: [object: KubernetesObject, reason: string][] = [
  [crd('gateways.networking.istio.io'), 'crd'],
  [crd('wasmplugins.extensions.istio.io'), 'crd'],
  [crd('meshpolicies.authentication.istio.io'), 'crd'],
  [
    crd('issuers.certmanager.k8s.io', { labels: { release: 'istio', chart: 'certmanager' } }),
    'crd-certmanager',
  ],
  [role('istio-pilot-istio-system'), 'cluster-role'],
  [role('istio-cleanup-secrets-istio-system'), 'cluster-role'],
  [role('prometheus-istio-system'), 'cluster-role'],
  [role('kiali', { labels: { release: 'istio' } }), 'cluster-role'],
  [role('istio-reader'), 'cluster-role'],
  [role('istiod-clusterrole-istio-system'), 'cluster-role'],
  [role('istiod-gateway-controller-canary-istio-system'), 'cluster-role'],
  [binding('istio-galley-admin-role-binding-istio-system'), 'cluster-role'],
  [binding('istio-multi'), 'cluster-role'],
  [binding('istio-reader-clusterrole-istio-system'), 'cluster-role'],
  [mutating('istio-sidecar-injector', calls('istio-system')), 'mutating'],
  [mutating('istio-sidecar-injector'), 'mutating'],
  [mutating('istio-revision-tag-default', calls('istio-system')), 'mutating'],
  [validating('istio-galley', calls('istio-system')), 'validating'],
  [validating('istio-validator-istio-system', calls('istio-system')), 'validating'],
  [namespace('istio-system'), 'namespace'],
  [namespace('shop', { 'istio-injection': 'enabled' }), 'label'],
  [namespace('shop-canary', { 'istio.io/rev': 'canary' }), 'label'],
  [secret('istio.default', 'istio.io/key-and-cert'), 'secret'],
  [secret('istio-ca-secret', 'istio.io/ca-root', 'istio-system'), 'secret'],
  [object('v1', 'ConfigMap', 'istio-ca-root-cert', root), 'root-certificate'],
  [object('v1', 'Pod', 'cart-1', { namespace: 'shop', ...injected }), 'sidecar'],
  [object('networking.istio.io/v1', 'VirtualService', 'cart', { namespace: 'shop' }), 'custom-resource'],
  [object('authentication.istio.io/v1alpha1', 'MeshPolicy', 'default'), 'custom-resource'],
  [inSystem('config.istio.io/v1alpha2', 'rule', 'promhttp'), 'custom-resource'],
  [
    object('gateway.networking.k8s.io/v1', 'GatewayClass', 'istio', {
      spec: { controllerName: 'istio.io/gateway-controller' },
    }),
    'gateway-class',
  ],
  [
    object(
      'apps/v1',
      'Deployment',
      'reviews-v1',
      shop('reviews', image('istio/examples-bookinfo-reviews-v1:1.10.1')),
    ),
    'bookinfo',
  ],
  [
    object('v1', 'Service', 'details', shop('details', { spec: { selector: { app: 'details' } } })),
    'bookinfo',
  ],
  [
    object('v1', 'ServiceAccount', 'bookinfo-ratings', {
      namespace: 'default',
      labels: { account: 'ratings' },
    }),
    'bookinfo',
  ],
];

/** Of others, whatever they are called. */
const lookalikes: KubernetesObject[] = [
  crd('istios.example.org'),
  crd('gateways.notistio.io'),
  crd('gateways.gateway.networking.k8s.io'),
  crd('issuers.certmanager.k8s.io'),
  crd('serviceprofiles.linkerd.io'),
  role('istio-operators'),
  role('my-istio-viewer'),
  role('istio-pilot-istio-mesh2'),
  role('istiod-clusterrole-other-mesh'),
  role('kiali'),
  role('prometheus'),
  role('linkerd-linkerd-identity'),
  binding('istio-admins'),
  binding('kiali'),
  mutating('istio-sidecar-injector', calls('mesh2')),
  mutating('linkerd-proxy-injector-webhook-config', calls('linkerd')),
  validating('istio-galley', calls('mesh2')),
  validating('cert-manager-webhook', calls('cert-manager')),
  namespace('istio-system-backup'),
  namespace('istio'),
  namespace('quiet', { 'istio-injection': 'disabled' }),
  namespace('linkerd', { 'linkerd.io/inject': 'enabled' }),
  secret('istio.default', 'Opaque'),
  secret('istio-certs', 'kubernetes.io/tls'),
  object('v1', 'ConfigMap', 'istio-ca-root-cert', { namespace: 'shop' }),
  object('v1', 'ConfigMap', 'istio-notes', root),
  object('v1', 'ConfigMap', 'hoist-inventory', { namespace: 'kube-system' }),
  object('v1', 'Pod', 'istio-docs-1', { namespace: 'shop' }),
  object('v1', 'Pod', 'cart-1', { namespace: 'shop', annotations: { 'linkerd.io/status': '{}' } }),
  object('gateway.networking.k8s.io/v1', 'GatewayClass', 'envoy', {
    spec: { controllerName: 'gateway.envoyproxy.io/x' },
  }),
  object('apps/v1', 'Deployment', 'reviews-v1', shop('reviews', image('example.org/reviews:1'))),
  object('apps/v1', 'Deployment', 'reviews-v1', {
    ...shop('reviews', image('istio/examples-bookinfo-reviews-v1:1')),
    namespace: 'shop',
  }),
  object('v1', 'Service', 'reviews', { namespace: 'default', spec: { selector: { app: 'reviews' } } }),
  object('v1', 'ServiceAccount', 'bookinfo-ratings', { namespace: 'default' }),
  object('v1', 'ServiceAccount', 'ratings', { namespace: 'default', labels: { account: 'ratings' } }),
];

const nameOf = ({ kind, metadata }: KubernetesObject) =>
  `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

describe('what is planted', () => {
  it('is of more than forty sorts, with and without Istio in them', () => {
    expect(planted.length + lookalikes.length).toBeGreaterThan(40);
  });

  it.each(planted.map(([one, reason]) => [nameOf(one), reason, one] as const))(
    '%s is told as %s',
    (_, reason, one) => {
      expect(leftoversIn([one], 'default').map((found) => found.reason.key)).toEqual([`leftover.${reason}`]);
    },
  );

  it.each(lookalikes.map((one) => [nameOf(one), one] as const))(
    '%s is somebody else’s, and left alone',
    (_, one) => {
      expect(leftoversIn([one], 'default')).toEqual([]);
    },
  );

  it('is found in a crowd, each once', () => {
    const crowd = [...lookalikes, ...planted.map(([one]) => one), ...lookalikes];
    expect(leftoversIn(crowd, 'default').map(({ name }) => name)).toHaveLength(
      new Set(planted.map(([one]) => nameOf(one))).size,
    );
  });
});

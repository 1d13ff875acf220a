import { groupOf, type KubernetesObject, keyOf, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import { bookinfoObject } from '../bookinfo.ts';
import {
  authoritySecretType,
  certificateSecretType,
  injectionLabel,
  istioGroupSuffix,
  mutatingWebhook,
  revisionLabel,
  rootCertificateSelector,
  rootCertificates,
  statusAnnotation,
  systemNamespace,
  validatingWebhook,
} from '../names.ts';
import type { PodSpec } from '../sidecar/pod-template.ts';

/** Something of Istio that is still there. */
export interface FoundLeftover extends ObjectRef {
  /** Of the very object that was looked at: what is deleted for it is this one, and no namesake made since. */
  uid?: string;
  /** Where it came from, and what harm it does. */
  reason: Message;
}

/** One list to ask for; versions in order of preference, the first that is served is enough. */
export interface LeftoverQuery {
  versions: string[];
  kind: string;
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  metadataOnly?: boolean;
}

const withBeta = (group: string) => [`${group}/v1`, `${group}/v1beta1`];

/** Of groups that both releases have kinds in, newest version first. */
const networking = ['v1', 'v1beta1', 'v1alpha3'].map((version) => `networking.istio.io/${version}`);
const security = ['v1', 'v1beta1'].map((version) => `security.istio.io/${version}`);
const telemetry = ['v1', 'v1alpha1'].map((version) => `telemetry.istio.io/${version}`);
const extensions = ['extensions.istio.io/v1alpha1'];

const kindsOf = (versions: string[], ...kinds: string[]) => kinds.map((kind) => ({ versions, kind }));

/** Kinds that live in no namespace or outlast what made them; all others are gone with their namespace or their CRD. */
const customKinds = [
  ...kindsOf(networking, 'VirtualService', 'DestinationRule', 'ServiceEntry', 'Gateway', 'EnvoyFilter'),
  ...kindsOf(networking, 'Sidecar', 'WorkloadEntry', 'WorkloadGroup', 'ProxyConfig'),
  ...kindsOf(security, 'PeerAuthentication', 'RequestAuthentication', 'AuthorizationPolicy'),
  ...kindsOf(telemetry, 'Telemetry'),
  ...kindsOf(extensions, 'WasmPlugin', 'TrafficExtension'),
  // Of 1.1.0 alone.
  ...kindsOf(['authentication.istio.io/v1alpha1'], 'Policy', 'MeshPolicy'),
  ...kindsOf(
    ['rbac.istio.io/v1alpha1'],
    'ClusterRbacConfig',
    'RbacConfig',
    'ServiceRole',
    'ServiceRoleBinding',
  ),
  ...kindsOf(
    ['config.istio.io/v1alpha2'],
    'attributemanifest',
    'handler',
    'instance',
    'rule',
    'metric',
    'logentry',
    'kubernetes',
  ),
];

/**
 * What to list to find leftovers. Secrets are asked for by their type, which the server checks, so that nobody's keys are fetched;
 * they come as names alone.
 */
export function leftoverQueries(application: string): LeftoverQuery[] {
  const metadataOnly = true;
  return [
    { versions: withBeta('apiextensions.k8s.io'), kind: 'CustomResourceDefinition', metadataOnly },
    ...['ClusterRole', 'ClusterRoleBinding'].map((kind) => ({
      versions: withBeta('rbac.authorization.k8s.io'),
      kind,
      metadataOnly,
    })),
    ...['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) => ({
      versions: withBeta('admissionregistration.k8s.io'),
      kind,
    })),
    { versions: ['v1'], kind: 'Namespace', metadataOnly },
    ...[certificateSecretType, authoritySecretType].map((type) => ({
      versions: ['v1'],
      kind: 'Secret',
      fieldSelector: `type=${type}`,
      metadataOnly,
    })),
    { versions: ['v1'], kind: 'Pod', metadataOnly },
    { versions: ['apps/v1', 'extensions/v1beta1'], kind: 'Deployment', namespace: application },
    { versions: ['v1'], kind: 'Service', namespace: application },
    { versions: ['v1'], kind: 'ServiceAccount', namespace: application, metadataOnly },
    { versions: ['v1'], kind: 'ConfigMap', labelSelector: rootCertificateSelector, metadataOnly },
    { versions: ['gateway.networking.k8s.io/v1'], kind: 'GatewayClass' },
    ...customKinds.map((one) => ({ ...one, metadataOnly })),
  ];
}

/**
 * Which of these objects are Istio's, each once, with the reason. What only looks like Istio is not listed: not by a name that has
 * istio in it, but by the exact names, groups, types and marks of the release.
 */
export function leftoversIn(objects: readonly KubernetesObject[], application: string): FoundLeftover[] {
  const found = new Map<string, FoundLeftover>();
  for (const object of objects) {
    const reason = leftoverReason(object, application);
    if (!reason) continue;
    const { uid } = object.metadata;
    found.set(keyOf(object), { ...refOf(object), ...(uid ? { uid } : {}), reason });
  }
  return [...found.values()];
}

/** Why an object is Istio's, and what harm it does; undefined where it only looks so. */
export function leftoverReason(object: KubernetesObject, application: string): Message | undefined {
  const group = groupOf(object.apiVersion);
  const rule = rules[`${group}/${object.kind}`];
  if (rule) return rule(object);
  if (`.${group}`.endsWith(istioGroupSuffix))
    return { key: 'leftover.custom-resource', values: { kind: object.kind } };
  return bookinfoObject(object, application) ? { key: 'leftover.bookinfo' } : undefined;
}

const rules: Record<string, (object: KubernetesObject) => Message | undefined> = {
  'apiextensions.k8s.io/CustomResourceDefinition': ({ metadata: { name, labels } }) => {
    if (name.endsWith(istioGroupSuffix)) return { key: 'leftover.crd' };
    // cert-manager is often installed by itself; the copy that 1.1.0 brings is labelled as the release's.
    const isCopy =
      name.endsWith('.certmanager.k8s.io') && labels?.release === 'istio' && labels?.chart === 'certmanager';
    return isCopy ? { key: 'leftover.crd-certmanager' } : undefined;
  },
  'rbac.authorization.k8s.io/ClusterRole': (role) =>
    isOurs(role, clusterRoles) ? { key: 'leftover.cluster-role' } : undefined,
  'rbac.authorization.k8s.io/ClusterRoleBinding': (binding) =>
    isOurs(binding, clusterRoleBindings) ? { key: 'leftover.cluster-role' } : undefined,
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': (webhook) =>
    isWebhookOfOurs(webhook, mutatingWebhook) ? { key: 'leftover.mutating' } : undefined,
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': (webhook) =>
    isWebhookOfOurs(webhook, validatingWebhook) ? { key: 'leftover.validating' } : undefined,
  '/Namespace': ({ metadata: { name, labels } }) => {
    if (name === systemNamespace) return { key: 'leftover.namespace' };
    // Any other value asks for nothing: it is somebody's own wish, and harms nobody.
    if (labels?.[injectionLabel] === 'enabled')
      return { key: 'leftover.label', values: { label: `${injectionLabel}=enabled` } };
    const revision = labels?.[revisionLabel];
    return revision === undefined
      ? undefined
      : { key: 'leftover.label', values: { label: `${revisionLabel}=${revision}` } };
  },
  '/ConfigMap': ({ metadata: { name, labels } }) =>
    rootCertificates.includes(name) && labels?.['istio.io/config'] === 'true'
      ? { key: 'leftover.root-certificate' }
      : undefined,
  // istiod makes its classes wherever the Gateway API is.
  'gateway.networking.k8s.io/GatewayClass': ({ spec }) =>
    String(spec?.controllerName).startsWith('istio.io/') ? { key: 'leftover.gateway-class' } : undefined,
  // Metadata alone has no type: such a Secret was asked for by its type.
  '/Secret': ({ type }) =>
    type === undefined || type === certificateSecretType || type === authoritySecretType
      ? { key: 'leftover.secret' }
      : undefined,
  '/Pod': ({ metadata }) =>
    metadata.annotations?.[statusAnnotation] === undefined ? undefined : { key: 'leftover.sidecar' },
};

/** Names that others use too count only with the label of the release. */
function isOurs({ metadata: { name, labels } }: KubernetesObject, names: Set<string>): boolean {
  if (istiodRoles.test(name)) return true;
  if (!names.has(name)) return false;
  return name !== 'kiali' || labels?.release === 'istio';
}

/** By name, unless it calls a program in another namespace, as that of another mesh does; or by the namespace that it calls. */
function isWebhookOfOurs(configuration: KubernetesObject, name: string): boolean {
  const webhooks: PodSpec[] = configuration.webhooks ?? [];
  const called = webhooks.flatMap((one) => one.clientConfig?.service?.namespace ?? []);
  if (called.includes(systemNamespace)) return true;
  return configuration.metadata.name === name && called.length === 0;
}

/** Roles and bindings of the 1.30.3 charts, which have the same names; a revision's have its name in them. */
const istiodRoles =
  /^(istiod-clusterrole|istiod-gateway-controller|istio-reader-clusterrole)(-[a-z0-9-]+)?-istio-system$/;

const accounts = [
  'galley',
  'pilot',
  'mixer',
  'citadel',
  'sidecar-injector',
  'ingressgateway',
  'egressgateway',
  'cleanup-secrets',
  'security-post-install',
  'grafana-post-install',
];

/** The names of the 1.1.0 charts (demo profile, and istio-init where the CRDs came by Helm). */
const clusterRoles = new Set([
  ...accounts.map((account) => `istio-${account}-istio-system`),
  'prometheus-istio-system',
  'kiali',
  'istio-reader',
  'istio-init-istio-system',
]);

const clusterRoleBindings = new Set([
  ...accounts.flatMap((account) => [
    `istio-${account}-istio-system`,
    `istio-${account}-admin-role-binding-istio-system`,
    `istio-${account}-role-binding-istio-system`,
  ]),
  'istio-kiali-admin-role-binding-istio-system',
  'prometheus-istio-system',
  'istio-multi',
  'istio-init-admin-role-binding-istio-system',
]);

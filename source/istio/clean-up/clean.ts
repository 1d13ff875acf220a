import { groupOf, type KubernetesObject } from '../../kubernetes/object.ts';

/** Kinds of Kubernetes itself that live in no namespace and that manifests of Istio bring; CRDs say it of their own kinds. */
const clusterScoped = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'policy/PodSecurityPolicy',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/StorageClass',
  'apiregistration.k8s.io/APIService',
  'gateway.networking.k8s.io/GatewayClass',
  // Of Istio 1.1.0, in whose CRDs these are the ones with scope Cluster.
  'authentication.istio.io/MeshPolicy',
  'rbac.istio.io/ClusterRbacConfig',
  'certmanager.k8s.io/ClusterIssuer',
]);

export function isClusterScoped(object: { apiVersion: string; kind: string }): boolean {
  return clusterScoped.has(`${groupOf(object.apiVersion)}/${object.kind}`);
}

/**
 * The object as server-side apply should get it: only what its author means to own. Left out are
 * - nulls (kubectl's YAML has them where a template left a value out; as JSON they would clear or own the field);
 * - `status` and what only the server writes in metadata;
 * - a namespace on a kind that has none, which the server would refuse;
 * - an empty `caBundle`: the injector and galley write theirs at run time, and applying the empty one would take it from them.
 * Pure; the result shares nothing with the object.
 */
export function cleanForApply(object: KubernetesObject): KubernetesObject {
  const { status: _, ...rest } = withoutNulls(object) as KubernetesObject;
  const {
    creationTimestamp: _created,
    uid: _uid,
    resourceVersion: _version,
    generation: _generation,
    managedFields: _fields,
    selfLink: _link,
    ...metadata
  } = rest.metadata;
  if (isClusterScoped(object)) delete metadata.namespace;
  const cleaned: KubernetesObject = { ...rest, metadata };
  return object.kind.endsWith('WebhookConfiguration') ? withoutEmptyBundles(cleaned) : cleaned;
}

/** Items of lists stay, since their place has a meaning. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutNulls(inner)]));
}

function withoutEmptyBundles(configuration: KubernetesObject): KubernetesObject {
  if (!Array.isArray(configuration.webhooks)) return configuration;
  const webhooks = configuration.webhooks.map((webhook) => {
    if (webhook?.clientConfig?.caBundle !== '') return webhook;
    const { caBundle: _, ...clientConfig } = webhook.clientConfig;
    return { ...webhook, clientConfig };
  });
  return { ...configuration, webhooks };
}

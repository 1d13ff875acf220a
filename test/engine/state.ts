import { Connection } from '../../source/kubernetes/connect/connection.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

const kinds: [apiVersion: string, kind: string][] = [
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
  ['rbac.authorization.k8s.io/v1', 'Role'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration'],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
  ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
  ['v1', 'Namespace'],
  ['v1', 'ConfigMap'],
  ['v1', 'Service'],
  ['v1', 'ServiceAccount'],
  ['apps/v1', 'Deployment'],
  ['networking.istio.io/v1alpha3', 'Gateway'],
  ['networking.istio.io/v1alpha3', 'VirtualService'],
  ['networking.istio.io/v1', 'Gateway'],
  ['networking.istio.io/v1', 'VirtualService'],
];

/** Made anew by each installation, or with times in it: what counts is that they are there. */
const differs = new Set(['hoist-inventory', 'istio-ca-root-cert', 'istio-security']);
const looked = new Set([undefined, 'default', 'istio-system']);
const isLooked = ({ kind, metadata: { name = '', namespace } }: KubernetesObject) =>
  kind === 'Namespace'
    ? looked.has(name)
    : name === 'hoist-inventory' || (looked.has(namespace) && !name.startsWith('system:'));

/** What the objects say, without what differs between any two clusters: addresses, ports by chance, keys, times. */
function essence(object: KubernetesObject): string {
  const { apiVersion, kind, metadata, spec, data, rules, roleRef, subjects, webhooks } = object;
  const { name, namespace, labels } = metadata;
  const { clusterIP: _, clusterIPs: __, healthCheckNodePort: ___, ports, ...rest } = spec ?? {};
  const fixed = Array.isArray(ports) ? ports.map(({ nodePort: _port, ...port }) => port) : ports;
  return JSON.stringify({
    apiVersion,
    kind,
    name,
    namespace,
    labels,
    spec: { ...rest, ports: fixed },
    data: differs.has(name) ? Object.keys(data ?? {}).sort() : data,
    rules,
    roleRef,
    subjects,
    webhooks: webhooks?.map((one: { name: string }) => one.name),
  });
}

/** What Istio, Bookinfo and hoist have in a cluster, as lines that are the same for two clusters in the same state. */
export async function stateOf(kubeconfig: string): Promise<string[]> {
  const connection = new Connection({ kubeconfig });
  try {
    const lists = await Promise.all(
      kinds.map(([apiVersion, kind]) => connection.api.listIfServed(apiVersion, kind)),
    );
    return lists.flat().filter(isLooked).map(essence).sort();
  } finally {
    connection.close();
  }
}

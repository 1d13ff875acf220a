import type { Connection } from '../../source/kubernetes/connect/connection.ts';
import { type KubernetesObject, refOf } from '../../source/kubernetes/object.ts';
import { eventually } from '../contract/caller.ts';

const rbac = 'rbac.authorization.k8s.io/v1';
const namespace = 'hoist-others';

const object = (apiVersion: string, kind: string, name: string, more: object = {}): KubernetesObject =>
  ({ apiVersion, kind, metadata: { name }, ...more }) as KubernetesObject;
const there = (apiVersion: string, kind: string, name: string, more: object = {}): KubernetesObject =>
  ({ apiVersion, kind, metadata: { name, namespace }, ...more }) as KubernetesObject;
const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
const binding = (name: string) =>
  object(rbac, 'ClusterRoleBinding', name, {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'my-istio-viewer' },
    subjects: [],
  });

/** A workload of others, whose first pod gets the mark of one that was injected. */
const cart = there('apps/v1', 'Deployment', 'cart', {
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'cart' } },
    template: {
      metadata: { labels: { app: 'cart' } },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [{ name: 'main', image: 'registry.k8s.io/pause:3.6', imagePullPolicy: 'IfNotPresent' }],
      },
    },
  },
});

/** Of others, whatever they are called: an uninstall leaves each of them. */
export const lookalikes: KubernetesObject[] = [
  object('v1', 'Namespace', namespace),
  object('v1', 'Namespace', 'istio-system-backup'),
  object('v1', 'Namespace', 'hoist-istio'),
  object(rbac, 'ClusterRole', 'istio-operators', { rules }),
  object(rbac, 'ClusterRole', 'my-istio-viewer', { rules }),
  object(rbac, 'ClusterRole', 'istio-pilot-istio-mesh2', { rules }),
  object(rbac, 'ClusterRole', 'istiod-clusterrole-other-mesh', { rules }),
  object(rbac, 'ClusterRole', 'linkerd-linkerd-identity', { rules }),
  binding('istio-admins'),
  binding('linkerd-linkerd-identity'),
  there('v1', 'Secret', 'istio.default', { type: 'Opaque', stringData: { a: 'b' } }),
  there('v1', 'ConfigMap', 'istio', { data: { mesh: 'of somebody else' } }),
  there('v1', 'ConfigMap', 'istio-notes', { data: { a: 'b' } }),
  there('v1', 'ServiceAccount', 'bookinfo-reviews'),
  there('v1', 'Service', 'istio-pilot', { spec: { ports: [{ port: 15010 }], selector: { app: 'mesh2' } } }),
  there('v1', 'Service', 'reviews', { spec: { ports: [{ port: 9080 }], selector: { app: 'shop' } } }),
  cart,
];

const plural: Record<string, string> = {
  Namespace: 'namespaces',
  ClusterRole: 'clusterroles',
  ClusterRoleBinding: 'clusterrolebindings',
  Secret: 'secrets',
  ConfigMap: 'configmaps',
  ServiceAccount: 'serviceaccounts',
  Service: 'services',
  Deployment: 'deployments',
};

/** Makes them, as somebody with kubectl would, and waits until the workload has its pod. */
export async function planted({ api }: Connection): Promise<void> {
  for (const one of lookalikes) {
    const { apiVersion, kind, metadata } = one;
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const place = metadata.namespace ? `/namespaces/${metadata.namespace}` : '';
    await api.create({ path: `${root}${place}/${plural[kind]}`, body: one });
  }
  const pods = () => api.listIfServed('v1', 'Pod', { namespace });
  const running = async () => (await pods()).find(({ status }) => status?.phase === 'Running');
  const pod = await eventually(running, 'the cart runs');
  await api.merge(refOf(pod), { metadata: { annotations: { 'sidecar.istio.io/status': '{}' } } });
}

/** Takes them away again, and waits until they are gone. */
export async function restored({ api }: Connection): Promise<void> {
  for (const one of lookalikes) if (one.metadata.namespace !== namespace) await api.delete(refOf(one));
  const spaces = lookalikes.filter(({ kind }) => kind === 'Namespace');
  for (const one of spaces)
    await eventually(async () => !(await api.get(refOf(one))), `${one.metadata.name} is gone`);
}

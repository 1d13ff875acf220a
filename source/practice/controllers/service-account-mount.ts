import type { Cluster } from '../cluster.ts';
import type { Admission } from '../machinery/admission.ts';
import type { Json, KubernetesObject } from '../object.ts';
import { forbidden } from '../status-error.ts';

const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The token in a volume of a service account of today (plugin/pkg/admission/serviceaccount). */
const projected = (name: string): Json => ({
  name,
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
        },
      },
    ],
  },
});

const evictions = ['not-ready', 'unreachable'].map((what) => ({
  key: `node.kubernetes.io/${what}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

/** Gives every new pod its service account's token, or refuses it when there is no such account; and the default tolerations. */
export function serviceAccountMount({ store, profile, random }: Cluster): Admission {
  return ({ operation, resource, object, subresource }) => {
    if (operation !== 'CREATE' || resource.key !== 'pods' || subresource) return;
    const { spec, metadata } = object;
    spec.serviceAccountName ||= 'default';
    spec.serviceAccount = spec.serviceAccountName;
    const { namespace = '' } = metadata;
    const account = store.get('serviceaccounts', namespace, spec.serviceAccountName);
    if (!account) {
      const name = `${namespace}/${spec.serviceAccountName}`;
      const why = `error looking up service account ${name}: serviceaccount "${spec.serviceAccountName}" not found`;
      throw forbidden({ group: '', plural: 'pods' }, metadata.generateName ?? metadata.name, why);
    }
    mountToken(spec, account, profile === 'chapter', () => `kube-api-access-${random.suffix()}`);
    spec.tolerations = [...(spec.tolerations ?? []), ...evictions.filter(({ key }) => !tolerated(spec, key))];
    spec.enableServiceLinks ??= true;
    spec.priority ??= 0;
    if (profile === 'current') spec.preemptionPolicy ??= 'PreemptLowerPriority';
  };
}

const tolerated = (spec: Json, key: string): boolean =>
  (spec.tolerations ?? []).some((one: Json) => !one.key || one.key === key);

function mountToken(spec: Json, account: KubernetesObject, isOld: boolean, newName: () => string): void {
  const wanted = spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true;
  if (!wanted) return;
  const secret = account.secrets?.[0]?.name;
  if (isOld && !secret) return;
  const containers: Json[] = [...(spec.initContainers ?? []), ...spec.containers];
  const without = containers.filter(
    ({ volumeMounts = [] }) => !volumeMounts.some((one: Json) => one.mountPath === mountPath),
  );
  const volume = isOld
    ? { name: secret, secret: { secretName: secret, defaultMode: 420 } }
    : projected(newName());
  if (!without.length) return;
  if (!(spec.volumes ?? []).some(({ name }: Json) => name === volume.name))
    spec.volumes = [...(spec.volumes ?? []), volume];
  for (const container of without)
    container.volumeMounts = [
      ...(container.volumeMounts ?? []),
      { name: volume.name, readOnly: true, mountPath },
    ];
}

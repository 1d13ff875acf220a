import { keyOfResource, type Resource } from './resource.ts';

/** Kubernetes v1.14.6, the world of the chapter, or v1.34. */
export const profiles = ['chapter', 'current'] as const;
export type Profile = (typeof profiles)[number];

const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const withoutCollection = allVerbs.filter((verb) => verb !== 'deletecollection');

interface Row {
  kind: string;
  plural: string;
  short?: string[];
  categories?: string[];
  cluster?: true;
  subresources?: string[];
  verbs?: string[];
  /** Served group versions, the stored form first; absent where the profile has none. */
  chapter?: string[];
  current?: string[];
}

const both = (...versions: string[]) => ({ chapter: versions, current: versions });
const all = ['all'];
const extensions = ['api-extensions'];
const workload = (...older: string[]) => ({
  chapter: ['apps/v1', 'apps/v1beta2', ...older],
  current: ['apps/v1'],
});
const rbac = {
  chapter: ['rbac.authorization.k8s.io/v1', 'rbac.authorization.k8s.io/v1beta1'],
  current: ['rbac.authorization.k8s.io/v1'],
};
const webhooks = {
  chapter: ['admissionregistration.k8s.io/v1beta1'],
  current: ['admissionregistration.k8s.io/v1'],
};

/** From the discovery documents of each version (k8s.io/kubernetes/api/discovery for v1.34). */
const rows: Row[] = [
  { kind: 'ConfigMap', plural: 'configmaps', short: ['cm'], ...both('v1') },
  { kind: 'Endpoints', plural: 'endpoints', short: ['ep'], ...both('v1') },
  {
    kind: 'Event',
    plural: 'events',
    short: ['ev'],
    chapter: ['v1', 'events.k8s.io/v1beta1'],
    current: ['v1', 'events.k8s.io/v1'],
  },
  { kind: 'LimitRange', plural: 'limitranges', short: ['limits'], ...both('v1') },
  {
    kind: 'Namespace',
    plural: 'namespaces',
    short: ['ns'],
    cluster: true,
    subresources: ['finalize', 'status'],
    // A whole cluster's namespaces cannot be deleted in one request.
    verbs: withoutCollection,
    ...both('v1'),
  },
  { kind: 'Node', plural: 'nodes', short: ['no'], cluster: true, subresources: ['status'], ...both('v1') },
  {
    kind: 'PersistentVolumeClaim',
    plural: 'persistentvolumeclaims',
    short: ['pvc'],
    subresources: ['status'],
    ...both('v1'),
  },
  {
    kind: 'PersistentVolume',
    plural: 'persistentvolumes',
    short: ['pv'],
    cluster: true,
    subresources: ['status'],
    ...both('v1'),
  },
  {
    kind: 'Pod',
    plural: 'pods',
    short: ['po'],
    categories: all,
    subresources: ['binding', 'eviction', 'status'],
    ...both('v1'),
  },
  { kind: 'PodTemplate', plural: 'podtemplates', ...both('v1') },
  {
    kind: 'ReplicationController',
    plural: 'replicationcontrollers',
    short: ['rc'],
    categories: all,
    subresources: ['scale', 'status'],
    ...both('v1'),
  },
  {
    kind: 'ResourceQuota',
    plural: 'resourcequotas',
    short: ['quota'],
    subresources: ['status'],
    ...both('v1'),
  },
  { kind: 'Secret', plural: 'secrets', ...both('v1') },
  { kind: 'ServiceAccount', plural: 'serviceaccounts', short: ['sa'], ...both('v1') },
  {
    kind: 'Service',
    plural: 'services',
    short: ['svc'],
    categories: all,
    subresources: ['status'],
    // Before 1.22 services could not be deleted as a collection.
    verbs: withoutCollection,
    ...both('v1'),
  },
  {
    kind: 'MutatingWebhookConfiguration',
    plural: 'mutatingwebhookconfigurations',
    categories: extensions,
    cluster: true,
    ...webhooks,
  },
  {
    kind: 'ValidatingWebhookConfiguration',
    plural: 'validatingwebhookconfigurations',
    categories: extensions,
    cluster: true,
    ...webhooks,
  },
  {
    kind: 'CustomResourceDefinition',
    plural: 'customresourcedefinitions',
    short: ['crd', 'crds'],
    categories: extensions,
    cluster: true,
    subresources: ['status'],
    chapter: ['apiextensions.k8s.io/v1beta1'],
    current: ['apiextensions.k8s.io/v1'],
  },
  { kind: 'ControllerRevision', plural: 'controllerrevisions', ...workload('apps/v1beta1') },
  {
    kind: 'DaemonSet',
    plural: 'daemonsets',
    short: ['ds'],
    categories: all,
    subresources: ['status'],
    ...workload('extensions/v1beta1'),
  },
  {
    kind: 'Deployment',
    plural: 'deployments',
    short: ['deploy'],
    categories: all,
    subresources: ['scale', 'status'],
    ...workload('apps/v1beta1', 'extensions/v1beta1'),
  },
  {
    kind: 'ReplicaSet',
    plural: 'replicasets',
    short: ['rs'],
    categories: all,
    subresources: ['scale', 'status'],
    ...workload('extensions/v1beta1'),
  },
  {
    kind: 'StatefulSet',
    plural: 'statefulsets',
    short: ['sts'],
    categories: all,
    subresources: ['scale', 'status'],
    ...workload('apps/v1beta1'),
  },
  {
    kind: 'HorizontalPodAutoscaler',
    plural: 'horizontalpodautoscalers',
    short: ['hpa'],
    categories: all,
    subresources: ['status'],
    chapter: ['autoscaling/v2beta2', 'autoscaling/v1', 'autoscaling/v2beta1'],
    current: ['autoscaling/v2', 'autoscaling/v1'],
  },
  {
    kind: 'CronJob',
    plural: 'cronjobs',
    short: ['cj'],
    categories: all,
    subresources: ['status'],
    chapter: ['batch/v1beta1'],
    current: ['batch/v1'],
  },
  { kind: 'Job', plural: 'jobs', categories: all, subresources: ['status'], ...both('batch/v1') },
  {
    kind: 'Lease',
    plural: 'leases',
    chapter: ['coordination.k8s.io/v1', 'coordination.k8s.io/v1beta1'],
    current: ['coordination.k8s.io/v1'],
  },
  { kind: 'EndpointSlice', plural: 'endpointslices', current: ['discovery.k8s.io/v1'] },
  {
    kind: 'Ingress',
    plural: 'ingresses',
    short: ['ing'],
    subresources: ['status'],
    chapter: ['extensions/v1beta1', 'networking.k8s.io/v1beta1'],
    current: ['networking.k8s.io/v1'],
  },
  { kind: 'IngressClass', plural: 'ingressclasses', cluster: true, current: ['networking.k8s.io/v1'] },
  {
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    short: ['netpol'],
    chapter: ['networking.k8s.io/v1', 'extensions/v1beta1'],
    current: ['networking.k8s.io/v1'],
  },
  {
    kind: 'PodDisruptionBudget',
    plural: 'poddisruptionbudgets',
    short: ['pdb'],
    subresources: ['status'],
    chapter: ['policy/v1beta1'],
    current: ['policy/v1'],
  },
  {
    kind: 'PodSecurityPolicy',
    plural: 'podsecuritypolicies',
    short: ['psp'],
    cluster: true,
    chapter: ['policy/v1beta1', 'extensions/v1beta1'],
  },
  { kind: 'ClusterRoleBinding', plural: 'clusterrolebindings', cluster: true, ...rbac },
  { kind: 'ClusterRole', plural: 'clusterroles', cluster: true, ...rbac },
  { kind: 'RoleBinding', plural: 'rolebindings', ...rbac },
  { kind: 'Role', plural: 'roles', ...rbac },
  {
    kind: 'PriorityClass',
    plural: 'priorityclasses',
    short: ['pc'],
    cluster: true,
    chapter: ['scheduling.k8s.io/v1', 'scheduling.k8s.io/v1beta1'],
    current: ['scheduling.k8s.io/v1'],
  },
  {
    kind: 'StorageClass',
    plural: 'storageclasses',
    short: ['sc'],
    cluster: true,
    chapter: ['storage.k8s.io/v1', 'storage.k8s.io/v1beta1'],
    current: ['storage.k8s.io/v1'],
  },
];

const groupVersion = (apiVersion: string) => {
  const [first = '', second] = apiVersion.split('/');
  return second === undefined ? { group: '', version: first } : { group: first, version: second };
};

/** Every kind that a cluster of this profile has before anyone adds one. */
export function builtInResources(profile: Profile): Resource[] {
  return rows.flatMap((row): Resource[] => {
    const served = (row[profile] ?? []).map(groupVersion);
    const stored = served[0];
    if (!stored) return [];
    const collectable = profile === 'current' && row.kind === 'Service';
    return [
      {
        key: keyOfResource(stored.group, row.plural),
        group: stored.group,
        version: stored.version,
        kind: row.kind,
        plural: row.plural,
        singular: row.kind.toLowerCase(),
        shortNames: row.short ?? [],
        categories: row.categories ?? [],
        namespaced: !row.cluster,
        verbs: collectable ? allVerbs : (row.verbs ?? allVerbs),
        subresources: row.subresources ?? [],
        served,
      },
    ];
  });
}

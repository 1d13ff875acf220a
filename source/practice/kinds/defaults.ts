import { isRecord, type Json, type KubernetesObject, versionOf } from '../object.ts';
import type { Profile } from './built-in.ts';
import { defaultCustom, pruneCustom } from './custom-schema.ts';
import { defaultPodSpec } from './default-pod.ts';
import type { Resource } from './resource.ts';

interface Context {
  apiVersion: string;
  profile: Profile;
}
type Default = (object: KubernetesObject, context: Context) => void;

const setDefault = (record: Json, key: string, value: Json): void => {
  record[key] ??= value;
};

const specOf = (object: KubernetesObject): Json => {
  if (!isRecord(object.spec)) object.spec = {};
  return object.spec;
};

function defaultTemplate(spec: Json, { profile }: Context): void {
  if (!isRecord(spec.template)) spec.template = {};
  const { template } = spec;
  if (!isRecord(template.metadata)) template.metadata = {};
  // A time that is not set was written as null until Go could leave it out.
  if (profile === 'chapter') setDefault(template.metadata, 'creationTimestamp', null);
  if (!isRecord(template.spec)) template.spec = {};
  defaultPodSpec(template.spec);
}

/** The old versions take selector and labels from the template; apps/v1 and v1beta2 want to be told. */
function selectorFromTemplate(object: KubernetesObject, { apiVersion }: Context): void {
  if (apiVersion !== 'extensions/v1beta1' && apiVersion !== 'apps/v1beta1') return;
  const labels = object.spec.template?.metadata?.labels;
  if (!isRecord(labels) || Object.keys(labels).length === 0) return;
  if (!object.spec.selector) object.spec.selector = { matchLabels: { ...labels } };
  if (!object.metadata.labels || Object.keys(object.metadata.labels).length === 0)
    object.metadata.labels = { ...labels };
}

const isOldExtensions = (apiVersion: string) => apiVersion === 'extensions/v1beta1';

const deployment: Default = (object, context) => {
  const spec = specOf(object);
  const old = isOldExtensions(context.apiVersion);
  const beta1 = context.apiVersion === 'apps/v1beta1';
  setDefault(spec, 'replicas', 1);
  defaultTemplate(spec, context);
  selectorFromTemplate(object, context);
  if (!isRecord(spec.strategy)) spec.strategy = {};
  setDefault(spec.strategy, 'type', 'RollingUpdate');
  if (spec.strategy.type === 'RollingUpdate') {
    if (!isRecord(spec.strategy.rollingUpdate)) spec.strategy.rollingUpdate = {};
    setDefault(spec.strategy.rollingUpdate, 'maxUnavailable', old ? 1 : '25%');
    setDefault(spec.strategy.rollingUpdate, 'maxSurge', old ? 1 : '25%');
  }
  // In extensions/v1beta1 "no limit" is written as the largest number.
  setDefault(spec, 'revisionHistoryLimit', old ? 2_147_483_647 : beta1 ? 2 : 10);
  setDefault(spec, 'progressDeadlineSeconds', old ? 2_147_483_647 : 600);
};

const replicaSet: Default = (object, context) => {
  const spec = specOf(object);
  setDefault(spec, 'replicas', 1);
  defaultTemplate(spec, context);
  selectorFromTemplate(object, context);
};

const daemonSet: Default = (object, context) => {
  const spec = specOf(object);
  defaultTemplate(spec, context);
  selectorFromTemplate(object, context);
  if (!isRecord(spec.updateStrategy)) spec.updateStrategy = {};
  setDefault(spec.updateStrategy, 'type', isOldExtensions(context.apiVersion) ? 'OnDelete' : 'RollingUpdate');
  if (spec.updateStrategy.type === 'RollingUpdate') {
    if (!isRecord(spec.updateStrategy.rollingUpdate)) spec.updateStrategy.rollingUpdate = {};
    setDefault(spec.updateStrategy.rollingUpdate, 'maxUnavailable', 1);
    if (context.profile === 'current') setDefault(spec.updateStrategy.rollingUpdate, 'maxSurge', 0);
  }
  setDefault(spec, 'revisionHistoryLimit', 10);
};

const statefulSet: Default = (object, context) => {
  const spec = specOf(object);
  setDefault(spec, 'replicas', 1);
  defaultTemplate(spec, context);
  selectorFromTemplate(object, context);
  setDefault(spec, 'podManagementPolicy', 'OrderedReady');
  if (!isRecord(spec.updateStrategy)) spec.updateStrategy = {};
  const old = context.apiVersion === 'apps/v1beta1';
  setDefault(spec.updateStrategy, 'type', old ? 'OnDelete' : 'RollingUpdate');
  if (spec.updateStrategy.type === 'RollingUpdate' && !isRecord(spec.updateStrategy.rollingUpdate))
    spec.updateStrategy.rollingUpdate = { partition: 0 };
  setDefault(spec, 'revisionHistoryLimit', 10);
  if (context.profile === 'current')
    setDefault(spec, 'persistentVolumeClaimRetentionPolicy', { whenDeleted: 'Retain', whenScaled: 'Retain' });
};

function defaultJobSpec(spec: Json, context: Context): void {
  setDefault(spec, 'backoffLimit', 6);
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  setDefault(spec, 'parallelism', 1);
  if (context.profile === 'current') {
    setDefault(spec, 'completionMode', 'NonIndexed');
    setDefault(spec, 'suspend', false);
    setDefault(spec, 'podReplacementPolicy', 'TerminatingOrFailed');
  }
  defaultTemplate(spec, context);
}

const service: Default = (object, { profile }) => {
  const spec = specOf(object);
  setDefault(spec, 'sessionAffinity', 'None');
  setDefault(spec, 'type', 'ClusterIP');
  for (const port of Array.isArray(spec.ports) ? spec.ports : []) {
    if (!isRecord(port)) continue;
    setDefault(port, 'protocol', 'TCP');
    if (port.targetPort === undefined || port.targetPort === '' || port.targetPort === 0)
      port.targetPort = port.port;
  }
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer')
    setDefault(spec, 'externalTrafficPolicy', 'Cluster');
  if (profile === 'current') {
    if (spec.type === 'LoadBalancer') setDefault(spec, 'allocateLoadBalancerNodePorts', true);
    setDefault(spec, 'internalTrafficPolicy', 'Cluster');
  }
};

const subjects = (object: KubernetesObject): void => {
  for (const subject of Array.isArray(object.subjects) ? object.subjects : []) {
    if (!isRecord(subject) || subject.apiGroup) continue;
    if (subject.kind === 'User' || subject.kind === 'Group') subject.apiGroup = 'rbac.authorization.k8s.io';
  }
  if (isRecord(object.roleRef)) setDefault(object.roleRef, 'apiGroup', 'rbac.authorization.k8s.io');
};

const webhooks: Default = (object, { apiVersion }) => {
  const beta = apiVersion.endsWith('v1beta1');
  for (const webhook of Array.isArray(object.webhooks) ? object.webhooks : []) {
    if (!isRecord(webhook)) continue;
    setDefault(webhook, 'failurePolicy', beta ? 'Ignore' : 'Fail');
    setDefault(webhook, 'matchPolicy', beta ? 'Exact' : 'Equivalent');
    setDefault(webhook, 'namespaceSelector', {});
    setDefault(webhook, 'objectSelector', {});
    if (beta) setDefault(webhook, 'sideEffects', 'Unknown');
    setDefault(webhook, 'timeoutSeconds', beta ? 30 : 10);
    if (beta) setDefault(webhook, 'admissionReviewVersions', ['v1beta1']);
    if (object.kind === 'MutatingWebhookConfiguration') setDefault(webhook, 'reinvocationPolicy', 'Never');
    if (isRecord(webhook.clientConfig?.service)) setDefault(webhook.clientConfig.service, 'port', 443);
    for (const rule of Array.isArray(webhook.rules) ? webhook.rules : [])
      if (isRecord(rule)) setDefault(rule, 'scope', '*');
  }
};

/** Webhooks of 1.14 have fewer fields: objectSelector, matchPolicy and reinvocation came with 1.15. */
const oldWebhooks: Default = (object, context) => {
  webhooks(object, context);
  for (const webhook of Array.isArray(object.webhooks) ? object.webhooks : []) {
    if (!isRecord(webhook)) continue;
    delete webhook.matchPolicy;
    delete webhook.objectSelector;
    delete webhook.reinvocationPolicy;
    if (isRecord(webhook.clientConfig?.service)) delete webhook.clientConfig.service.port;
  }
};

const webhooksOf: Default = (object, context) =>
  context.profile === 'chapter' ? oldWebhooks(object, context) : webhooks(object, context);

const definition: Default = (object, { apiVersion }) => {
  const spec = specOf(object);
  if (!isRecord(spec.names)) spec.names = {};
  const { names } = spec;
  if (typeof names.kind === 'string') {
    setDefault(names, 'singular', names.kind.toLowerCase());
    setDefault(names, 'listKind', `${names.kind}List`);
  }
  setDefault(spec, 'conversion', { strategy: 'None' });
  if (!apiVersion.endsWith('v1beta1')) return;
  setDefault(spec, 'scope', 'Namespaced');
  if (!spec.versions?.length && spec.version)
    spec.versions = [{ name: spec.version, served: true, storage: true }];
  if (!spec.version && spec.versions?.length) spec.version = spec.versions[0]?.name;
  setDefault(spec, 'preserveUnknownFields', true);
};

const autoscaler: Default = (object, { apiVersion }) => {
  const spec = specOf(object);
  setDefault(spec, 'minReplicas', 1);
  const cpu = { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } };
  if (apiVersion === 'autoscaling/v1' || spec.metrics?.length) return;
  spec.metrics = [
    {
      type: 'Resource',
      resource: apiVersion === 'autoscaling/v2beta1' ? { name: 'cpu', targetAverageUtilization: 80 } : cpu,
    },
  ];
};

/** What each kind's objects say when nobody said it (the `SetDefaults_` of pkg/apis/.../defaults.go). */
const byKind: Record<string, Default> = {
  Deployment: deployment,
  ReplicaSet: replicaSet,
  DaemonSet: daemonSet,
  StatefulSet: statefulSet,
  Job: (object, context) => defaultJobSpec(specOf(object), context),
  CronJob: (object, context) => {
    const spec = specOf(object);
    setDefault(spec, 'concurrencyPolicy', 'Allow');
    setDefault(spec, 'suspend', false);
    setDefault(spec, 'successfulJobsHistoryLimit', 3);
    setDefault(spec, 'failedJobsHistoryLimit', 1);
    if (!isRecord(spec.jobTemplate)) spec.jobTemplate = {};
    if (!isRecord(spec.jobTemplate.spec)) spec.jobTemplate.spec = {};
    defaultTemplate(spec.jobTemplate.spec, context);
  },
  Pod: (object) => {
    defaultPodSpec(specOf(object));
    setDefault(object.spec, 'enableServiceLinks', true);
    if (!isRecord(object.status)) object.status = {};
    setDefault(object.status, 'phase', 'Pending');
  },
  Service: service,
  Secret: (object) => {
    setDefault(object, 'type', 'Opaque');
    if (!isRecord(object.stringData)) return;
    // Written only: read back, it is data.
    const encoded = Object.entries(object.stringData).map(([key, value]) => [
      key,
      Buffer.from(String(value)).toString('base64'),
    ]);
    object.data = { ...object.data, ...Object.fromEntries(encoded) };
    delete object.stringData;
  },
  Namespace: (object) => {
    if (!isRecord(object.spec)) object.spec = {};
    if (!object.metadata.deletionTimestamp) setDefault(object.spec, 'finalizers', ['kubernetes']);
    if (!isRecord(object.status)) object.status = {};
    setDefault(object.status, 'phase', 'Active');
  },
  RoleBinding: subjects,
  ClusterRoleBinding: subjects,
  Role: (object) => setDefault(object, 'rules', null),
  ClusterRole: (object) => setDefault(object, 'rules', null),
  MutatingWebhookConfiguration: webhooksOf,
  ValidatingWebhookConfiguration: webhooksOf,
  CustomResourceDefinition: definition,
  HorizontalPodAutoscaler: autoscaler,
  PodDisruptionBudget: (object) => void specOf(object),
  Ingress: (object) => void specOf(object),
};

/** Kinds that show an empty status before anyone has written one. */
const emptyStatus: Record<string, Json> = {
  Deployment: {},
  ReplicaSet: { replicas: 0 },
  DaemonSet: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  StatefulSet: { replicas: 0 },
  Job: {},
  CronJob: {},
  Service: { loadBalancer: {} },
  HorizontalPodAutoscaler: { currentReplicas: 0, desiredReplicas: 0 },
  PodDisruptionBudget: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  Ingress: { loadBalancer: {} },
};

export function applyDefaults(
  object: KubernetesObject,
  resource: Resource,
  apiVersion: string,
  profile: Profile,
): void {
  if (resource.custom) {
    const { versions, preservesUnknown } = resource.custom;
    const schema = versions[versionOf(apiVersion)]?.schema;
    if (!preservesUnknown) pruneCustom(object, schema);
    defaultCustom(object, schema);
    return;
  }
  byKind[resource.kind]?.(object, { apiVersion, profile });
  if (resource.kind === 'CustomResourceDefinition' && !isRecord(object.status)) {
    const versions: Json[] = Array.isArray(object.spec.versions) ? object.spec.versions : [];
    const storedVersions = versions.filter((one) => one?.storage).map((one) => one.name);
    // Null, as the server writes conditions that nobody has judged yet.
    object.status = { conditions: null, acceptedNames: { plural: '', kind: '' }, storedVersions };
  }
  const status = emptyStatus[resource.kind];
  if (status && !isRecord(object.status)) object.status = { ...status };
  // Since 1.21 every namespace can be selected by its name.
  if (resource.kind === 'Namespace' && profile === 'current' && object.metadata.name)
    object.metadata.labels = {
      ...object.metadata.labels,
      'kubernetes.io/metadata.name': object.metadata.name,
    };
}

import type { Profile } from '../kinds/built-in.ts';
import { isRecord, type Json, type KubernetesObject } from '../object.ts';
import { formatLabelSelector } from '../selectors/label-selector.ts';
import { ageOf, humanDuration } from './age.ts';
import { podLine, restartsText } from './pod-cells.ts';

export interface Column {
  name: string;
  type?: string;
  format?: string;
  /** 1 and above: only with `-o wide`. */
  priority?: number;
  description?: string;
  cell: (object: KubernetesObject, now: number) => Json;
}

type Cell = Column['cell'];

export const nameColumn: Column = { name: 'Name', format: 'name', cell: ({ metadata }) => metadata.name };
export const ageColumn: Column = {
  name: 'Age',
  cell: ({ metadata }, now) => ageOf(metadata.creationTimestamp, now),
};
const createdColumn: Column = {
  name: 'Created At',
  type: 'date',
  cell: ({ metadata }) => metadata.creationTimestamp,
};

const text = (name: string, cell: Cell): Column => ({ name, cell });
const count = (name: string, cell: Cell): Column => ({ name, type: 'integer', cell });
const wide = (name: string, cell: Cell): Column => ({ name, priority: 1, cell });

const list = (value: Json): Json[] => (Array.isArray(value) ? value.filter((one) => isRecord(one)) : []);
const orNone = (value: Json): string =>
  value === undefined || value === null || value === '' ? '<none>' : String(value);
const sizeOf = (value: Json): number => (isRecord(value) ? Object.keys(value).length : 0);

const containersOf = (object: KubernetesObject): Json[] =>
  list((object.spec?.jobTemplate?.spec ?? object.spec)?.template?.spec?.containers);
const selectorOf = ({ spec }: KubernetesObject): string => formatLabelSelector(spec?.selector);
const mapText = (map: Json): string =>
  isRecord(map) && Object.keys(map).length
    ? Object.entries(map)
        .map(([key, value]) => `${key}=${value}`)
        .sort()
        .join(',')
    : '<none>';
const template: Column[] = [
  wide('Containers', (object) =>
    containersOf(object)
      .map(({ name }) => name)
      .join(','),
  ),
  wide('Images', (object) =>
    containersOf(object)
      .map(({ image }) => image)
      .join(','),
  ),
];
const workload: Column[] = [...template, wide('Selector', selectorOf)];

function nodeStatus({ spec, status }: KubernetesObject): string {
  const ready = list(status?.conditions).find(({ type }) => type === 'Ready');
  const words = [!ready ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'];
  if (spec?.unschedulable) words.push('SchedulingDisabled');
  return words.join(',');
}

function nodeRoles({ metadata }: KubernetesObject): string {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith('node-role.kubernetes.io/')) return [key.slice('node-role.kubernetes.io/'.length)];
    return key === 'kubernetes.io/role' ? [value] : [];
  });
  return roles.filter(Boolean).sort().join(',') || '<none>';
}

const addressOf =
  (type: string): Cell =>
  ({ status }) =>
    list(status?.addresses).find((one) => one.type === type)?.address ?? '<none>';

const ingressText = ({ status }: KubernetesObject): string =>
  list(status?.loadBalancer?.ingress)
    .map(({ ip, hostname }) => ip || hostname)
    .filter(Boolean)
    .join(',');

function externalAddress(service: KubernetesObject): string {
  const { spec = {} } = service;
  const own = (spec.externalIPs ?? []).join(',');
  if (spec.type === 'ExternalName') return spec.externalName ?? '';
  if (spec.type !== 'LoadBalancer') return own || '<none>';
  return [ingressText(service), own].filter(Boolean).join(',') || '<pending>';
}

const servicePorts: Cell = ({ spec }) =>
  list(spec?.ports)
    .map(({ port, nodePort, protocol }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`)
    .join(',') || '<none>';

/** At most three, then how many more. */
function shortened(parts: string[]): string {
  if (!parts.length) return '<none>';
  return parts.length > 3 ? `${parts.slice(0, 3).join(',')} + ${parts.length - 3} more...` : parts.join(',');
}

const endpointsText: Cell = ({ subsets }) =>
  shortened(
    list(subsets).flatMap(({ addresses, ports }) =>
      list(ports).length
        ? list(ports).flatMap(({ port }) => list(addresses).map(({ ip }) => `${ip}:${port}`))
        : list(addresses).map(({ ip }) => String(ip)),
    ),
  );

const slicePorts: Cell = ({ ports }) =>
  list(ports).length ? shortened(list(ports).map(({ port }) => String(port ?? '*'))) : '<unset>';
const sliceEndpoints: Cell = ({ endpoints }) => {
  const addresses = list(endpoints).flatMap((one) => one.addresses ?? []);
  return addresses.length ? shortened(addresses) : '<unset>';
};

function eventSource({ source, reportingComponent, reportingInstance }: KubernetesObject): string {
  const parts = [source?.component || reportingComponent, source?.host || reportingInstance];
  return parts.filter(Boolean).join(', ');
}
const eventTime = (times: Json[]): Json => times.find((time) => typeof time === 'string' && time !== '');

function completions({ spec, status }: KubernetesObject): string {
  const done = status?.succeeded ?? 0;
  if (spec?.completions !== undefined && spec.completions !== null) return `${done}/${spec.completions}`;
  const parallel = spec?.parallelism ?? 0;
  return parallel > 1 ? `${done}/1 of ${parallel}` : `${done}/1`;
}

const duration: Cell = ({ status }, now) => {
  const start = Date.parse(status?.startTime ?? '');
  if (Number.isNaN(start)) return '';
  const end = Date.parse(status?.completionTime ?? '');
  return humanDuration((Number.isNaN(end) ? now : end) - start);
};

function jobStatus({ metadata, status }: KubernetesObject): string {
  const is = (type: string) =>
    list(status?.conditions).some((one) => one.type === type && one.status === 'True');
  if (is('Complete')) return 'Complete';
  if (is('Failed')) return 'Failed';
  if (metadata.deletionTimestamp) return 'Terminating';
  if (is('Suspended')) return 'Suspended';
  return 'Running';
}

function metricText(metric: Json, current: Json): string {
  if (metric?.type !== 'Resource') return '<unknown>';
  const { name, target = {} } = metric.resource ?? {};
  const now = list(current).find((one) => one.resource?.name === name)?.resource?.current ?? {};
  if (target.averageUtilization !== undefined)
    return `${now.averageUtilization === undefined ? '<unknown>' : `${now.averageUtilization}%`}/${target.averageUtilization}%`;
  return `${now.averageValue ?? '<unknown>'}/${target.averageValue ?? '<unknown>'}`;
}

/** In whatever version it comes: what v1 and v2beta1 call otherwise is read too. */
function autoscalerTargets({ spec = {}, status = {} }: KubernetesObject, named: boolean): string {
  const metrics = list(spec.metrics).map((metric) => ({
    name: metric.resource?.name,
    text:
      metric.resource?.targetAverageUtilization === undefined
        ? metricText(metric, status.currentMetrics)
        : `<unknown>/${metric.resource.targetAverageUtilization}%`,
  }));
  if (spec.targetCPUUtilizationPercentage !== undefined) {
    const { currentCPUUtilizationPercentage: current } = status;
    const now = current === undefined ? '<unknown>' : `${current}%`;
    metrics.push({ name: 'cpu', text: `${now}/${spec.targetCPUUtilizationPercentage}%` });
  }
  const words = metrics.map((one) => (named && one.name ? `${one.name}: ${one.text}` : one.text));
  if (!words.length) return '<none>';
  return words.length > 2
    ? `${words.slice(0, 2).join(', ')} + ${words.length - 2} more...`
    : words.join(', ');
}

const subjectsOf =
  (kind: string): Cell =>
  ({ subjects }) =>
    list(subjects)
      .filter((one) => one.kind === kind)
      .map((one) => (kind === 'ServiceAccount' ? `${one.namespace}/${one.name}` : one.name))
      .join(', ');
const binding: Column[] = [
  nameColumn,
  text('Role', ({ roleRef }) => `${roleRef?.kind}/${roleRef?.name}`),
  ageColumn,
  wide('Users', subjectsOf('User')),
  wide('Groups', subjectsOf('Group')),
  wide('ServiceAccounts', subjectsOf('ServiceAccount')),
];
const webhooks: Column[] = [
  nameColumn,
  count('Webhooks', (object) => list(object.webhooks).length),
  ageColumn,
];
const replicated: Column[] = [
  nameColumn,
  count('Desired', ({ spec }) => spec?.replicas ?? 0),
  count('Current', ({ status }) => status?.replicas ?? 0),
  count('Ready', ({ status }) => status?.readyReplicas ?? 0),
  ageColumn,
];
const modes: Record<string, string> = { ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX' };
const accessModes: Cell = ({ spec }) =>
  (spec?.accessModes ?? []).map((mode: string) => modes[mode] ?? mode).join(',');

const ingressPorts: Cell = ({ spec }) => (list(spec?.tls).length ? '80, 443' : '80');
const ingressHosts: Cell = ({ spec }) => {
  const hosts = list(spec?.rules).map(({ host }) => host || '*');
  return hosts.length ? shortened(hosts) : '*';
};

/** pkg/printers/internalversion/printers.go, kind by kind. */
function columnsOf(profile: Profile): Record<string, Column[]> {
  const current = profile === 'current';
  return {
    ConfigMap: [
      nameColumn,
      text('Data', ({ data, binaryData }) => sizeOf(data) + sizeOf(binaryData)),
      ageColumn,
    ],
    Secret: [
      nameColumn,
      text('Type', ({ type }) => type),
      text('Data', ({ data }) => sizeOf(data)),
      ageColumn,
    ],
    ServiceAccount: [nameColumn, text('Secrets', ({ secrets }) => list(secrets).length), ageColumn],
    Namespace: [nameColumn, text('Status', ({ status }) => status?.phase), ageColumn],
    Endpoints: [nameColumn, text('Endpoints', endpointsText), ageColumn],
    EndpointSlice: [
      nameColumn,
      text('AddressType', ({ addressType }) => addressType),
      text('Ports', slicePorts),
      text('Endpoints', sliceEndpoints),
      ageColumn,
    ],
    LimitRange: [nameColumn, createdColumn],
    Node: [
      nameColumn,
      text('Status', nodeStatus),
      text('Roles', nodeRoles),
      ageColumn,
      text('Version', ({ status }) => status?.nodeInfo?.kubeletVersion),
      wide('Internal-IP', addressOf('InternalIP')),
      wide('External-IP', addressOf('ExternalIP')),
      wide('OS-Image', ({ status }) => status?.nodeInfo?.osImage || '<unknown>'),
      wide('Kernel-Version', ({ status }) => status?.nodeInfo?.kernelVersion || '<unknown>'),
      wide('Container-Runtime', ({ status }) => status?.nodeInfo?.containerRuntimeVersion || '<unknown>'),
    ],
    Pod: [
      nameColumn,
      text('Ready', (pod) => podLine(pod).ready),
      text('Status', (pod) => podLine(pod).status),
      current
        ? text('Restarts', (pod, now) => restartsText(podLine(pod), now))
        : count('Restarts', (pod) => podLine(pod).restarts),
      ageColumn,
      wide('IP', ({ status }) => orNone(status?.podIP)),
      wide('Node', ({ spec }) => orNone(spec?.nodeName)),
      wide('Nominated Node', ({ status }) => orNone(status?.nominatedNodeName)),
      wide('Readiness Gates', () => '<none>'),
    ],
    PodTemplate: [
      nameColumn,
      ...template.map((one) => ({ ...one, priority: 0 })),
      text('Pod Labels', ({ template: pod }) => mapText(pod?.metadata?.labels)),
    ],
    ReplicationController: [
      ...replicated,
      ...template,
      wide('Selector', ({ spec }) => mapText(spec?.selector)),
    ],
    ReplicaSet: [...replicated, ...workload],
    Deployment: [
      nameColumn,
      text('Ready', ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`),
      text('Up-to-date', ({ status }) => status?.updatedReplicas ?? 0),
      text('Available', ({ status }) => status?.availableReplicas ?? 0),
      ageColumn,
      ...workload,
    ],
    StatefulSet: [
      nameColumn,
      text('Ready', ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`),
      ageColumn,
      ...template,
    ],
    DaemonSet: [
      nameColumn,
      count('Desired', ({ status }) => status?.desiredNumberScheduled ?? 0),
      count('Current', ({ status }) => status?.currentNumberScheduled ?? 0),
      count('Ready', ({ status }) => status?.numberReady ?? 0),
      count('Up-to-date', ({ status }) => status?.updatedNumberScheduled ?? 0),
      count('Available', ({ status }) => status?.numberAvailable ?? 0),
      text('Node Selector', ({ spec }) => mapText(spec?.template?.spec?.nodeSelector)),
      ageColumn,
      ...workload,
    ],
    Job: [
      nameColumn,
      ...(current ? [text('Status', jobStatus)] : []),
      text('Completions', completions),
      text('Duration', duration),
      ageColumn,
      ...workload,
    ],
    CronJob: [
      nameColumn,
      text('Schedule', ({ spec }) => spec?.schedule),
      ...(current ? [text('Timezone', ({ spec }) => orNone(spec?.timeZone))] : []),
      { name: 'Suspend', type: 'boolean', cell: ({ spec }) => (spec?.suspend === true ? 'True' : 'False') },
      count('Active', ({ status }) => list(status?.active).length),
      text('Last Schedule', ({ status }, now) =>
        status?.lastScheduleTime ? ageOf(status.lastScheduleTime, now) : '<none>',
      ),
      ageColumn,
      ...workload,
    ],
    Service: [
      nameColumn,
      text('Type', ({ spec }) => spec?.type),
      text('Cluster-IP', ({ spec }) => (spec?.type === 'ExternalName' ? '<none>' : orNone(spec?.clusterIP))),
      text('External-IP', externalAddress),
      text('Port(s)', servicePorts),
      ageColumn,
      wide('Selector', ({ spec }) => mapText(spec?.selector)),
    ],
    Event: [
      text('Last Seen', (event, now) =>
        ageOf(eventTime([event.series?.lastObservedTime, event.lastTimestamp, event.eventTime]), now),
      ),
      text('Type', ({ type }) => type),
      text('Reason', ({ reason }) => reason),
      text(
        'Object',
        ({ involvedObject }) =>
          `${String(involvedObject?.kind ?? '').toLowerCase()}/${involvedObject?.name ?? ''}`,
      ),
      wide('Subobject', ({ involvedObject }) => involvedObject?.fieldPath ?? ''),
      wide('Source', eventSource),
      text('Message', ({ message }) => String(message ?? '').trim()),
      wide('First Seen', ({ firstTimestamp, eventTime: at }, now) =>
        ageOf(eventTime([firstTimestamp, at]), now),
      ),
      wide('Count', (event) => event.series?.count ?? (event.count || 1)),
      { ...nameColumn, priority: 1 },
    ],
    PersistentVolumeClaim: [
      nameColumn,
      text('Status', ({ status }) => status?.phase ?? ''),
      text('Volume', ({ spec }) => spec?.volumeName ?? ''),
      text('Capacity', ({ status }) => status?.capacity?.storage ?? ''),
      text('Access Modes', accessModes),
      text('StorageClass', ({ spec }) => spec?.storageClassName ?? ''),
      ageColumn,
      wide('VolumeMode', ({ spec }) => spec?.volumeMode ?? '<unset>'),
    ],
    PersistentVolume: [
      nameColumn,
      text('Capacity', ({ spec }) => spec?.capacity?.storage ?? ''),
      text('Access Modes', accessModes),
      text('Reclaim Policy', ({ spec }) => spec?.persistentVolumeReclaimPolicy ?? ''),
      text('Status', ({ status }) => status?.phase ?? ''),
      text('Claim', ({ spec }) => (spec?.claimRef ? `${spec.claimRef.namespace}/${spec.claimRef.name}` : '')),
      text('StorageClass', ({ spec }) => spec?.storageClassName ?? ''),
      text('Reason', ({ status }) => status?.reason ?? ''),
      ageColumn,
      wide('VolumeMode', ({ spec }) => spec?.volumeMode ?? '<unset>'),
    ],
    MutatingWebhookConfiguration: webhooks,
    ValidatingWebhookConfiguration: webhooks,
    CustomResourceDefinition: [nameColumn, createdColumn],
    HorizontalPodAutoscaler: [
      nameColumn,
      text('Reference', ({ spec }) => `${spec?.scaleTargetRef?.kind}/${spec?.scaleTargetRef?.name}`),
      text('Targets', (object) => autoscalerTargets(object, current)),
      text('MinPods', ({ spec }) => String(spec?.minReplicas ?? '<unset>')),
      text('MaxPods', ({ spec }) => spec?.maxReplicas),
      text('Replicas', ({ status }) => status?.currentReplicas ?? 0),
      ageColumn,
    ],
    PodDisruptionBudget: [
      nameColumn,
      text('Min Available', ({ spec }) => String(spec?.minAvailable ?? 'N/A')),
      text('Max Unavailable', ({ spec }) => String(spec?.maxUnavailable ?? 'N/A')),
      count('Allowed Disruptions', ({ status }) => status?.disruptionsAllowed ?? 0),
      ageColumn,
    ],
    Ingress: [
      nameColumn,
      ...(current ? [text('Class', ({ spec }) => orNone(spec?.ingressClassName))] : []),
      text('Hosts', ingressHosts),
      text('Address', ingressText),
      text('Ports', ingressPorts),
      ageColumn,
    ],
    NetworkPolicy: [
      nameColumn,
      text('Pod-Selector', ({ spec }) => formatLabelSelector(spec?.podSelector)),
      ageColumn,
    ],
    ClusterRoleBinding: binding,
    RoleBinding: binding,
    ClusterRole: [nameColumn, createdColumn],
    Role: [nameColumn, createdColumn],
    PriorityClass: [
      nameColumn,
      count('Value', ({ value }) => value),
      { name: 'Global-Default', type: 'boolean', cell: ({ globalDefault }) => globalDefault === true },
      ageColumn,
    ],
    StorageClass: [
      {
        ...nameColumn,
        cell: ({ metadata }) =>
          metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true'
            ? `${metadata.name} (default)`
            : metadata.name,
      },
      text('Provisioner', ({ provisioner }) => provisioner),
      ...(current
        ? [
            text('ReclaimPolicy', ({ reclaimPolicy }) => reclaimPolicy),
            text('VolumeBindingMode', ({ volumeBindingMode }) => volumeBindingMode),
            text('AllowVolumeExpansion', ({ allowVolumeExpansion }) => allowVolumeExpansion === true),
          ]
        : []),
      ageColumn,
    ],
    Lease: [nameColumn, text('Holder', ({ spec }) => spec?.holderIdentity ?? ''), ageColumn],
    ControllerRevision: [
      nameColumn,
      text('Controller', ({ metadata }) => {
        const owner = metadata.ownerReferences?.find((one) => one.controller);
        return owner
          ? `${owner.kind.toLowerCase()}.${owner.apiVersion.split('/')[0]}/${owner.name}`
          : '<none>';
      }),
      text('Revision', ({ revision }) => revision),
      ageColumn,
    ],
    IngressClass: [
      nameColumn,
      text('Controller', ({ spec }) => spec?.controller ?? ''),
      text('Parameters', () => '<none>'),
      ageColumn,
    ],
  };
}

const tables: Partial<Record<Profile, Record<string, Column[]>>> = {};

/** By kind; what has no columns of its own shows name and age. */
export function builtInColumns(kind: string, profile: Profile): Column[] {
  tables[profile] ??= columnsOf(profile);
  return tables[profile][kind] ?? [nameColumn, ageColumn];
}

import type { Json, KubernetesObject } from '../object.ts';
import { formatLabelSelector } from '../selectors/label-selector.ts';
import { ageOf, humanDuration } from './age.ts';
import {
  ageColumn,
  type Cell,
  type Column,
  count,
  list,
  mapText,
  nameColumn,
  orNone,
  text,
  wide,
} from './column.ts';
import { podLine, restartsText } from './pod-cells.ts';

const containersOf = (object: KubernetesObject): Json[] =>
  list((object.spec?.jobTemplate?.spec ?? object.spec)?.template?.spec?.containers);
const selectorOf = ({ spec }: KubernetesObject): string => formatLabelSelector(spec?.selector);
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

const replicated: Column[] = [
  nameColumn,
  count('Desired', ({ spec }) => spec?.replicas ?? 0),
  count('Current', ({ status }) => status?.replicas ?? 0),
  count('Ready', ({ status }) => status?.readyReplicas ?? 0),
  ageColumn,
];

export const workloadColumns = (current: boolean): Record<string, Column[]> => ({
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
  ControllerRevision: [
    nameColumn,
    text('Controller', ({ metadata }) => {
      const owner = metadata.ownerReferences?.find((one) => one.controller);
      return owner ? `${owner.kind.toLowerCase()}.${owner.apiVersion.split('/')[0]}/${owner.name}` : '<none>';
    }),
    text('Revision', ({ revision }) => revision),
    ageColumn,
  ],
});

import type { Json, KubernetesObject } from '../object.ts';
import { ageOf } from './age.ts';
import {
  ageColumn,
  type Cell,
  type Column,
  count,
  createdColumn,
  list,
  nameColumn,
  sizeOf,
  text,
  wide,
} from './column.ts';

function eventSource({ source, reportingComponent, reportingInstance }: KubernetesObject): string {
  const parts = [source?.component || reportingComponent, source?.host || reportingInstance];
  return parts.filter(Boolean).join(', ');
}
const eventTime = (times: Json[]): Json => times.find((time) => typeof time === 'string' && time !== '');

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

export const coreColumns = (): Record<string, Column[]> => ({
  ConfigMap: [
    nameColumn,
    text('Data', ({ data, binaryData }) => sizeOf(data) + sizeOf(binaryData)),
    ageColumn,
  ],
  Secret: [nameColumn, text('Type', ({ type }) => type), text('Data', ({ data }) => sizeOf(data)), ageColumn],
  ServiceAccount: [nameColumn, text('Secrets', ({ secrets }) => list(secrets).length), ageColumn],
  Namespace: [nameColumn, text('Status', ({ status }) => status?.phase), ageColumn],
  LimitRange: [nameColumn, createdColumn],
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
  MutatingWebhookConfiguration: webhooks,
  ValidatingWebhookConfiguration: webhooks,
  CustomResourceDefinition: [nameColumn, createdColumn],
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
});

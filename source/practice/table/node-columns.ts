import type { KubernetesObject } from '../object.ts';
import { ageColumn, type Cell, type Column, list, nameColumn, text, wide } from './column.ts';

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

export const nodeColumns = (): Record<string, Column[]> => ({
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
  Lease: [nameColumn, text('Holder', ({ spec }) => spec?.holderIdentity ?? ''), ageColumn],
});

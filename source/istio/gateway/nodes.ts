import type { KubernetesObject } from '../../kubernetes/object.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import type { NodeRow } from '../proxies/rows.ts';
import type { PodSpec } from '../sidecar/pod-template.ts';

/** Conditions that say, when true, that the node is short of something. */
const pressures = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];

/** A node, its status as kubectl prints it (printNode). `requested`: cores and bytes of the pods placed there, where known. */
export function nodeRow(node: KubernetesObject, requested?: { cpu: number; memory: number }): NodeRow {
  const conditions: PodSpec[] = node.status?.conditions ?? [];
  const isTrue = (type: string) => conditions.some((one) => one.type === type && one.status === 'True');
  const ready = isTrue('Ready');
  const known = conditions.some((one) => one.type === 'Ready');
  const cordoned = node.spec?.unschedulable === true;
  const words = [
    ready ? 'Ready' : known ? 'NotReady' : 'Unknown',
    ...(cordoned ? ['SchedulingDisabled'] : []),
  ];
  const { nodeInfo = {}, allocatable = {} } = node.status ?? {};
  const amount = (quantity: string | number | undefined) => parseQuantity(quantity ?? 0) || 0;
  return {
    name: node.metadata.name,
    ready,
    health: !ready ? 'bad' : cordoned || pressures.some(isTrue) ? 'warn' : 'good',
    status: words.join(','),
    version: nodeInfo.kubeletVersion ?? '',
    architecture: nodeInfo.architecture ?? '',
    allocatable: { cpu: amount(allocatable.cpu), memory: amount(allocatable.memory) },
    ...(requested ? { requested } : {}),
    created: node.metadata.creationTimestamp ?? '',
  };
}

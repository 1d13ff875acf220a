import { eraOf } from '../../istio/release/era.ts';
import { chapterVersion } from '../../istio/release/own-manifests.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { formatBytes, formatCores, parseQuantity } from '../../kubernetes/quantity.ts';
import type { Message } from '../../language/message.ts';
import type { CheckCategory, CheckResult } from '../check-result.ts';
import type { CheckInput } from './input.ts';
import { unread } from './unread.ts';

/** The chapter's own floor: 2 CPUs and 4 GiB. */
const floor = { cpu: 2, memory: 4 * 2 ** 30 };
/** A machine given 4 GiB has a little less once kernel and kubelet have taken theirs. */
const almost = 0.9;

interface Room {
  name: string;
  cpu: number;
  memory: number;
}

/** Checks of the nodes: that they can take pods, of the right architecture, and enough of them. */
export function nodeChecks(input: CheckInput): CheckCategory {
  const unknown = unread({ id: 'nodes.ready', title: { key: 'check.nodes.ready' } }, input, 'nodes');
  if (unknown) return { id: 'nodes', title: { key: 'check.nodes' }, checks: [unknown] };
  const usable = input.nodes.filter(isUsable);
  const checks = [ready(input.nodes, usable), architecture(input, usable), size(usable)];
  if (input.needs) checks.push(room(input, usable), largestPod(input, usable));
  return { id: 'nodes', title: { key: 'check.nodes' }, checks };
}

function isReady(node: KubernetesObject): boolean {
  const conditions: { type: string; status: string }[] = node.status?.conditions ?? [];
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

/** Takes pods that tolerate nothing, as Istio's do. */
function isUsable(node: KubernetesObject): boolean {
  const taints: { effect: string }[] = node.spec?.taints ?? [];
  return (
    isReady(node) && !node.spec?.unschedulable && !taints.some(({ effect }) => effect !== 'PreferNoSchedule')
  );
}

const allocatable = (node: KubernetesObject, resource: 'cpu' | 'memory') =>
  parseQuantity(node.status?.allocatable?.[resource] ?? '0');

function ready(nodes: readonly KubernetesObject[], usable: readonly KubernetesObject[]): CheckResult {
  const check = { id: 'nodes.ready', title: { key: 'check.nodes.ready' } } as const;
  const others = nodes.filter((node) => !usable.includes(node)).map((node) => node.metadata.name);
  const values = { ready: usable.length, nodes: nodes.length, others: others.join(', ') };
  if (usable.length === 0) {
    return {
      ...check,
      result: 'fail',
      message: { key: 'check.nodes.ready.fail', values },
      hint: { key: 'check.nodes.ready.hint' },
    };
  }
  if (others.length > 0) {
    return {
      ...check,
      result: 'warn',
      message: { key: 'check.nodes.ready.warn', values },
      hint: { key: 'check.nodes.ready.hint' },
    };
  }
  return { ...check, result: 'pass', message: { key: 'check.nodes.ready.pass', values } };
}

/** What the images were made for; the manifests of 1.1.0 demand one of the first. */
const architectures = { components: ['amd64', 'ppc64le', 's390x'], istiod: ['amd64', 'arm64'] };

function architecture({ istioVersion }: CheckInput, usable: readonly KubernetesObject[]): CheckResult {
  const check = { id: 'nodes.architecture', title: { key: 'check.nodes.architecture' } } as const;
  const found = [...new Set(usable.map((node) => String(node.status?.nodeInfo?.architecture ?? '')))];
  const wanted = architectures[eraOf(istioVersion ?? chapterVersion)];
  const fitting = usable.filter((node) => wanted.includes(node.status?.nodeInfo?.architecture));
  const values = { found: found.join(', '), wanted: wanted.join(', ') };
  if (fitting.length === usable.length)
    return { ...check, result: 'pass', message: { key: 'check.nodes.architecture.pass', values } };
  const message: Message = { key: 'check.nodes.architecture.fail', values };
  const result = fitting.length === 0 && usable.length > 0 ? 'fail' : 'warn';
  return { ...check, result, message, hint: { key: 'check.nodes.architecture.hint' } };
}

function size(usable: readonly KubernetesObject[]): CheckResult {
  const check = { id: 'nodes.size', title: { key: 'check.nodes.size' } } as const;
  const cpu = sum(usable.map((node) => allocatable(node, 'cpu')));
  const memory = sum(usable.map((node) => allocatable(node, 'memory')));
  const values = { cpu: formatCores(cpu), memory: formatBytes(memory) };
  if (cpu >= floor.cpu * almost && memory >= floor.memory * almost) {
    return { ...check, result: 'pass', message: { key: 'check.nodes.size.pass', values } };
  }
  return {
    ...check,
    result: 'warn',
    message: { key: 'check.nodes.size.warn', values },
    hint: { key: 'check.nodes.size.hint' },
  };
}

function rooms(input: CheckInput, usable: readonly KubernetesObject[]): Room[] {
  return usable.map((node) => {
    const taken = input.requested?.get(node.metadata.name) ?? { cpu: 0, memory: 0 };
    return {
      name: node.metadata.name,
      cpu: allocatable(node, 'cpu') - taken.cpu,
      memory: allocatable(node, 'memory') - taken.memory,
    };
  });
}

function room(input: CheckInput, usable: readonly KubernetesObject[]): CheckResult {
  const check = { id: 'nodes.room', title: { key: 'check.nodes.room' } } as const;
  const { cpu = 0, memory = 0 } = input.needs ?? {};
  if (!input.requested) {
    return {
      ...check,
      result: 'warn',
      message: { key: 'check.nodes.room.unknown' },
      hint: { key: 'check.access.hint' },
    };
  }
  const free = rooms(input, usable);
  const freeCpu = sum(free.map((one) => one.cpu));
  const freeMemory = sum(free.map((one) => one.memory));
  const values = {
    cpu: formatCores(cpu),
    memory: formatBytes(memory),
    freeCpu: formatCores(freeCpu),
    freeMemory: formatBytes(freeMemory),
  };
  if (cpu <= freeCpu && memory <= freeMemory) {
    const { sidecars } = input;
    const all = { cpu: cpu + (sidecars?.cpu ?? 0), memory: memory + (sidecars?.memory ?? 0) };
    if (all.cpu <= freeCpu && all.memory <= freeMemory)
      return { ...check, result: 'pass', message: { key: 'check.nodes.room.pass', values } };
    const count = sidecars?.count ?? 0;
    const allValues = { ...values, count, allCpu: formatCores(all.cpu), allMemory: formatBytes(all.memory) };
    return {
      ...check,
      result: 'warn',
      message: { key: 'check.nodes.room.sidecars', values: allValues },
      hint: { key: 'check.nodes.room.sidecars.hint' },
    };
  }
  return {
    ...check,
    result: 'fail',
    message: { key: 'check.nodes.room.fail', values },
    hint: { key: 'check.nodes.room.hint' },
  };
}

/** Pilot's 2 GiB must fit on one node, however much there is in all (istio/istio#13111). */
function largestPod(input: CheckInput, usable: readonly KubernetesObject[]): CheckResult {
  const check = { id: 'nodes.largest-pod', title: { key: 'check.nodes.largest-pod' } } as const;
  const largest = input.needs?.largest;
  if (!largest?.object) return { ...check, result: 'pass', message: { key: 'check.nodes.largest-pod.none' } };
  const fits = rooms(input, usable).find((node) => largest.cpu <= node.cpu && largest.memory <= node.memory);
  const values = {
    pod: largest.object.metadata.name,
    cpu: formatCores(largest.cpu),
    memory: formatBytes(largest.memory),
  };
  if (fits) {
    return {
      ...check,
      result: 'pass',
      message: { key: 'check.nodes.largest-pod.pass', values: { ...values, node: fits.name } },
    };
  }
  return {
    ...check,
    result: 'fail',
    message: { key: 'check.nodes.largest-pod.fail', values },
    hint: { key: 'check.nodes.room.hint' },
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

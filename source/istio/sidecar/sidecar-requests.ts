import type { KubernetesObject } from '../../kubernetes/object.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';
import { systemNamespace } from '../names.ts';
import type { Requests } from '../pods/requests.ts';
import { podTemplateOf } from './pod-template.ts';

/**
 * What the sidecars of these workloads will request together, by the injector's configuration in a control plane: by its values as of
 * 1.30, or by the numbers in its template. Undefined where it says none. Annotations of a pod that ask for another size are not looked at.
 */
export function sidecarRequests(
  controlPlane: readonly KubernetesObject[],
  workloads: readonly KubernetesObject[],
): (Requests & { count: number }) | undefined {
  const config = controlPlane.find(
    ({ kind, metadata: { name, namespace } }) =>
      kind === 'ConfigMap' && name === 'istio-sidecar-injector' && namespace === systemNamespace,
  )?.data;
  const one = inValues(config?.values) ?? inTemplate(config?.config);
  if (!one) return undefined;
  const count = workloads
    .filter((workload) => podTemplateOf(workload))
    .reduce((sum, { spec }) => sum + (spec?.replicas ?? 1), 0);
  return { count, cpu: one.cpu * count, memory: one.memory * count };
}

function inValues(values: unknown): Requests | undefined {
  try {
    const { cpu, memory } = JSON.parse(String(values)).global.proxy.resources.requests;
    return quantities(cpu, memory);
  } catch {
    return undefined;
  }
}

/** Where a template gives numbers and not what an annotation says. The last are the proxy's: what runs before it is ahead of it. */
const numbers = /\brequests:\s*\{?\s*cpu:\s*"?([\d.]+m?)"?\s*,?\s*memory:\s*"?([\d.]+\w*)"?/g;

function inTemplate(template: unknown): Requests | undefined {
  const found = [...String(template ?? '').matchAll(numbers)].at(-1);
  return found && quantities(found[1], found[2]);
}

function quantities(cpu: unknown, memory: unknown): Requests | undefined {
  const requests = { cpu: parseQuantity(String(cpu)), memory: parseQuantity(String(memory)) };
  return Number.isNaN(requests.cpu) || Number.isNaN(requests.memory) ? undefined : requests;
}

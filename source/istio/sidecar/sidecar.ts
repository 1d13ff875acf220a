import type { KubernetesObject } from '../../kubernetes/object.ts';
import { proxyContainer, statusAnnotation } from '../names.ts';
import type { PodSpec } from './pod-template.ts';

/** Whether a sidecar was injected: the status annotation, and the proxy among the containers or, since 1.27, the init containers. */
export function isInjected(pod: KubernetesObject): boolean {
  return pod.metadata.annotations?.[statusAnnotation] !== undefined && proxyOf(pod) !== undefined;
}

/** The istio-proxy container of a pod, of a sidecar's or a gateway's. */
export function proxyOf(pod: KubernetesObject): PodSpec | undefined {
  const { containers = [], initContainers = [] } = pod.spec ?? {};
  const find = (list: PodSpec[]) => list.find((container) => container.name === proxyContainer);
  return find(containers) ?? find(initContainers);
}

/** A gateway's proxy runs as `proxy router`; mixer's and pilot's own proxies as plain `proxy`, and ask pilot for nothing. */
export function isGateway(pod: KubernetesObject): boolean {
  const args: string[] = proxyOf(pod)?.args ?? [];
  return args[0] === 'proxy' && args[1] === 'router';
}

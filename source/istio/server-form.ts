import type { KubernetesObject } from '../kubernetes/object.ts';
import { canonicalQuantity } from './canonical-quantity.ts';
import { type PodSpec, podTemplateOf } from './sidecar/pod-template.ts';

/**
 * The object written the way the API server will store it, where server-side apply on Kubernetes 1.16-1.21 makes a difference of it:
 * - `protocol` of Service and container ports is part of the key of those lists, and not always filled in ("associative list with
 *   keys has an element that omits key field"); of two ports with the same key the last one stays, as the list cannot hold both;
 * - `scope` of a webhook's rules, which stand in an atomic list: without it they differ from what an earlier apply has stored;
 * - quantities: `2000m` beside a stored `2` would be a conflict with whoever applied the very same manifest before.
 * Pure.
 */
export function inServerForm(object: KubernetesObject): KubernetesObject {
  const copy = structuredClone(object);
  if (copy.kind === 'Service' && Array.isArray(copy.spec?.ports))
    copy.spec.ports = withProtocols(copy.spec.ports, 'port');
  const spec = podTemplateOf(copy)?.spec;
  for (const containers of [spec?.containers, spec?.initContainers])
    for (const container of Array.isArray(containers) ? containers : []) settleContainer(container);
  if (copy.kind.endsWith('WebhookConfiguration') && Array.isArray(copy.webhooks))
    for (const webhook of copy.webhooks)
      if (Array.isArray(webhook?.rules))
        webhook.rules = webhook.rules.map((rule: PodSpec) => ({ scope: '*', ...rule }));
  return copy;
}

function settleContainer(container: PodSpec): void {
  if (Array.isArray(container.ports)) container.ports = withProtocols(container.ports, 'containerPort');
  for (const list of [container.resources?.requests, container.resources?.limits])
    for (const [name, quantity] of Object.entries(list ?? {}))
      list[name] = canonicalQuantity(quantity as string | number);
}

function withProtocols(ports: PodSpec[], number: 'port' | 'containerPort'): PodSpec[] {
  const byKey = new Map<string, PodSpec>();
  for (const port of ports) {
    const full: PodSpec = { protocol: 'TCP', ...port };
    byKey.set(`${full[number]}/${full.protocol}`, full);
  }
  return [...byKey.values()];
}

import type { KubernetesObject } from '../kubernetes/object.ts';
import type { Message } from '../language/message.ts';
import { injectAnnotation, injectorName, mutatingWebhook, neverInjected, systemNamespace } from './names.ts';
import type { PodSpec } from './pod-template.ts';
import { isInjected } from './sidecar.ts';

export { describeSidecar } from './describe-sidecar.ts';
export { isInjected } from './sidecar.ts';

export interface InjectorFacts {
  deployments: readonly KubernetesObject[];
  /** MutatingWebhookConfigurations. */
  webhooks: readonly KubernetesObject[];
  endpoints: readonly KubernetesObject[];
}

/**
 * Why the injector cannot inject now, or undefined if it can. A namespace that is labelled while it cannot creates no pods at all:
 * its webhook fails closed.
 */
export function injectorProblem({ deployments, webhooks, endpoints }: InjectorFacts): Message | undefined {
  const inSystem = (name: string) => (object: KubernetesObject) =>
    object.metadata.namespace === systemNamespace && object.metadata.name === name;
  const deployment = deployments.find(inSystem(injectorName));
  if (!deployment) return { key: 'injection.no-injector', values: { name: injectorName } };
  if (!(deployment.status?.availableReplicas > 0))
    return { key: 'injection.unavailable', values: { name: injectorName } };
  const webhook = webhooks.find((object) => object.metadata.name === mutatingWebhook);
  if (!webhook) return { key: 'injection.no-webhook', values: { name: mutatingWebhook } };
  const clients: PodSpec[] = (webhook.webhooks ?? []).map((one: PodSpec) => one.clientConfig ?? {});
  if (clients.length === 0 || clients.some((client) => !client.caBundle))
    return { key: 'injection.no-authority', values: { name: mutatingWebhook } };
  const service: string = clients.find((client) => client.service)?.service.name ?? injectorName;
  if (!hasAddress(endpoints.find(inSystem(service))))
    return { key: 'injection.no-endpoints', values: { service } };
  return undefined;
}

function hasAddress(endpoints: KubernetesObject | undefined): boolean {
  return (endpoints?.subsets ?? []).some((subset: PodSpec) => (subset.addresses?.length ?? 0) > 0);
}

export interface PodWithoutSidecar {
  pod: KubernetesObject;
  why: Message;
}

/** Of these pods those that run without a sidecar, with the reason. Finished and ending pods are left out: nothing is missing there. */
export function podsWithoutSidecar(pods: readonly KubernetesObject[]): PodWithoutSidecar[] {
  return pods
    .filter(
      ({ metadata, status }) =>
        !metadata.deletionTimestamp && status?.phase !== 'Succeeded' && status?.phase !== 'Failed',
    )
    .filter((pod) => !isInjected(pod))
    .map((pod) => ({ pod, why: whyWithout(pod) }));
}

function whyWithout(pod: KubernetesObject): Message {
  const { namespace = '', annotations } = pod.metadata;
  if (neverInjected.includes(namespace)) return { key: 'injection.never', values: { namespace } };
  if (pod.spec?.hostNetwork) return { key: 'injection.host-network' };
  const wish = annotations?.[injectAnnotation];
  if (wish !== undefined && wish !== '' && !/^(y|yes|true|on)$/i.test(wish))
    return { key: 'injection.opted-out', values: { annotation: `${injectAnnotation}: ${wish}` } };
  return { key: 'injection.before' };
}

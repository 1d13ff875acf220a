import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import { matchesSelector } from '../label-selector.ts';
import {
  injectAnnotation,
  injectionLabel,
  injectorName,
  injectPath,
  istiodName,
  mutatingWebhook,
  neverInjected,
  systemNamespace,
} from '../names.ts';
import type { Era } from '../release/era.ts';
import type { PodSpec } from './pod-template.ts';
import { isInjected } from './sidecar.ts';

export { describeSidecar } from './describe-sidecar.ts';
export { isInjected } from './sidecar.ts';

export interface InjectorFacts {
  deployments: readonly KubernetesObject[];
  /** MutatingWebhookConfigurations. */
  webhooks: readonly KubernetesObject[];
  endpoints: readonly KubernetesObject[];
  /** What the injector is called while nothing in the cluster says it. */
  era?: Era;
}

const enabled = { [injectionLabel]: 'enabled' };

/**
 * Why the injector cannot inject now, or undefined if it can. A namespace that is labelled while it cannot creates no pods at all:
 * its webhook fails closed.
 */
export function injectorProblem({
  deployments,
  webhooks,
  endpoints,
  era,
}: InjectorFacts): Message | undefined {
  const inSystem = (name: string) => (object: KubernetesObject) =>
    object.metadata.namespace === systemNamespace && object.metadata.name === name;
  const webhook = injectorOf(webhooks, enabled);
  const clients: PodSpec[] = (webhook?.webhooks ?? []).map((one: PodSpec) => one.clientConfig ?? {});
  const service: string | undefined = clients.find((client) => client.service)?.service.name;
  const name = service ?? (era === 'istiod' ? istiodName : injectorName);
  const deployment = deployments.find(inSystem(name));
  if (!deployment) return { key: 'injection.no-injector', values: { name } };
  if (!(deployment.status?.availableReplicas > 0)) return { key: 'injection.unavailable', values: { name } };
  if (!webhook) return { key: 'injection.no-webhook', values: { name: mutatingWebhook } };
  if (clients.length === 0 || clients.some((client) => !client.caBundle))
    return { key: 'injection.no-authority', values: { name: webhook.metadata.name } };
  if (!hasAddress(endpoints.find(inSystem(name))))
    return { key: 'injection.no-endpoints', values: { service: name } };
  return undefined;
}

/** Whether pods that say nothing themselves get a sidecar in a namespace with these labels. */
export function isInjectionOn(
  labels: Record<string, string> | undefined,
  webhooks: readonly KubernetesObject[],
): boolean {
  return labels?.[injectionLabel] === 'enabled' || injectorOf(webhooks, labels, true) !== undefined;
}

/**
 * The configuration by which the API server asks about pods of a namespace with these labels. By its name, or by what it calls: where
 * istioctl has installed Istio, that of the name asks about nothing, and one of another name is in its place. `certain`: only where
 * its selectors say so.
 */
function injectorOf(
  webhooks: readonly KubernetesObject[],
  labels: Record<string, string> | undefined,
  certain = false,
): KubernetesObject | undefined {
  const ofName = webhooks.find((object) => object.metadata.name === mutatingWebhook);
  const asking = [...(ofName ? [ofName] : []), ...webhooks].find((object) =>
    (object.webhooks ?? []).some(
      (one: PodSpec) =>
        one.clientConfig?.service?.namespace === systemNamespace &&
        String(one.clientConfig.service.path).startsWith(injectPath) &&
        matchesSelector(one.namespaceSelector, labels) &&
        matchesSelector(one.objectSelector, {}),
    ),
  );
  return asking ?? (certain ? undefined : ofName);
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
  const { namespace = '', annotations, labels } = pod.metadata;
  if (neverInjected.includes(namespace)) return { key: 'injection.never', values: { namespace } };
  if (pod.spec?.hostNetwork) return { key: 'injection.host-network' };
  const label = labels?.[injectAnnotation];
  if (label === 'false')
    return { key: 'injection.opted-out-label', values: { label: `${injectAnnotation}: ${label}` } };
  const wish = label ?? annotations?.[injectAnnotation];
  if (wish !== undefined && wish !== '' && !/^(y|yes|true|on)$/i.test(wish))
    return { key: 'injection.opted-out', values: { annotation: `${injectAnnotation}: ${wish}` } };
  return { key: 'injection.before' };
}

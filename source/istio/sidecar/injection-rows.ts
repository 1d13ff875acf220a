import { type KubernetesObject, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import { restartableOf } from '../clean-up/ownership.ts';
import type { Health } from '../proxies/rows.ts';
import { installedVersion } from '../release/installed.ts';
import { injectionRule, labelledAt } from './injection-rule.ts';
import type { PodSpec } from './pod-template.ts';
import { isGateway, isInjected, proxyOf } from './sidecar.ts';

/** One pod, and how it stands with its sidecar. */
export interface InjectionRow {
  ref: ObjectRef;
  name: string;
  namespace: string;
  /** `missing`: it should have one and has not; `kept`: it has one that its successor would not get. */
  state: 'injected' | 'missing' | 'kept' | 'none';
  health: Health;
  /** How the sidecar runs: among the containers, or since Kubernetes 1.28 as an init container that stays. */
  form?: 'container' | 'native';
  /** The tag of the sidecar's image, and whether it is another one than pilot's. */
  version?: string;
  skew: boolean;
  /** What decides it, and of one that is missing, how it came to be without. */
  rule: Message;
  /** What a restart would make its pod anew. */
  workload?: ObjectRef;
  /** A restart would change something. */
  restart: boolean;
}

export interface InjectionFacts {
  pods: readonly KubernetesObject[];
  namespaces: readonly KubernetesObject[];
  /** MutatingWebhookConfigurations. */
  webhooks: readonly KubernetesObject[];
  /** Of istio-system: pilot's among them tells the version. */
  deployments: readonly KubernetesObject[];
}

/** A row for every pod that runs or is about to. */
export function injectionRows({ pods, namespaces, webhooks, deployments }: InjectionFacts): InjectionRow[] {
  const byName = new Map(namespaces.map((one) => [one.metadata.name, one]));
  const version = installedVersion(deployments);
  return pods
    .filter(
      ({ metadata, status }) =>
        !metadata.deletionTimestamp && status?.phase !== 'Succeeded' && status?.phase !== 'Failed',
    )
    .map((pod) => rowOf(pod, byName.get(pod.metadata.namespace ?? ''), webhooks, version));
}

const order: Record<InjectionRow['state'], number> = { missing: 0, kept: 1, injected: 2, none: 3 };

/** Those first that a restart would mend, then by what they are, namespace and name. */
export function sortedByNeed(rows: readonly InjectionRow[]): InjectionRow[] {
  const place = ({ restart, state, namespace, name }: InjectionRow) =>
    `${restart ? 0 : 1}${order[state]}${namespace}/${name}`;
  return rows.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}

function rowOf(
  pod: KubernetesObject,
  namespace: KubernetesObject | undefined,
  webhooks: readonly KubernetesObject[],
  pilot: string | undefined,
): InjectionRow {
  const { wanted, rule } = injectionRule(pod, namespace, webhooks);
  const injected = isInjected(pod);
  const state = injected ? (wanted || isGateway(pod) ? 'injected' : 'kept') : wanted ? 'missing' : 'none';
  const version = injected ? tagOf(proxyOf(pod)?.image) : undefined;
  const skew = version !== undefined && pilot !== undefined && version !== pilot;
  const workload = restartableOf(pod);
  const restart = state === 'missing' || state === 'kept' || skew;
  return {
    ref: refOf(pod),
    name: pod.metadata.name,
    namespace: pod.metadata.namespace ?? '',
    state,
    health: state === 'none' ? 'off' : restart ? 'warn' : 'good',
    ...(injected ? { form: isNative(pod) ? ('native' as const) : ('container' as const) } : {}),
    ...(version ? { version } : {}),
    skew,
    rule:
      state === 'missing'
        ? howMissed(pod, namespace, webhooks, rule)
        : skew
          ? skewed(version, pilot, rule)
          : rule,
    ...(workload ? { workload } : {}),
    restart,
  };
}

const skewed = (version: string, pilot: string | undefined, rule: Message): Message => ({
  key: 'injection.skew',
  values: { version, pilot: pilot ?? '', rule },
});

function isNative(pod: KubernetesObject): boolean {
  const proxy = proxyOf(pod);
  return (pod.spec?.initContainers ?? []).some(
    (one: PodSpec) => one === proxy && one.restartPolicy === 'Always',
  );
}

const tagOf = (image: unknown): string | undefined => /:([^:/@]+)(?:@.*)?$/.exec(String(image ?? ''))?.[1];

/** The webhook saw no pod that was there before it, nor before the label. */
function howMissed(
  pod: KubernetesObject,
  namespace: KubernetesObject | undefined,
  webhooks: readonly KubernetesObject[],
  rule: Message,
): Message {
  const created = pod.metadata.creationTimestamp ?? '';
  const label = labelledAt(namespace);
  if (label && created < label) return { key: 'injection.before-label', values: { rule, time: label } };
  const webhook = webhooks
    .filter((one) =>
      (one.webhooks ?? []).some((each: PodSpec) => String(each.name).includes('sidecar-injector')),
    )
    .map(({ metadata }) => metadata.creationTimestamp ?? '')
    .sort()[0];
  if (webhook && created < webhook)
    return { key: 'injection.before-injector', values: { rule, time: webhook } };
  return label
    ? { key: 'injection.unseen', values: { rule } }
    : { key: 'injection.missed', values: { rule } };
}

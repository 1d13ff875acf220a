import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import { matchesSelector } from '../label-selector.ts';
import { injectAnnotation, injectionLabel, injectPath, neverInjected, revisionLabel } from '../names.ts';
import type { PodSpec } from './pod-template.ts';

/** Whether a pod like this, created now, would get a sidecar, and by which rule. */
export interface InjectionRule {
  wanted: boolean;
  rule: Message;
}

/**
 * The API server asks the injector only about pods that a webhook's selectors take; then the injector itself decides (injectRequired in
 * pilot/pkg/kube/inject/inject.go, in both eras): never for some namespaces and on the node's network, else as the pod wishes.
 * `webhooks` are the MutatingWebhookConfigurations.
 */
export function injectionRule(
  pod: KubernetesObject,
  namespace: KubernetesObject | undefined,
  webhooks: readonly KubernetesObject[],
): InjectionRule {
  const { namespace: name = '', labels, annotations } = pod.metadata;
  const no = (rule: Message): InjectionRule => ({ wanted: false, rule });
  if (neverInjected.includes(name)) return no({ key: 'injection.never', values: { namespace: name } });
  if (pod.spec?.hostNetwork) return no({ key: 'injection.host-network' });
  const asking = webhooks.flatMap((one) => one.webhooks ?? []).filter(isInjector);
  if (asking.length === 0) return no({ key: 'injection.rule.no-injector' });
  const asked = asking.some(
    (one: PodSpec) =>
      matchesSelector(one.namespaceSelector, namespace?.metadata.labels) &&
      matchesSelector(one.objectSelector, labels),
  );
  const label = labels?.[injectAnnotation];
  if (label === 'false')
    return no({ key: 'injection.opted-out-label', values: { label: `${injectAnnotation}: ${label}` } });
  if (!asked) return no(whyNotAsked(namespace?.metadata.labels));
  const wish = label ?? annotations?.[injectAnnotation];
  if (wish) {
    const values = { annotation: `${injectAnnotation}: ${wish}` };
    return /^(?:y|yes|true|on)$/i.test(wish)
      ? { wanted: true, rule: { key: 'injection.rule.pod', values: { wish: values.annotation } } }
      : no({ key: 'injection.opted-out', values });
  }
  return { wanted: true, rule: whyAsked(labels, namespace?.metadata.labels) };
}

function isInjector({ clientConfig, name = '' }: PodSpec): boolean {
  const path = String(clientConfig?.service?.path ?? '');
  return path.startsWith(injectPath) || name.endsWith('sidecar-injector.istio.io');
}

type Labels = Record<string, string> | undefined;

function whyNotAsked(labels: Labels): Message {
  const [value, revision] = [labels?.[injectionLabel], labels?.[revisionLabel]];
  if (value !== undefined)
    return { key: 'injection.rule.disabled', values: { label: `${injectionLabel}=${value}` } };
  if (revision !== undefined) return { key: 'injection.rule.no-revision', values: { revision } };
  return { key: 'injection.rule.unlabelled' };
}

function whyAsked(pod: Labels, namespace: Labels): Message {
  const value = namespace?.[injectionLabel];
  const revision = namespace?.[revisionLabel];
  const label =
    value !== undefined
      ? `${injectionLabel}=${value}`
      : revision !== undefined
        ? `${revisionLabel}=${revision}`
        : undefined;
  if (label) return { key: 'injection.rule.namespace', values: { label } };
  const own = pod?.[revisionLabel];
  return own
    ? { key: 'injection.rule.pod', values: { wish: `${revisionLabel}: ${own}` } }
    : { key: 'injection.rule.everywhere' };
}

/** When the namespace got the label that switches injection on, by the record of who owns the field; undefined where nobody wrote it down. */
export function labelledAt(namespace: KubernetesObject | undefined): string | undefined {
  const times = (namespace?.metadata.managedFields ?? []).flatMap(({ fieldsV1, time }) => {
    const labels = (fieldsV1 as PodSpec | undefined)?.['f:metadata']?.['f:labels'] ?? {};
    return time && [injectionLabel, revisionLabel].some((label) => `f:${label}` in labels) ? [time] : [];
  });
  return times.sort().at(-1);
}

import type { KubernetesObject } from '../../kubernetes/object.ts';
import { systemNamespace } from '../names.ts';
import type { PodSpec } from '../sidecar/pod-template.ts';

/**
 * The object without what Istio's programs have changed in it since it was written: istiod turns `failurePolicy: Ignore` of its
 * validating webhooks to Fail once they work (pkg/webhooks/validation/controller in its source). Asking for Ignore again would be a
 * conflict with istiod, and if it were forced, istiod would undo it. A certificate (`caBundle`) is in no manifest. Pure.
 */
export function withoutRuntimeFields(desired: KubernetesObject, live: KubernetesObject): KubernetesObject {
  if (desired.kind !== 'ValidatingWebhookConfiguration' || !Array.isArray(desired.webhooks)) return desired;
  const now = new Map<string, PodSpec>((live.webhooks ?? []).map((one: PodSpec) => [one.name, one]));
  const webhooks = desired.webhooks.map((one: PodSpec) => {
    const changed =
      one.failurePolicy === 'Ignore' &&
      now.get(one.name)?.failurePolicy === 'Fail' &&
      one.clientConfig?.service?.namespace === systemNamespace;
    if (!changed) return one;
    const { failurePolicy: _, ...rest } = one;
    return rest;
  });
  return { ...desired, webhooks };
}

import type { KubernetesObject } from '../object.ts';
import { formatLabelSelector } from '../selectors/label-selector.ts';
import { invalid, invalidObject } from '../validation/field-error.ts';

/** What the `scale` subresource shows of a workload (autoscaling/v1 Scale). */
export function readScale({ metadata, spec, status, kind }: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const replicas = spec?.replicas ?? 0;
  // A replication controller's selector is a plain map.
  const selector = kind === 'ReplicationController' ? { matchLabels: spec?.selector } : spec?.selector;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: replicas ? { replicas } : {},
    status: {
      replicas: status?.replicas ?? 0,
      ...(selector ? { selector: formatLabelSelector(selector) } : {}),
    },
  };
}

export function writeScale(old: KubernetesObject, scale: KubernetesObject): KubernetesObject {
  const replicas = scale.spec?.replicas ?? 0;
  if (!Number.isInteger(replicas) || replicas < 0)
    throw invalidObject('autoscaling', 'Scale', old.metadata.name, [
      invalid('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ]);
  const draft = structuredClone(old);
  draft.spec.replicas = replicas;
  const { resourceVersion, uid } = scale.metadata ?? {};
  draft.metadata.resourceVersion = resourceVersion || old.metadata.resourceVersion;
  draft.metadata.uid = uid || old.metadata.uid;
  return draft;
}

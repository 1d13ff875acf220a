import { groupOf, type KubernetesObject, type ObjectMeta } from '../../kubernetes/object.ts';

/** A pod's spec, as open as the API is. */
// biome-ignore lint/suspicious/noExplicitAny: see KubernetesObject
export type PodSpec = Record<string, any>;

export interface PodTemplate {
  metadata: Partial<ObjectMeta>;
  spec: PodSpec;
}

const workloads = new Set(['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet']);

/** The pods that this object makes: its template, or the Pod itself; undefined for anything else. */
export function podTemplateOf(object: KubernetesObject): PodTemplate | undefined {
  const group = groupOf(object.apiVersion);
  const { spec, kind } = object;
  if (kind === 'Pod' && group === '') return { metadata: object.metadata, spec: spec ?? {} };
  const template =
    (workloads.has(kind) && ['apps', 'extensions'].includes(group)) || (kind === 'Job' && group === 'batch')
      ? spec?.template
      : kind === 'CronJob' && group === 'batch'
        ? spec?.jobTemplate?.spec?.template
        : undefined;
  return template?.spec ? { metadata: template.metadata ?? {}, spec: template.spec } : undefined;
}

/** Containers and init containers, in that order. */
export function containersOf(spec: PodSpec): PodSpec[] {
  return [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
}

/** Whether a selector of exact labels, as Services have it, takes these labels. An empty selector takes nothing. */
export function selects(
  selector: Record<string, string> | undefined,
  labels: Record<string, string> | undefined,
): boolean {
  const wanted = Object.entries(selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels?.[key] === value);
}

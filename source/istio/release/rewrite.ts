import { type FieldChange, fieldChanges } from '../../kubernetes/fields/field-diff.ts';
import { type KubernetesObject, type ObjectRef, refOf } from '../../kubernetes/object.ts';
import type { Message } from '../../language/message.ts';
import { cleanForApply } from '../clean-up/clean.ts';
import { inServerForm } from '../server-form.ts';
import type { PodSpec } from '../sidecar/pod-template.ts';

/** Whether the cluster serves a kind in a version. */
export type Serves = (apiVersion: string, kind: string) => boolean;

/** One change of a version, for those who want to know what is not as the file has it. */
export interface Rewritten {
  /** The object as it will be. */
  ref: ObjectRef;
  from: string;
  to: string;
  why: Message;
  /** What it changes, field by field. */
  fields: FieldChange[];
}

const removedDeployments = new Set(['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2']);
const deployments = 'apps/v1';

/**
 * The objects as this cluster takes them: versions that it no longer serves rewritten where a later one means the same, everything
 * cleaned for server-side apply. What it serves keeps its version; what nothing can be done about stays, and the server's refusal
 * names it. Pure.
 */
export function rewrite(
  objects: readonly KubernetesObject[],
  serves: Serves,
): { objects: KubernetesObject[]; rewritten: Rewritten[] } {
  const rewritten: Rewritten[] = [];
  const results = objects.map((object) => {
    const { result, change } = rewriteOne(object, serves);
    const cleaned = inServerForm(cleanForApply(result));
    if (change) {
      const fields = fieldChanges(inServerForm(cleanForApply(object)), cleaned);
      rewritten.push({ ref: refOf(cleaned), ...change, fields });
    }
    return cleaned;
  });
  return { objects: results, rewritten };
}

function rewriteOne(
  object: KubernetesObject,
  serves: Serves,
): { result: KubernetesObject; change?: Omit<Rewritten, 'ref' | 'fields'> } {
  const { apiVersion, kind } = object;
  if (isRemovedDeployment(apiVersion, kind, serves)) {
    const values = { version: apiVersion };
    const selected = object.spec?.selector !== undefined && object.spec.selector !== null;
    return {
      result: { ...object, apiVersion: deployments, spec: withSelector(object.spec) },
      change: {
        from: apiVersion,
        to: deployments,
        why: { key: selected ? 'rewrite.removed' : 'rewrite.removed-selector', values },
      },
    };
  }
  const target = object.spec?.scaleTargetRef;
  if (
    kind === 'HorizontalPodAutoscaler' &&
    isRemovedDeployment(target?.apiVersion ?? '', target?.kind, serves)
  ) {
    const scaleTargetRef = { ...target, apiVersion: deployments };
    return {
      result: { ...object, spec: { ...object.spec, scaleTargetRef } },
      change: {
        from: target.apiVersion,
        to: deployments,
        why: { key: 'rewrite.target', values: { name: String(target.name) } },
      },
    };
  }
  return { result: object };
}

function isRemovedDeployment(apiVersion: string, kind: unknown, serves: Serves): boolean {
  return (
    kind === 'Deployment' &&
    removedDeployments.has(apiVersion) &&
    !serves(apiVersion, kind) &&
    serves(deployments, kind)
  );
}

/** apps/v1 wants the selector that extensions/v1beta1 took from the template's labels when there was none; it cannot change later. */
function withSelector(spec: PodSpec | undefined): PodSpec | undefined {
  if (!spec || (spec.selector !== undefined && spec.selector !== null)) return spec;
  return { ...spec, selector: { matchLabels: { ...spec.template?.metadata?.labels } } };
}

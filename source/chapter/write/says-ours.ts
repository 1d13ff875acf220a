import { fieldManager } from '../../kubernetes/fields/field-manager.ts';
import { lastAppliedAnnotation } from '../../kubernetes/fields/merge-apply.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';

/**
 * Whether an object says that hoist wrote it: in its managed fields, or, on a server that keeps none (before 1.16), in hoist's own
 * annotation. One with neither is somebody else's, written by client-side apply perhaps, which 1.16 and 1.17 keep no record of. That
 * hoist's list names it proves nothing: the list is written before the first write, and some writes are refused.
 */
export function saysOurs({ metadata: { managedFields, annotations } }: KubernetesObject): boolean {
  if (managedFields?.length) return managedFields.some(({ manager }) => manager === fieldManager);
  return annotations?.[lastAppliedAnnotation] !== undefined;
}

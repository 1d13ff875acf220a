import type { Profile } from '../kinds/built-in.ts';
import type { Resource } from '../kinds/resource.ts';
import type { KubernetesObject } from '../object.ts';
import type { FieldError } from './field-error.ts';

/** The rules of one kind. `old` is what an update replaces. */
export type Validation = (
  object: KubernetesObject,
  old: KubernetesObject | undefined,
  profile: Profile,
) => FieldError[];

const byKind: Record<string, Validation> = {};

export function validateObject(
  object: KubernetesObject,
  resource: Resource,
  old: KubernetesObject | undefined,
  profile: Profile,
): FieldError[] {
  return resource.custom ? [] : (byKind[resource.kind]?.(object, old, profile) ?? []);
}

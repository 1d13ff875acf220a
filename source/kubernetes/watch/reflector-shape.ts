import type { KubernetesObject } from '../object.ts';
import { sanitizeObject } from '../sanitize-object.ts';
import type { ReflectorOptions, ReflectorProblem } from './reflector-options.ts';

function withoutManagedFields(object: KubernetesObject): KubernetesObject {
  delete object.metadata.managedFields;
  return object;
}

/**
 * What is kept of an object; undefined for one that is none. The items of a list carry no kind (k8s.io/apimachinery meta/v1), and
 * partial objects carry another one.
 */
export function shapeOf<T extends KubernetesObject>(
  raw: KubernetesObject,
  options: ReflectorOptions<T>,
  problem: (kind: ReflectorProblem['kind'], cause: unknown) => void,
): T | undefined {
  if (typeof raw?.metadata?.name !== 'string') {
    problem('garbage', new Error('an object without a name'));
    return undefined;
  }
  const { type, metadataOnly, transform = withoutManagedFields as (object: KubernetesObject) => T } = options;
  const { apiVersion, kind } = type;
  const object = metadataOnly ? { apiVersion, kind, metadata: raw.metadata } : { ...raw, apiVersion, kind };
  try {
    return transform(object);
  } catch (error) {
    problem('transform', error);
    return sanitizeObject(withoutManagedFields(object)) as T;
  }
}

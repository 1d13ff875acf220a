import type { Cluster } from '../cluster.ts';
import type { Admission } from '../machinery/admission.ts';
import { validateMetadata } from '../validation/metadata.ts';
import { validateObject } from '../validation/validate.ts';

/**
 * Plugins that see only what has the form of its kind. Plugins come before validation, which refuses the rest right after them, so
 * these need not be able to read it.
 */
export function whenValid({ profile }: Cluster, admissions: readonly Admission[]): Admission {
  return (request) => {
    const { operation, object, resource, old } = request;
    const problems =
      operation === 'DELETE'
        ? []
        : [...validateMetadata(object, resource, old), ...validateObject(object, resource, old, profile)];
    if (problems.length === 0) for (const admission of admissions) admission(request);
  };
}

import type { Json, KubernetesObject } from '../object.ts';
import { type FieldError, invalid, notSupported, required } from './field-error.ts';
import { dns1035Label, dnsSubdomain } from './names.ts';

const list = (value: Json): Json[] => (Array.isArray(value) ? value : []);

/** The rules of a CustomResourceDefinition that a hand-written one breaks (apiextensions-apiserver/pkg/apis/apiextensions/validation). */
export function validateDefinition(object: KubernetesObject, old?: KubernetesObject): FieldError[] {
  const { metadata, spec = {} } = object;
  const { group, names = {}, scope } = spec;
  const errors: FieldError[] = [];
  const wanted = `${names.plural}.${group}`;
  if (metadata.name !== wanted)
    errors.push(invalid('metadata.name', metadata.name, 'must be spec.names.plural+"."+spec.group'));
  if (!group) errors.push(required('spec.group'));
  else {
    errors.push(...dnsSubdomain(String(group)).map((error) => invalid('spec.group', group, error)));
    if (!String(group).includes('.'))
      errors.push(invalid('spec.group', group, 'should be a domain with at least one dot'));
  }
  if (scope !== 'Namespaced' && scope !== 'Cluster')
    errors.push(
      scope ? notSupported('spec.scope', scope, ['Cluster', 'Namespaced']) : required('spec.scope'),
    );
  const versions = list(spec.versions);
  const storage = versions.filter((version) => version?.storage === true);
  if (storage.length !== 1)
    errors.push({
      reason: 'FieldValueInvalid',
      field: 'spec.versions',
      message: `Invalid value: ${JSON.stringify(versions)}: must have exactly one version marked as storage version`,
    });
  for (const [index, version] of versions.entries()) {
    const at = `spec.versions[${index}]`;
    errors.push(
      ...dns1035Label(String(version?.name ?? '')).map((error) =>
        invalid(`${at}.name`, version?.name ?? '', error),
      ),
    );
    if (object.apiVersion === 'apiextensions.k8s.io/v1' && !version?.schema?.openAPIV3Schema)
      errors.push(required(`${at}.schema.openAPIV3Schema`, 'schemas are required'));
  }
  for (const field of ['plural', 'singular', 'kind', 'listKind']) {
    const value = names[field];
    if (!value) errors.push(required(`spec.names.${field}`));
    else
      errors.push(
        ...dns1035Label(String(value).toLowerCase()).map((error) =>
          invalid(`spec.names.${field}`, value, error),
        ),
      );
  }
  if (!old) return errors;
  for (const [field, value, was] of [
    ['spec.group', group, old.spec?.group],
    ['spec.names.plural', names.plural, old.spec?.names?.plural],
    ['spec.scope', scope, old.spec?.scope],
    ['spec.names.kind', names.kind, old.spec?.names?.kind],
  ])
    if (value !== was) errors.push(invalid(field, value, 'field is immutable'));
  return errors;
}

import type { Resource } from '../kinds/resource.ts';
import { isRecord, type KubernetesObject, type OwnerReference } from '../object.ts';
import { type FieldError, invalid, required } from './field-error.ts';
import { dns1035Label, dnsLabel, dnsSubdomain, labelValue, pathSegment, qualifiedName } from './names.ts';

const standardFinalizers = new Set([
  'kubernetes',
  'orphan',
  'foregroundDeletion',
  'customresourcecleanup.apiextensions.k8s.io',
]);

/** All annotations of an object together. */
const annotationLimit = 256 * 1024;

function nameRule({ kind, group }: Resource): (name: string) => string[] {
  if (kind === 'Namespace') return dnsLabel;
  if (kind === 'Service') return dns1035Label;
  if (group === 'rbac.authorization.k8s.io') return pathSegment;
  return dnsSubdomain;
}

export function validateLabels(labels: unknown, field: string): FieldError[] {
  if (!isRecord(labels)) return [];
  return Object.entries(labels).flatMap(([key, value]) => [
    ...qualifiedName(key).map((error) => invalid(field, key, error)),
    ...labelValue(String(value)).map((error) => invalid(field, value, error)),
  ]);
}

function validateOwners({ metadata }: KubernetesObject): FieldError[] {
  const owners = metadata.ownerReferences ?? [];
  const field = 'metadata.ownerReferences';
  const errors = validateEachOwner(owners);
  for (const owner of owners)
    if (owner.apiVersion === 'v1' && owner.kind === 'Event')
      errors.push(invalid(field, owner, '/v1, Kind=Event is disallowed from being an owner'));
  const [first, second] = owners.filter(({ controller }) => controller === true);
  if (first && second)
    errors.push(
      invalid(
        field,
        owners,
        `Only one reference can have Controller set to true. Found "true" in references for ${first.name} and ${second.name}`,
      ),
    );
  return errors;
}

function validateEachOwner(owners: OwnerReference[]): FieldError[] {
  return owners.flatMap((owner, index) => {
    const field = `metadata.ownerReferences[${index}]`;
    return [
      ...(owner.apiVersion ? [] : [invalid(`${field}.apiVersion`, '', 'version must not be empty')]),
      ...(owner.kind ? [] : [invalid(`${field}.kind`, '', 'kind must not be empty')]),
      ...(owner.name ? [] : [invalid(`${field}.name`, '', 'name must not be empty')]),
      ...(owner.uid ? [] : [invalid(`${field}.uid`, '', 'uid must not be empty')]),
    ];
  });
}

/** The rules of metadata that hold for every kind (k8s.io/apimachinery/pkg/api/validation/objectmeta.go). */
export function validateMetadata(
  object: KubernetesObject,
  resource: Resource,
  old?: KubernetesObject,
): FieldError[] {
  const { metadata } = object;
  const errors: FieldError[] = [];
  if (!old) {
    if (!metadata.name) errors.push(required('metadata.name', 'name or generateName is required'));
    else
      errors.push(
        ...nameRule(resource)(metadata.name).map((error) => invalid('metadata.name', metadata.name, error)),
      );
  }
  errors.push(...validateLabels(metadata.labels, 'metadata.labels'));
  const annotations = isRecord(metadata.annotations) ? Object.entries(metadata.annotations) : [];
  for (const [key] of annotations)
    errors.push(
      ...qualifiedName(key.toLowerCase()).map((error) => invalid('metadata.annotations', key, error)),
    );
  const size = annotations.reduce((sum, [key, value]) => sum + key.length + String(value).length, 0);
  if (size > annotationLimit)
    errors.push({
      reason: 'FieldValueTooLong',
      field: 'metadata.annotations',
      message: `Too long: must have at most ${annotationLimit} bytes`,
    });
  errors.push(...validateOwners(object));
  for (const [index, finalizer] of (metadata.finalizers ?? []).entries()) {
    const wrong = qualifiedName(finalizer);
    errors.push(...wrong.map((error) => invalid('metadata.finalizers', finalizer, error)));
    if (!wrong.length && !resource.custom && !finalizer.includes('/') && !standardFinalizers.has(finalizer))
      errors.push(
        invalid(
          `metadata.finalizers[${index}]`,
          finalizer,
          'name is neither a standard finalizer name nor is it fully qualified',
        ),
      );
  }
  return errors;
}

import { isRecord, type Json, type KubernetesObject, versionOf } from '../object.ts';
import type { Profile } from './built-in.ts';
import { pruneCustom } from './custom-schema.ts';
import { fieldsOfKind, typesOf } from './fields/kind-fields.ts';
import { dropUnknown, type FieldPath } from './fields/unknown-fields.ts';
import type { Resource } from './resource.ts';

/** What a subresource takes that is a kind of its own. */
const ofSubresource: Record<string, string> = { scale: 'Scale', eviction: 'Eviction', binding: 'Binding' };

export interface Form {
  resource: Resource;
  apiVersion: string;
  subresource?: string;
}

/**
 * Takes out of an object what its kind does not know, and answers where it was: of a built-in kind in the order of its fields, of a
 * custom one first its metadata and then by name, as the real server tells of it. Changes the object.
 */
export function dropUndeclared(
  object: KubernetesObject,
  { resource, apiVersion, subresource = '' }: Form,
  profile: Profile,
): FieldPath[] {
  const own = ofSubresource[subresource];
  if (own || !resource.custom) {
    const type = fieldsOfKind(profile, own ? 'v1' : apiVersion, own ?? resource.kind);
    return type ? dropUnknown(object, type, profile) : [];
  }
  const metadata = typesOf(profile).get('ObjectMeta');
  const inMetadata =
    metadata && isRecord(object.metadata) ? dropUnknown(object.metadata, metadata, profile) : [];
  const { versions, preservesUnknown } = resource.custom;
  const schema: Json = versions[versionOf(apiVersion)]?.schema;
  const inRest = preservesUnknown ? [] : inOrder(pruneCustom(object, schema));
  return [...inMetadata.map((path) => ['metadata', ...path]), ...inRest];
}

/** Paths in the order of their names, as of objects whose fields have been sorted. */
export function inOrder(paths: readonly FieldPath[]): FieldPath[] {
  const compare = (left: FieldPath, right: FieldPath): number => {
    const at = left.findIndex((part, index) => part !== right[index]);
    const [one, other] = [left[at], right[at]];
    if (at < 0 || other === undefined) return left.length - right.length;
    return (one as string | number) < other ? -1 : 1;
  };
  return [...paths].sort(compare);
}

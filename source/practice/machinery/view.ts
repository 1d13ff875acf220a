import { convertToServed } from '../kinds/convert.ts';
import type { KubernetesObject } from '../object.ts';
import { parseFieldSelector } from '../selectors/field-selector.ts';
import { parseLabelSelector } from '../selectors/label-selector.ts';
import type { ListOptions, Target } from './options.ts';

/** In the version that was asked for. */
export const viewOf = (
  stored: KubernetesObject,
  { resource, apiVersion }: Pick<Target, 'resource' | 'apiVersion'>,
): KubernetesObject => convertToServed(stored, resource, apiVersion);

/** A test for label and field selectors, on the version that was asked for. Throws a 400. */
export function matcherOf({ resource }: Target, options: ListOptions): (object: KubernetesObject) => boolean {
  const byLabels = parseLabelSelector(options.labelSelector ?? '');
  const byFields = parseFieldSelector(options.fieldSelector ?? '', resource.kind);
  return (object) => byLabels(object.metadata.labels ?? {}) && byFields(object);
}

import type { KubernetesObject } from '../../kubernetes/object.ts';
import { containersOf, podTemplateOf } from './pod-template.ts';

/** Istio's own images in either era's demo profile; the addons beside them have versions of their own. */
const istioImages = new Set([
  'pilot',
  'proxyv2',
  'galley',
  'citadel',
  'mixer',
  'sidecar_injector',
  'kubectl',
]);

/**
 * The tags of all Istio images among these objects, sorted, wherever they are pulled from: mirrors rename the registry, and the path of a
 * release says nothing. One of them, if the manifest is whole.
 */
export function imageVersions(objects: readonly KubernetesObject[]): string[] {
  const tags = new Set<string>();
  for (const object of objects)
    for (const { image } of containersOf(podTemplateOf(object)?.spec ?? {})) {
      const [, name, tag] = /([^/:@]+):([^/:@]+)(?:@.*)?$/.exec(String(image)) ?? [];
      if (name && tag && istioImages.has(name)) tags.add(tag);
    }
  return [...tags].sort();
}

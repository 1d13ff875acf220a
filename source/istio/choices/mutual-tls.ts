import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type KubernetesObject, keyOf } from '../../kubernetes/object.ts';
import { ownRelease, ownVersions } from '../release/own-manifests.ts';
import { parseManifest, readManifest } from '../yaml/manifest.ts';
import { catalogueOf } from './catalogue.ts';
import { type MutualTls, mutualTlsModes } from './select.ts';

/**
 * What each mode adds to a control plane, from our own manifests: of that version, or of the one that is made of the same programs. For
 * 1.1.0 the permissive objects are part of the release itself.
 */
export async function mutualTlsObjects(version: string): Promise<Record<MutualTls, KubernetesObject[]>> {
  const catalogue = catalogueOf(version);
  const known = ownVersions.includes(version)
    ? version
    : ownVersions.find((one) => catalogueOf(one) === catalogue);
  const objects: Record<MutualTls, KubernetesObject[]> = { permissive: [], strict: [] };
  if (known === undefined) return objects;
  const directory = join(ownRelease(known).directory, 'mtls');
  const files = new Set(readdirSync(directory));
  for (const mode of mutualTlsModes) {
    const file = `${mode}.yaml`;
    if (!files.has(file)) continue;
    objects[mode] = (await readManifest(join(directory, file))).objects.map(({ object }) => object);
  }
  return objects;
}

const customResources = 'custom-resources.yaml';

/**
 * The objects that the official 1.1 release has in a ConfigMap, for a Job to write once citadel is there. The Job runs once, so whoever
 * changes the mode later has to write them himself; written beforehand, the Job finds them as it would have made them.
 */
export function inSecurityConfigMap(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const holder = objects.find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'istio-security-custom-resources',
  );
  const text = holder?.data?.[customResources];
  if (typeof text !== 'string') return [];
  return parseManifest(text, `istio-security-custom-resources/${customResources}`).objects.map(
    ({ object }) => object,
  );
}

/** `over` takes the place of objects of the same kind and name; what is new follows. */
export function overlaid(
  objects: readonly KubernetesObject[],
  over: readonly KubernetesObject[],
): KubernetesObject[] {
  const byKey = new Map(over.map((object) => [keyOf(object), object]));
  const replaced = objects.map((object) => {
    const other = byKey.get(keyOf(object));
    byKey.delete(keyOf(object));
    return other ?? object;
  });
  return [...replaced, ...byKey.values()];
}

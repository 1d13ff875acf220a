import { readManifest, type SourcedObject } from './manifest.ts';

/** The objects of each part, in the order of its files. Throws ManifestError. */
export async function readParts<Part extends string>(
  files: Record<Part, string[]>,
): Promise<Record<Part, SourcedObject[]>> {
  const read = async ([part, names]: [string, string[]]) => {
    const manifests = await Promise.all(names.map(readManifest));
    return [part, manifests.flatMap(({ objects }) => objects)];
  };
  return Object.fromEntries(await Promise.all(Object.entries<string[]>(files).map(read)));
}

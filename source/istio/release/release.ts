import type { KubernetesObject } from '../../kubernetes/object.ts';
import { ManifestError, type SourcedObject } from '../yaml/manifest.ts';
import { readParts } from '../yaml/read-parts.ts';
import { type Era, eraOf } from './era.ts';
import type { LayoutName } from './layouts.ts';
import { readOfficial } from './official-release.ts';
import { ownRelease, ownVersions, type ReleaseFiles } from './own-manifests.ts';
import { ReleaseError } from './release-error.ts';

export { ReleaseError };

/** Where the objects of a release come from. */
export type ReleaseSource =
  /** hoist's own manifests. */
  | { kind: 'own' }
  /** An unpacked official release, in the layout of its era. */
  | { kind: 'official'; layout: LayoutName }
  /** Charts, in the layout of their era, rendered by a tool of the user's. */
  | { kind: 'rendered'; layout: LayoutName; rendering: Rendering };

/** How a release was rendered. */
export interface Rendering {
  by: 'helm' | 'istioctl';
  /** Of the tool. */
  version: string;
  /** As they were run, one for each chart: the program and its arguments. */
  commands: readonly (readonly string[])[];
  /** Hooks for another time than an install, which are not part of the release. */
  hooks: readonly KubernetesObject[];
  /** Whether the samples are those beside the charts; else they are hoist's own. */
  samples: boolean;
}

/** A release to install, read and found complete. */
export interface Release {
  /** `1.1.0`; of an official one, as the tags of its images say. */
  version: string;
  era: Era;
  source: ReleaseSource;
  directory: string;
  /** The CustomResourceDefinitions that the chapter registers first. */
  crds(): KubernetesObject[];
  /** The demo profile but its CRDs, the namespace istio-system among it. */
  controlPlane(): KubernetesObject[];
  bookinfo(): KubernetesObject[];
  /** Bookinfo's Gateway and VirtualService. */
  gateway(): KubernetesObject[];
  /** Where an object of the above was read, by its identity; undefined for one that no file has. */
  originOf(object: KubernetesObject): Omit<SourcedObject, 'object'> | undefined;
}

export type ReleaseParts = Record<keyof ReleaseFiles, readonly SourcedObject[]>;

/**
 * Opens a release: by its version (`1.1.0`) that of our own manifests, by its directory an unpacked official one. A directory that is
 * called like a version is named as `./1.1.0`. Throws ReleaseError, or ManifestError for a file that cannot be read.
 */
export async function openRelease(named: string): Promise<Release> {
  if (ownVersions.includes(named)) return openOwn(named);
  const { version, layout, parts } = await readOfficial(named);
  return releaseOf({ version, directory: named, source: { kind: 'official', layout } }, parts);
}

async function openOwn(version: string): Promise<Release> {
  const { directory, files } = filesOf(version);
  return releaseOf({ version, directory, source: { kind: 'own' } }, await readParts(files));
}

function filesOf(version: string) {
  try {
    return ownRelease(version);
  } catch (error) {
    const { path, message } = error as NodeJS.ErrnoException;
    throw new ManifestError(path ?? version, message);
  }
}

/** The release that these parts make up, whoever has read or rendered them. */
export function releaseOf(
  about: Pick<Release, 'version' | 'directory' | 'source'>,
  parts: ReleaseParts,
): Release {
  const origins = new Map(
    Object.values(parts)
      .flat()
      .map((one) => [one.object, one]),
  );
  const objectsOf = (sourced: readonly SourcedObject[]) => sourced.map(({ object }) => object);
  return {
    ...about,
    era: eraOf(about.version),
    crds: () => objectsOf(parts.crds),
    controlPlane: () => objectsOf(parts.controlPlane),
    bookinfo: () => objectsOf(parts.bookinfo),
    gateway: () => objectsOf(parts.gateway),
    originOf: (object) => origins.get(object),
  };
}

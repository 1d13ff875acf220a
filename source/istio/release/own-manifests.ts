import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The chapter's own release. */
export const chapterVersion = '1.1.0';

/** The releases that hoist brings its own manifests for, by version. */
export const ownVersions: readonly string[] = [chapterVersion, '1.30.3'];

/** Files by the part of a release that they hold. */
export interface ReleaseFiles {
  crds: string[];
  controlPlane: string[];
  bookinfo: string[];
  gateway: string[];
}

/**
 * The directory `manifests/` of the package. In the bundle this file is dist/hoist.js, in a checkout it lies in source/istio/release/; Node
 * has followed every link on the way here, so it does not matter how hoist was started.
 */
function manifestsDirectory(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return join(here, basename(here) === 'dist' ? '..' : '../../..', 'manifests');
}

/** Where the manifests of a version are, and which they are. Throws the system's error where the package has lost them. */
export function ownRelease(version: string): { directory: string; files: ReleaseFiles } {
  const root = manifestsDirectory();
  const directory = join(root, `istio-${version}`);
  const bookinfo = join(root, 'bookinfo', `istio-${version}`);
  return {
    directory,
    files: {
      crds: yamlIn(join(directory, 'crds')),
      controlPlane: yamlIn(directory),
      bookinfo: [join(bookinfo, 'bookinfo.yaml')],
      gateway: [join(bookinfo, 'gateway.yaml')],
    },
  };
}

function yamlIn(directory: string): string[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => join(directory, file));
}

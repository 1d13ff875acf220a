import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KubernetesObject } from '../kubernetes/object.ts';
import type { Message } from '../language/message.ts';
import { ManifestError, readManifest, type SourcedObject } from './manifest.ts';
import { ownRelease, ownVersions, type ReleaseFiles } from './own-manifests.ts';
import { containersOf, podTemplateOf } from './pod-template.ts';

/** A release to install, our own or an unpacked official one, read and found complete. */
export interface Release {
  /** `1.1.0`; of an official one, as the tags of its images say. */
  version: string;
  directory: string;
  /** Whether its manifests are hoist's own. */
  own: boolean;
  /** The CustomResourceDefinitions that the chapter registers first. */
  crds(): KubernetesObject[];
  /** The demo profile but its CRDs, the namespace istio-system among it. */
  controlPlane(): KubernetesObject[];
  bookinfo(): KubernetesObject[];
  /** Bookinfo's Gateway and VirtualService. */
  gateway(): KubernetesObject[];
  /** Where an object of the above was read, by its identity. */
  originOf(object: KubernetesObject): Omit<SourcedObject, 'object'> | undefined;
}

/** A version or a directory that is not a release hoist can install. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  readonly problem: Message;

  constructor(named: string, problem: Message) {
    super(`${named}: ${problem.key} ${Object.values(problem.values ?? {}).join(', ')}`);
    this.problem = problem;
  }
}

const crdDirectory = 'install/kubernetes/helm/istio-init/files';
/** The book's loop takes `crd*yaml`; a file of these that is missing would go unnoticed until something needs its kinds. */
const crdFiles = ['crd-10.yaml', 'crd-11.yaml', 'crd-certmanager-10.yaml', 'crd-certmanager-11.yaml'].map(
  (file) => `${crdDirectory}/${file}`,
);
const demoFile = 'install/kubernetes/istio-demo.yaml';
const bookinfoFile = 'samples/bookinfo/platform/kube/bookinfo.yaml';
const gatewayFile = 'samples/bookinfo/networking/bookinfo-gateway.yaml';
const neededFiles = [...crdFiles, demoFile, bookinfoFile, gatewayFile];
const versionLike = /^v?\d+(\.\d+)*([-.]\w+)*$/;
/** Since 1.6 the charts live here; 1.1 had no such directory. */
const laterLayout = 'manifests/charts';

/** The release that the chapter installs, and that the layout above belongs to. */
export const chapterVersion = '1.1.0';

/**
 * Opens a release: by its version (`1.1.0`) that of our own manifests, by its directory an unpacked official one. A directory that is
 * called like a version is named as `./1.1.0`. Throws ReleaseError, or ManifestError for a file that cannot be read.
 */
export function openRelease(named: string): Promise<Release> {
  return ownVersions.includes(named) ? openOwn(named) : openOfficial(named);
}

async function openOwn(version: string): Promise<Release> {
  const { directory, files } = filesOf(version);
  return releaseOf({ version, directory, own: true }, await readAll(files));
}

function filesOf(version: string) {
  try {
    return ownRelease(version);
  } catch (error) {
    const { path, message } = error as NodeJS.ErrnoException;
    throw new ManifestError(path ?? version, message);
  }
}

async function openOfficial(directory: string): Promise<Release> {
  await checkLayout(directory);
  const inside = (file: string) => join(directory, file);
  const { demo, ...parts } = await readAll({
    crds: (await listCrdFiles(directory)).map(inside),
    demo: [inside(demoFile)],
    bookinfo: [inside(bookinfoFile)],
    gateway: [inside(gatewayFile)],
  });
  const controlPlane = demo.filter(({ object }) => object.kind !== 'CustomResourceDefinition');
  const { crds, bookinfo, gateway } = parts;
  requireContent(directory, { [demoFile]: controlPlane, [bookinfoFile]: bookinfo, [gatewayFile]: gateway });
  for (const file of crdFiles)
    requireContent(directory, { [file]: crds.filter((one) => one.file === inside(file)) });
  const version = versionOf(controlPlane, directory);
  if (version !== chapterVersion)
    throw new ReleaseError(directory, {
      key: 'release.unsupported',
      values: { directory, version, supported: chapterVersion },
    });
  return releaseOf({ version, directory, own: false }, { ...parts, controlPlane });
}

/** The objects of each part, in the order of its files. */
async function readAll<Part extends string>(
  files: Record<Part, string[]>,
): Promise<Record<Part, SourcedObject[]>> {
  const read = async ([part, names]: [string, string[]]) => {
    const manifests = await Promise.all(names.map(readManifest));
    return [part, manifests.flatMap(({ objects }) => objects)];
  };
  return Object.fromEntries(await Promise.all(Object.entries<string[]>(files).map(read)));
}

function releaseOf(
  about: Pick<Release, 'version' | 'directory' | 'own'>,
  parts: Record<keyof ReleaseFiles, SourcedObject[]>,
): Release {
  const origins = new Map(
    Object.values(parts)
      .flat()
      .map((one) => [one.object, one]),
  );
  const objectsOf = (sourced: SourcedObject[]) => sourced.map(({ object }) => object);
  return {
    ...about,
    crds: () => objectsOf(parts.crds),
    controlPlane: () => objectsOf(parts.controlPlane),
    bookinfo: () => objectsOf(parts.bookinfo),
    gateway: () => objectsOf(parts.gateway),
    originOf: (object) => origins.get(object),
  };
}

async function checkLayout(directory: string): Promise<void> {
  if (!(await isThere(directory, 'isDirectory')))
    throw new ReleaseError(
      directory,
      versionLike.test(directory)
        ? { key: 'release.no-version-of', values: { version: directory, known: ownVersions.join(', ') } }
        : { key: 'release.no-directory', values: { directory } },
    );
  const missing: string[] = [];
  for (const file of neededFiles) if (!(await isThere(join(directory, file), 'isFile'))) missing.push(file);
  if (missing.length === 0) return;
  if (await isThere(join(directory, laterLayout), 'isDirectory'))
    throw new ReleaseError(directory, {
      key: 'release.later-layout',
      values: { directory, supported: chapterVersion },
    });
  // The samples alone are no release: other versions have them in the same places.
  const some = missing.length < neededFiles.length && missing.some((file) => file.startsWith('samples/'));
  const none = missing.includes(demoFile) && crdFiles.every((file) => missing.includes(file));
  throw new ReleaseError(
    directory,
    none && !some
      ? { key: 'release.not-one', values: { directory, supported: chapterVersion } }
      : { key: 'release.incomplete', values: { directory, missing: missing.join(', ') } },
  );
}

async function isThere(path: string, what: 'isFile' | 'isDirectory'): Promise<boolean> {
  try {
    return (await stat(path))[what]();
  } catch {
    return false;
  }
}

async function listCrdFiles(directory: string): Promise<string[]> {
  const files = await readdir(join(directory, crdDirectory));
  return files
    .filter((file) => /^crd.*yaml$/.test(file))
    .sort()
    .map((file) => `${crdDirectory}/${file}`);
}

function requireContent(directory: string, files: Record<string, SourcedObject[]>): void {
  const empty = Object.keys(files).filter((file) => files[file]?.length === 0);
  if (empty.length > 0)
    throw new ReleaseError(directory, {
      key: 'release.empty',
      values: { directory, files: empty.join(', ') },
    });
}

/** Istio's own images in the demo profile; the addons beside them have versions of their own. */
const istioImages = new Set([
  'pilot',
  'proxyv2',
  'galley',
  'citadel',
  'mixer',
  'sidecar_injector',
  'kubectl',
]);

/** The one tag of all Istio images, wherever they are pulled from: mirrors rename the registry, and the path says nothing. */
function versionOf(objects: SourcedObject[], directory: string): string {
  const tags = new Set<string>();
  for (const { object } of objects)
    for (const { image } of containersOf(podTemplateOf(object)?.spec ?? {})) {
      const [, name, tag] = /([^/:@]+):([^/:@]+)(?:@.*)?$/.exec(String(image)) ?? [];
      if (name && tag && istioImages.has(name)) tags.add(tag);
    }
  const [version, ...others] = [...tags].sort();
  if (!version)
    throw new ReleaseError(directory, { key: 'release.no-version', values: { directory, file: demoFile } });
  if (others.length > 0)
    throw new ReleaseError(directory, {
      key: 'release.mixed-versions',
      values: { directory, file: demoFile, versions: [version, ...others].join(', ') },
    });
  return version;
}

import { join } from 'node:path';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { systemNamespace } from '../names.ts';
import { imageVersions } from '../sidecar/image-version.ts';
import type { SourcedObject } from '../yaml/manifest.ts';
import { readParts } from '../yaml/read-parts.ts';
import { isThere, type Layout, type LayoutName, layouts, layoutsIn } from './layouts.ts';
import { ownVersions, type ReleaseFiles } from './own-manifests.ts';
import { ReleaseError } from './release-error.ts';

interface OfficialRelease {
  version: string;
  layout: LayoutName;
  parts: Record<keyof ReleaseFiles, SourcedObject[]>;
}

const versionLike = /^v?\d+(\.\d+)*([-.]\w+)*$/;

/** Reads an unpacked official release of either era. Throws ReleaseError, or ManifestError for a file that cannot be read. */
export async function readOfficial(directory: string): Promise<OfficialRelease> {
  const { layout, files } = await recognise(directory);
  const inside = (names: string[]) => names.map((file) => join(directory, file));
  const read = await readParts({
    crds: inside(files.crds),
    controlPlane: inside(files.controlPlane),
    bookinfo: inside(files.bookinfo),
    gateway: inside(files.gateway),
  });
  const plain = read.controlPlane.filter(({ object }) => object.kind !== 'CustomResourceDefinition');
  const controlPlane = layout.rendered ? withNamespace(plain) : plain;
  const parts = { ...read, controlPlane };
  rejectEmpty(directory, files, parts);
  const version = versionOf(directory, layout, files, controlPlane);
  return { version, layout: layout.name, parts };
}

async function recognise(directory: string): Promise<{ layout: Layout; files: ReleaseFiles }> {
  if (!(await isThere(directory, 'isDirectory')))
    throw new ReleaseError(
      directory,
      versionLike.test(directory)
        ? { key: 'release.no-version-of', values: { version: directory, known: ownVersions.join(', ') } }
        : { key: 'release.no-directory', values: { directory } },
    );
  const [layout, other] = await layoutsIn(directory);
  if (!layout) {
    const marks = layouts.map(({ mark, supported }) => `${mark}/ (${supported})`).join(', ');
    throw new ReleaseError(directory, { key: 'release.not-one', values: { directory, marks } });
  }
  if (other)
    throw new ReleaseError(directory, {
      key: 'release.two-layouts',
      values: { directory, one: layout.mark, other: other.mark },
    });
  const files = await layout.files(directory);
  const { rendered } = layout;
  if (rendered && files.controlPlane.length === 0)
    throw new ReleaseError(directory, {
      key: 'release.not-rendered',
      values: { directory, rendered: `${rendered}/` },
    });
  const missing: string[] = [];
  for (const file of Object.values<string[]>({ ...files }).flat())
    if (!(await isThere(join(directory, file), 'isFile'))) missing.push(file);
  if (missing.length > 0)
    throw new ReleaseError(directory, {
      key: 'release.incomplete',
      values: { directory, missing: missing.join(', ') },
    });
  return { layout, files };
}

/** Neither helm nor istioctl prints the namespace that everything else is in; both make it when they install. */
function withNamespace(objects: SourcedObject[]): SourcedObject[] {
  const [first] = objects;
  const there = objects.some(
    ({ object }) => object.kind === 'Namespace' && object.metadata.name === systemNamespace,
  );
  if (there || !first) return objects;
  const object: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: systemNamespace },
  };
  return [{ ...first, object }, ...objects];
}

/** Of the CRDs every file must have some: kinds that are missing are noticed only when something needs them. */
function rejectEmpty(directory: string, files: ReleaseFiles, parts: OfficialRelease['parts']): void {
  const hasNone = (file: string) => !parts.crds.some((one) => one.file === join(directory, file));
  const empty = [
    ...files.crds.filter(hasNone),
    ...(['controlPlane', 'bookinfo', 'gateway'] as const).flatMap((part) =>
      parts[part].length === 0 ? files[part] : [],
    ),
  ];
  if (empty.length > 0)
    throw new ReleaseError(directory, {
      key: 'release.empty',
      values: { directory, files: empty.join(', ') },
    });
}

function versionOf(
  directory: string,
  layout: Layout,
  { controlPlane: files }: ReleaseFiles,
  objects: readonly SourcedObject[],
): string {
  const versions = imageVersions(objects.map(({ object }) => object));
  const [version, ...others] = versions;
  const file = files.join(', ');
  if (!version) throw new ReleaseError(directory, { key: 'release.no-version', values: { directory, file } });
  if (others.length > 0)
    throw new ReleaseError(directory, {
      key: 'release.mixed-versions',
      values: { directory, file, versions: versions.join(', ') },
    });
  if (!layout.supports.test(version))
    throw new ReleaseError(directory, {
      key: 'release.unsupported',
      values: { directory, version, supported: layouts.map(({ supported }) => supported).join(', ') },
    });
  return version;
}

import { join } from 'node:path';
import { type KubernetesObject, keyOf } from '../../kubernetes/object.ts';
import { ownVersions } from '../release/own-manifests.ts';
import { openRelease, type Release } from '../release/release.ts';
import { readManifest } from '../yaml/manifest.ts';
import { adjust } from './adjust.ts';
import { catalogueOf } from './catalogue.ts';
import { inSecurityConfigMap, mutualTlsObjects, overlaid } from './mutual-tls.ts';
import { type MutualTls, type Selection, select, type Wish } from './select.ts';

/** A release with the chapter's first question answered: its control plane is what was chosen of it. */
export interface ChosenRelease extends Release {
  selection: Selection;
  /** What the release has beside that, with another answer: an installation that has it goes beyond the choice. */
  leftOut(): KubernetesObject[];
}

/** The file of an official 1.1 release that has the demo profile with strict mutual TLS, between the parts of Istio too. */
const strictDemo = 'install/kubernetes/istio-demo-auth.yaml';

/**
 * The release as it was chosen. What was rendered has its choice in it already; components that its charts leave out are told like those
 * that somebody declined. Throws ChoiceError, and ManifestError for a file of the release that cannot be read.
 */
export async function choose(release: Release, wish: Wish = {}): Promise<ChosenRelease> {
  const { version } = release;
  const rendered = release.source.kind === 'rendered';
  const wished = select(version, wish);
  const selection = rendered ? asRendered(wished, release) : wished;
  const added = await mutualTlsObjects(version);
  const strict = selection.mtls === 'strict';
  let whole: KubernetesObject[];
  if (release.source.kind === 'own') whole = overlaid(release.controlPlane(), added[selection.mtls]);
  else {
    const isFirst = release.era === 'components';
    const files =
      isFirst && strict && !rendered ? await demoWithStrict(release.directory) : release.controlPlane();
    whole = overlaid(files, isFirst ? inSecurityConfigMap(files) : added[selection.mtls]);
  }
  const gone = new Set(selection.leftOut.map(({ id }) => id));
  const { components } = catalogueOf(version);
  const stays = (object: KubernetesObject) => {
    const owners = components.filter((component) => component.owns(object));
    return owners.length === 0 || owners.some(({ id }) => !gone.has(id));
  };
  const chosen = whole.filter(stays).map((object) => adjust(object, gone));
  const kept = new Set(chosen.map(keyOf));
  const other: MutualTls = strict ? 'permissive' : 'strict';
  const known = rendered ? await ownOf(version) : release.controlPlane();
  const everything = [...known.filter((object) => !rendered || !stays(object)), ...whole, ...added[other]];
  const leftOut = [...new Map(everything.map((object) => [keyOf(object), object])).values()].filter(
    (object) => !kept.has(keyOf(object)),
  );
  return {
    ...release,
    selection,
    controlPlane: () => chosen,
    leftOut: () => leftOut,
  };
}

/** Our own manifests of a version: what an installation by these may have, where charts do not say what they leave out. */
async function ownOf(version: string): Promise<KubernetesObject[]> {
  return ownVersions.includes(version) ? (await openRelease(version)).controlPlane() : [];
}

/** Charts have a mind of their own of what is there by default. */
function asRendered(selection: Selection, release: Release): Selection {
  const objects = release.controlPlane();
  const leftOut = catalogueOf(release.version).components.flatMap(({ id, without, owns, required }) => {
    const declined = selection.leftOut.find((one) => one.id === id);
    if (declined) return [declined];
    return required || objects.some((object) => owns(object) && !isShared(object)) ? [] : [{ id, without }];
  });
  const gone = new Set(leftOut.map(({ id }) => id));
  return { ...selection, leftOut, included: selection.included.filter((id) => !gone.has(id)) };

  function isShared(object: KubernetesObject): boolean {
    return catalogueOf(release.version).components.filter((one) => one.owns(object)).length > 1;
  }
}

async function demoWithStrict(directory: string): Promise<KubernetesObject[]> {
  const { objects } = await readManifest(join(directory, strictDemo));
  return objects.map(({ object }) => object).filter(({ kind }) => kind !== 'CustomResourceDefinition');
}

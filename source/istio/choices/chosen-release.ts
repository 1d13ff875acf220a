import { join } from 'node:path';
import { type KubernetesObject, keyOf } from '../../kubernetes/object.ts';
import { readManifest } from '../manifest.ts';
import type { Release } from '../release.ts';
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
 * The release as it was chosen. With a rendered one the mode is in what was rendered already (`rendered`). Throws ChoiceError, and
 * ManifestError for a file of the release that cannot be read.
 */
export async function choose(release: Release, wish: Wish = {}, rendered = false): Promise<ChosenRelease> {
  const { version } = release;
  const selection = select(version, wish);
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
  const everything = [...release.controlPlane(), ...whole, ...added[other]];
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

async function demoWithStrict(directory: string): Promise<KubernetesObject[]> {
  const { objects } = await readManifest(join(directory, strictDemo));
  return objects.map(({ object }) => object).filter(({ kind }) => kind !== 'CustomResourceDefinition');
}

import { ownVersions } from '../release/own-manifests.ts';
import { openRelease } from '../release/release.ts';
import { RenderError } from '../render/render-error.ts';
import { type RenderSpec, renderRelease } from '../render/render-release.ts';
import type { ChoiceSpec } from './choice-spec.ts';
import { type ChosenRelease, choose } from './chosen-release.ts';

/** Opens what was chosen. Undefined where nothing was named. Throws ReleaseError, ManifestError, ChoiceError and RenderError. */
export async function openChosen(spec: ChoiceSpec): Promise<ChosenRelease | undefined> {
  const { release: named, wish, via = 'manifests', set, setString } = spec;
  if (via === 'manifests') return named === undefined ? undefined : choose(await openRelease(named), wish);
  const isOwn = named !== undefined && ownVersions.includes(named);
  if (isOwn && via === 'istioctl')
    throw new RenderError({ key: 'render.own-manifests', values: { release: named } }, '', {
      key: 'render.own-manifests.hint',
    });
  const rendering: RenderSpec = {
    via,
    ...(named === undefined || isOwn ? {} : { directory: named }),
    ...(spec[via] === undefined ? {} : { program: spec[via] }),
    set,
    setString,
    wish,
  };
  return choose(await renderRelease(rendering), wish);
}

import { ownVersions } from '../own-manifests.ts';
import { openRelease } from '../release.ts';
import { RenderError } from '../render/render-error.ts';
import { type RenderSpec, renderRelease } from '../render/render-release.ts';
import { type ChosenRelease, choose } from './chosen-release.ts';
import type { Wish } from './select.ts';

export const utilities = ['manifests', 'helm', 'istioctl'] as const;
/** The chapter's second question: plain manifests, or which tool renders them. */
export type Utility = (typeof utilities)[number];

/** What to install, and both of the chapter's questions answered. */
export interface ChoiceSpec {
  /** A version or a directory; istioctl has a release of its own. Where none is named, the one that fits the server is taken. */
  release?: string;
  wish?: Wish;
  via?: Utility;
  /** `key=value`, for the tool that renders. */
  set?: readonly string[];
  setString?: readonly string[];
  /** Where the tool is, if not on the PATH. */
  helm?: string;
  istioctl?: string;
}

/** Opens what was chosen. Undefined where nothing was named. Throws ReleaseError, ManifestError, ChoiceError and RenderError. */
export async function openChosen(spec: ChoiceSpec): Promise<ChosenRelease | undefined> {
  const { release: named, wish, via = 'manifests', set, setString } = spec;
  if (via === 'manifests') return named === undefined ? undefined : choose(await openRelease(named), wish);
  const isOwn = named !== undefined && ownVersions.includes(named);
  if (isOwn && via === 'istioctl')
    throw new RenderError({ key: 'render.istioctl-old-charts', values: { directory: named } });
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

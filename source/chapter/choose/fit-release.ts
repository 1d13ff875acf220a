import { ChoiceError } from '../../istio/choices/choice-error.ts';
import { choose } from '../../istio/choices/chosen-release.ts';
import { select, type Wish } from '../../istio/choices/select.ts';
import { ownVersions } from '../../istio/release/own-manifests.ts';
import { openRelease } from '../../istio/release/release.ts';
import { fittingRelease } from '../../istio/release/supported.ts';
import { within } from '../../kubernetes/or-aborted.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import type { Ground } from '../ground.ts';

/** Today's release: for a server that does not say its version in a way that is understood. */
const current = '1.30.3';

/**
 * Gives the ground the release that fits its server, where nobody has named one; or the reason why there is none. Asks the server once.
 * Throws what the connection throws, and ChoiceError where the release does not have what was chosen.
 */
export async function fitRelease(ground: Ground, wish: Wish | undefined, signal: AbortSignal): Promise<void> {
  if (ground.release || ground.unfit) return;
  const { transport } = ground.connection;
  const { gitVersion = '' } = await within(ground.timeout, { what: 'GET /version', signal }, (until) =>
    transport.json<{ gitVersion?: string }>({ method: 'GET', path: '/version', signal: until }),
  );
  const version = sanitizeLine(gitVersion);
  const fitting = fittingRelease(version) ?? { release: current };
  if ('refused' in fitting) {
    ground.unfit = fitting.refused;
    return;
  }
  try {
    const release = await choose(await openRelease(fitting.release), wish);
    // Asked twice at once, the first answer counts.
    ground.release ??= release;
    ground.fits ??= version;
  } catch (error) {
    if (error instanceof ChoiceError) ground.unfit = error.problem;
    throw error;
  }
}

/**
 * Finds what no release has, before any cluster is asked which one it gets. Throws ChoiceError, of the release that at least knows the
 * components.
 */
export function rejectWish(wish: Wish | undefined): void {
  const problems = ownVersions.flatMap((version) => {
    try {
      select(version, wish);
      return [];
    } catch (error) {
      return [error];
    }
  });
  if (problems.length < ownVersions.length) return;
  const isUnknown = (error: unknown) =>
    error instanceof ChoiceError && error.problem.key === 'choice.unknown';
  throw problems.find((error) => !isUnknown(error)) ?? problems.at(-1);
}

import { pilotSelector } from '../../istio/names.ts';
import { otherPilots } from '../../istio/release/installed.ts';
import { chapterVersion, ownVersions } from '../../istio/release/own-manifests.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import type { Ground } from '../ground.ts';
import { readInventory } from '../keeping/inventory.ts';
import { StepFailed } from '../step.ts';

/**
 * Before anything is taken down: another Istio has CRDs, webhooks and labels of the very same names, and with its CRDs would go the
 * configuration of a whole mesh. Throws StepFailed where there is one.
 */
export async function refuseWithOtherIstio(ground: Ground, signal: AbortSignal): Promise<void> {
  const { api } = ground.connection;
  const pilots = await api.listIfServed('apps/v1', 'Deployment', { labelSelector: pilotSelector, signal });
  if (pilots.length === 0) return;
  const release = ground.release?.version ?? (await installedRelease(ground, pilots, signal));
  const others = otherPilots(pilots, release);
  if (others.length === 0) return;
  const names = sanitizeLine(others.join(', '));
  throw new StepFailed({ key: 'remove.other-istio', values: { names, release } });
}

/** Where no release could be opened: what hoist says in the cluster that it installed, else the one of its own that stands there. */
async function installedRelease(
  ground: Ground,
  pilots: readonly KubernetesObject[],
  signal: AbortSignal,
): Promise<string> {
  const inventory = await readInventory(ground.connection.api, signal).catch(() => {
    signal.throwIfAborted();
    return undefined;
  });
  const own = ownVersions.find((version) => otherPilots(pilots, version).length === 0);
  // A lesson may have been the first to write here, where no release fits.
  return inventory?.release || own || chapterVersion;
}

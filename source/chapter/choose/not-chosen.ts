import { type KubernetesObject, keyOf } from '../../kubernetes/object.ts';
import type { Ground } from '../ground.ts';
import { broughtBefore } from '../keeping/brought-before.ts';
import { liveObjects } from '../write/live-objects.ts';
import { prepare } from '../write/prepare.ts';
import { saysOurs } from '../write/says-ours.ts';

/**
 * What an installation of this version with other choices has left in the cluster, and hoist wrote: objects that the release has and
 * this choice does not, and those that only hoist's list in the cluster knows, since the files that they came from have changed. What
 * another version has brought is no question of choice: the checks tell of it.
 */
export async function notChosen(ground: Ground, signal: AbortSignal): Promise<KubernetesObject[]> {
  const { release } = ground;
  if (!release) return [];
  const objects = await prepare(ground, release.leftOut(), signal);
  const live = await liveObjects(ground.connection.api, objects, signal);
  const brought = await broughtBefore(ground, 'control-plane', signal, { version: release.version });
  const listed = new Set(brought.map(keyOf));
  const beyond = objects.filter((object) => {
    const there = live.get(keyOf(object));
    if (!there || there.metadata.deletionTimestamp) return false;
    return saysOurs(there) || listed.has(keyOf(object));
  });
  if (brought.length === 0) return beyond;
  const wanted = await prepare(ground, [...release.crds(), ...release.controlPlane()], signal);
  const known = new Set([...wanted, ...objects].map(keyOf));
  return [...beyond, ...brought.filter((one) => !known.has(keyOf(one)))];
}

import type { Ground } from './ground.ts';
import type { Leftover } from './leftover.ts';
import { survey } from './survey.ts';

/** Everything of Istio that this cluster still has, as far as it may be looked at. */
export async function audit(ground: Ground, signal: AbortSignal): Promise<Leftover[]> {
  return (await survey(ground, signal)).leftovers;
}

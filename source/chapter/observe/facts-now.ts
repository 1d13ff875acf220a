import type { Ground } from '../ground.ts';
import type { Facts } from './facts.ts';
import type { LiveFacts } from './live.ts';
import { lookAtFacts } from './look.ts';

/** What the watches hold, where they hold it; else asked once. */
export async function factsNow(live: LiveFacts, ground: Ground, signal: AbortSignal): Promise<Facts> {
  const facts = live.facts();
  const { services, pods, nodes, endpoints } = facts.freshness;
  const isLive = [services, pods, nodes, endpoints].every(({ state }) => state === 'live');
  return isLive ? facts : lookAtFacts(ground, signal, { requested: false });
}

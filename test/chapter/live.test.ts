import { expect, it } from 'vitest';
import type { Ground } from '../../source/chapter/ground.ts';
import { LiveFacts } from '../../source/chapter/live.ts';

it('calls nothing live of which it has heard nothing', () => {
  const { freshness, pilotsFreshness } = new LiveFacts({} as Ground, () => {}).facts();
  const states = new Set([...Object.values(freshness), pilotsFreshness].map(({ state }) => state));
  expect(states).toEqual(new Set(['connecting']));
});

import { expect, it } from 'vitest';
import type { Ground } from '../../source/chapter/ground.ts';
import { LiveFacts } from '../../source/chapter/live.ts';
import { ApiError } from '../../source/kubernetes/errors.ts';
import { eventually, settle } from '../kubernetes/eventually.ts';
import { FakeCluster, standOn } from './fake-cluster.ts';

it('calls nothing live of which it has heard nothing', () => {
  const { freshness, pilotsFreshness } = new LiveFacts({} as Ground, () => {}).facts();
  const states = new Set([...Object.values(freshness), pilotsFreshness].map(({ state }) => state));
  expect(states).toEqual(new Set(['connecting']));
});

it.each([
  ['is not served', new ApiError(404, { kind: 'Status', reason: 'NotFound' }), true],
  ['is refused because a token has expired', new ApiError(401, { reason: 'Unauthorized' }), false],
])('knows whether to ask for an older version of a kind that %s', async (_, error, older) => {
  const cluster = new FakeCluster();
  const refused: string[] = [];
  cluster.before = ({ path }) => {
    if (!path.endsWith('/customresourcedefinitions')) return undefined;
    refused.push(path);
    throw error;
  };
  const { ground } = standOn(cluster);
  const live = new LiveFacts(ground, () => {});
  live.start();
  try {
    await eventually(() => refused.length > 0);
    await settle();
    expect(refused.some((path) => path.includes('v1beta1'))).toBe(older);
  } finally {
    live.stop();
  }
});

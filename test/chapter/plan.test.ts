import { expect, it } from 'vitest';
import { planApply } from '../../source/chapter/plan.ts';
import { configMap, FakeCluster, standOn } from './fake-cluster.ts';

it('says of each object what would become of it, and writes nothing', async () => {
  const cluster = new FakeCluster();
  cluster.put(configMap('same', { a: '1' }));
  const going = configMap('going', { a: '1' });
  going.metadata.deletionTimestamp = '2026-01-01T00:00:00Z';
  cluster.put(going);
  const { api, run } = standOn(cluster);
  const wanted = ['same', 'going', 'new'].map((name) => configMap(name, { a: '1' }));
  const plan = await planApply(api, wanted, run.signal);
  expect(plan.map(({ object, action, why }) => [object.name, action, why?.key])).toEqual([
    ['same', 'keep', undefined],
    ['going', 'create', 'status.terminating'],
    ['new', 'create', undefined],
  ]);
  expect(cluster.writes).toEqual([]);
});

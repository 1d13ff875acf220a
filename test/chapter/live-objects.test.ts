import { expect, test } from 'vitest';
import { liveObjects } from '../../source/chapter/write/live-objects.ts';
import { configMap, FakeCluster, standOn } from './fake-cluster.ts';

const secret = (name: string) => ({ ...configMap(name), kind: 'Secret' });
const names = ['a', 'b', 'c', 'd'];

test('many objects of one kind are looked at with one list', async () => {
  const cluster = new FakeCluster();
  for (const name of names) cluster.put(configMap(name));
  const { api, run } = standOn(cluster);
  const found = await liveObjects(
    api,
    names.map((name) => configMap(name)),
    run.signal,
  );
  expect(found.size).toBe(4);
  expect(cluster.calls.filter(({ path }) => path.includes('/configmaps'))).toHaveLength(1);
});

test('Secrets are asked for one by one: a list would bring those of others too', async () => {
  const cluster = new FakeCluster();
  for (const name of [...names, 'of-others']) cluster.put(secret(name));
  const { api, run } = standOn(cluster);
  const found = await liveObjects(api, names.map(secret), run.signal);
  expect(found.size).toBe(4);
  const asked = cluster.calls.map(({ path }) => path).filter((path) => path.includes('/secrets'));
  expect(asked.sort()).toEqual(names.map((name) => expect.stringMatching(`/secrets/${name}$`)));
});

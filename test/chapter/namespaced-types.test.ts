import { expect, test } from 'vitest';
import { namespacedTypes } from '../../source/chapter/repair/contents.ts';
import { FakeCluster, standOn } from './fake-cluster.ts';

const group = (preferred: string, ...others: string[]) => ({
  preferredVersion: { groupVersion: preferred },
  versions: [preferred, ...others].map((groupVersion) => ({ groupVersion })),
});
const kind = (name: string, resource: string) => ({
  kind: name,
  name: resource,
  namespaced: true,
  verbs: ['list'],
});

test('kinds that only an older version of their group has count too, each once, and a version without an answer is told', async () => {
  const cluster = new FakeCluster();
  const answers: Record<string, unknown> = {
    '/apis': { groups: [group('batch/v1', 'batch/v1beta1'), group('gone.example/v1')] },
    '/api/v1': { resources: [kind('Pod', 'pods'), kind('Event', 'events')] },
    '/apis/batch/v1': { resources: [kind('Job', 'jobs')] },
    '/apis/batch/v1beta1': { resources: [kind('CronJob', 'cronjobs'), kind('Job', 'jobs')] },
  };
  cluster.before = ({ path }) => answers[path];
  const { api, run } = standOn(cluster);
  const { types, unread } = await namespacedTypes(api, run.signal);
  expect(types.map((type) => `${type.apiVersion} ${type.resource}`)).toEqual([
    'v1 pods',
    'batch/v1 jobs',
    'batch/v1beta1 cronjobs',
  ]);
  expect(unread).toEqual(['gone.example/v1']);
});

import { describe, expect, it } from 'vitest';
import { planApply } from '../../source/chapter/plan/plan.ts';
import { goingAlong, planCounts } from '../../source/chapter/plan/plan-counts.ts';
import { withNamespaces } from '../../source/chapter/uninstall/plan-down.ts';
import { ApiError } from '../../source/kubernetes/errors.ts';
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

describe('an object that would change', () => {
  const planned = async (answer: (dryRun: boolean) => unknown) => {
    const cluster = new FakeCluster();
    cluster.put(configMap('a', { a: '1', other: 'kept' }));
    cluster.before = ({ method, query }) =>
      method === 'PATCH' ? answer(query?.dryRun === 'All') : undefined;
    const { api, run } = standOn(cluster);
    const [item] = await planApply(api, [configMap('a', { a: '2' })], run.signal);
    return item;
  };

  it('is told field by field, as the server would have it', async () => {
    const item = await planned((dryRun) => {
      if (!dryRun) throw new Error('this must not be written');
      return configMap('a', { a: '2', other: 'kept' });
    });
    expect(item).toMatchObject({
      action: 'change',
      fields: [{ path: '.data.a', before: '"1"', after: '"2"' }],
    });
  });

  it('is told with the fields that somebody else owns', async () => {
    const cause = {
      reason: 'FieldManagerConflict',
      field: '.data.a',
      message: 'conflict with "kubectl" using v1',
    };
    const item = await planned(() => {
      throw new ApiError(409, { details: { causes: [cause] } });
    });
    expect(item).toMatchObject({ action: 'change', conflicts: [{ field: '.data.a', owner: 'kubectl' }] });
  });

  it('is told as refused where a field can never change', async () => {
    const item = await planned(() => {
      throw new ApiError(422, {
        message: 'Deployment.apps "a" is invalid: spec.selector: Invalid value: {}: field is immutable',
      });
    });
    expect(item).toMatchObject({ action: 'change', refused: true, why: { key: 'plan.immutable' } });
  });
});

it('counts what goes with its namespace apart, for no run deletes that by itself', () => {
  const one = (kind: string, name: string, namespace?: string) => ({
    object: { apiVersion: 'v1', kind, name, ...(namespace ? { namespace } : {}) },
    action: 'delete' as const,
  });
  const plan = withNamespaces([
    one('Service', 'before', 'istio-system'),
    one('Namespace', 'istio-system'),
    one('Secret', 'istio.default', 'istio-system'),
    one('Secret', 'istio.default', 'shop'),
  ]);
  expect(plan.map(({ goesWith }) => goesWith)).toEqual([undefined, undefined, 'istio-system', undefined]);
  expect(planCounts(plan).delete).toBe(3);
  expect(goingAlong(plan)).toEqual({
    key: 'plan.goes-with',
    values: { count: 1, namespace: 'istio-system' },
  });
  expect(goingAlong([])).toBeUndefined();
});

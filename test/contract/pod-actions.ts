import { afterAll, describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { type Answer, eventually, type Reply } from './caller.ts';
import { namespace, root } from './places.ts';
import { isRefused } from './refusal.ts';

const isDone = ({ code, body }: Reply): void => {
  expect(body).toEqual({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 });
  expect(code).toBe(201);
};

/** What is done to pods by way of their subresources, on a node that does not exist, so that nothing runs them. */
export function podActions({ caller, make, traits }: Bench): void {
  const pods = `${root}/pods`;
  const policy = traits.minor < 21 ? 'policy/v1beta1' : 'policy/v1';
  const budgets = `/apis/${policy}/namespaces/${namespace}/poddisruptionbudgets`;
  const pod = (name: string, spec: object = { nodeName: 'nowhere' }) => ({
    metadata: { name, labels: { app: 'acted-on' } },
    spec: { containers: [{ name: 'c', image: 'example/image:1' }], ...spec },
  });
  const made = new Set<string>();
  const makePod = async (name: string, spec?: object) => {
    made.add(name);
    return make(pods, pod(name, spec));
  };
  const run = async (name: string, ready = 'True') => {
    const status = { phase: 'Running', conditions: [{ type: 'Ready', status: ready }] };
    expect((await caller.patch(`${pods}/${name}/status`, 'merge', { status })).code).toBe(200);
  };
  const remove = async () => {
    for (const name of made) await caller.delete(`${pods}/${name}`, { gracePeriodSeconds: 0 });
    made.clear();
  };
  const methodNotAllowed = (reply: Reply) =>
    isRefused(
      reply,
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
      {},
    );

  describe('evictions', () => {
    const evict = (name: string, more: object = {}, query = '', metadata = { name }) =>
      caller.post(`${pods}/${name}/eviction${query}`, {
        apiVersion: policy,
        kind: 'Eviction',
        metadata,
        ...more,
      });
    const makeBudget = (name: string, spec: object) =>
      make(budgets, {
        metadata: { name },
        spec: { selector: { matchLabels: { app: 'acted-on' } }, ...spec },
      });
    const counts = (name: string, is: object) =>
      eventually(
        async () => {
          const { metadata, status = {} } = (await caller.get(`${budgets}/${name}`)).body;
          const told: Answer = { ...status, isNew: status.observedGeneration === metadata.generation };
          return Object.entries({ ...is, isNew: true }).every(([field, value]) => told[field] === value);
        },
        `the budget ${name} counts ${JSON.stringify(is)}`,
      );

    afterAll(async () => {
      for (const name of ['enough', 'second']) await caller.delete(`${budgets}/${name}`);
      await remove();
    });

    it('delete a pod, in its own time', async () => {
      await makePod('evicted');
      isDone(await evict('evicted', {}, '?dryRun=All'));
      isDone(await evict('evicted', { deleteOptions: { dryRun: ['All'] } }));
      const path = `${pods}/evicted`;
      expect((await caller.get(path)).body.metadata.deletionTimestamp).toBeUndefined();
      isDone(await evict('evicted'));
      const { metadata, status } = (await caller.get(path)).body;
      expect(metadata.deletionGracePeriodSeconds).toBe(30);
      const why = { status: 'True', reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting' };
      const told = (status.conditions ?? []).find((one: Answer) => one.type === 'DisruptionTarget');
      if (traits.minor >= 26) expect(told).toMatchObject(why);
      else expect(told).toBeUndefined();
      isDone(await evict('evicted'));
      await remove();
    });

    it('are of the pod that the path names, and only made', async () => {
      const { metadata } = await makePod('named');
      isRefused(await evict('none'), 404, 'NotFound', 'pods "none" not found', {
        name: 'none',
        kind: 'pods',
      });
      const other = await evict('named', {}, '', { name: 'other' });
      isRefused(other, 400, 'BadRequest', 'name in URL does not match name in Eviction object');
      const wrong = await caller.post(`${pods}/named/eviction`, {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'named' },
      });
      isRefused(
        wrong,
        400,
        'BadRequest',
        'Pod in version "v1" cannot be handled as a Eviction: converting (v1.Pod) to (policy.Eviction): unknown conversion',
      );
      isRefused(
        await evict('named', { deleteOptions: { preconditions: { uid: 'another' } } }),
        409,
        'Conflict',
        `Operation cannot be fulfilled on Pod "named": the UID in the precondition (another) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
        { name: 'named', kind: 'Pod' },
      );
      methodNotAllowed(await caller.get(`${pods}/named/eviction`));
      methodNotAllowed(await caller.put(`${pods}/named/eviction`, {}));
      await remove();
    });

    it('leave as many pods as their budget needs', async () => {
      for (const name of ['kept', 'spare', 'unready']) await makePod(name);
      await makeBudget('enough', { minAvailable: 1 });
      for (const name of ['kept', 'spare']) await run(name);
      await run('unready', 'False');
      await counts('enough', { expectedPods: 3, currentHealthy: 2, disruptionsAllowed: 1 });
      isDone(await evict('spare', {}, '?dryRun=All'));
      isDone(await evict('spare'));
      await counts('enough', { currentHealthy: 1, disruptionsAllowed: 0 });
      isRefused(
        await evict('kept'),
        429,
        'TooManyRequests',
        "Cannot evict pod as it would violate the pod's disruption budget.",
        {
          causes: [
            {
              reason: 'DisruptionBudget',
              message: 'The disruption budget enough needs 1 healthy pods and has 1 currently',
            },
          ],
        },
      );
      expect((await caller.get(`${pods}/kept`)).body.metadata.deletionTimestamp).toBeUndefined();
      // What is not ready is of no use to the budget, and what goes already is not asked about.
      isDone(await evict('unready'));
      isDone(await evict('spare'));
    });

    it('know of one budget only', async () => {
      await makeBudget('second', { maxUnavailable: 1 });
      isRefused(
        await evict('kept'),
        500,
        '',
        'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
      );
    });
  });

  describe('bindings', () => {
    const target = { apiVersion: 'v1', kind: 'Node', name: 'nowhere' };
    const bind = (name: string, more: object = {}, query = '') =>
      caller.post(`${pods}/${name}/binding${query}`, {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name },
        target,
        ...more,
      });
    afterAll(remove);

    it('give a pod its node, once', async () => {
      await makePod('bound', { schedulerName: 'nobody' });
      isDone(await bind('bound', {}, '?dryRun=All'));
      isDone(
        await bind('bound', { metadata: { name: 'bound', annotations: { x: 'y' }, labels: { l: 'm' } } }),
      );
      const { metadata, spec, status } = (await caller.get(`${pods}/bound`)).body;
      expect(spec.nodeName).toBe('nowhere');
      expect(metadata.annotations).toMatchObject({ x: 'y' });
      expect(metadata.labels).toEqual({ app: 'acted-on' });
      expect(status.conditions).toMatchObject([{ type: 'PodScheduled', status: 'True' }]);
      isRefused(
        await bind('bound'),
        409,
        'Conflict',
        'Operation cannot be fulfilled on pods/binding "bound": pod bound is already assigned to node "nowhere"',
        { name: 'bound', kind: 'pods/binding' },
      );
    });

    it('are to a node, of the pod that the path names, and only made', async () => {
      await makePod('unbound', { schedulerName: 'nobody' });
      isRefused(await bind('none'), 404, 'NotFound', 'pods "none" not found', { name: 'none', kind: 'pods' });
      isRefused(
        await bind('unbound', { metadata: { name: 'other' } }),
        400,
        'BadRequest',
        'name in URL does not match name in Binding object',
      );
      isRefused(await bind('unbound', { target: {} }), 500, '', 'target.name: Required value');
      isRefused(
        await bind('unbound', { target: { kind: 'Pod', name: 'x' } }),
        500,
        '',
        'target.kind: Unsupported value: "Pod": supported values: "Node", "<empty>"',
      );
      methodNotAllowed(await caller.get(`${pods}/unbound/binding`));
    });
  });

  it('are shown in discovery', async () => {
    const { resources } = (await caller.get('/api/v1')).body;
    const [group, version] = policy.split('/');
    const common = { singularName: '', namespaced: true, verbs: ['create'] };
    expect(resources).toContainEqual({ name: 'pods/eviction', group, version, kind: 'Eviction', ...common });
    expect(resources).toContainEqual({ name: 'pods/binding', kind: 'Binding', ...common });
  });
}

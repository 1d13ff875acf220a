import { describe, expect, it } from 'vitest';
import { writeObject } from '../../source/chapter/write/write-object.ts';
import { ApiError } from '../../source/kubernetes/errors.ts';
import { choiceFor } from '../../source/kubernetes/fields/field-conflict.ts';
import { withoutField } from '../../source/kubernetes/fields/field-path.ts';
import { refOf } from '../../source/kubernetes/object.ts';
import { configMap, deployment, FakeCluster, standOn } from './fake-cluster.ts';

const conflictOn = (field: string, message: string) =>
  new ApiError(409, {
    code: 409,
    details: { causes: [{ reason: 'FieldManagerConflict', field, message }] },
  });

describe('an object that changes between the look and the write', () => {
  it('is looked at again, and then written as it is wanted', async () => {
    const cluster = new FakeCluster();
    const seen = cluster.put(configMap('mesh', { a: '1' }));
    cluster.put(configMap('mesh', { a: '2' }));
    cluster.before = ({ method, query, body }) => {
      const { resourceVersion } = (body as { metadata?: { resourceVersion?: string } })?.metadata ?? {};
      const now = cluster.get({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'istio-system',
        name: 'mesh',
      });
      if (query?.dryRun) return { ...now, ...(body as object), metadata: now?.metadata };
      if (method === 'PATCH' && resourceVersion && resourceVersion !== now?.metadata.resourceVersion)
        throw new ApiError(409, { reason: 'Conflict' });
      return undefined;
    };
    const { api, run } = standOn(cluster);
    const written = await writeObject(api, configMap('mesh', { a: '3' }), seen, run);
    expect(written).toMatchObject({ result: 'configured', replanned: true, object: { data: { a: '3' } } });
  });

  it('is left alone where it has become what is wanted', async () => {
    const cluster = new FakeCluster();
    const seen = cluster.put(configMap('mesh', { a: '1' }));
    cluster.put(configMap('mesh', { a: '3' }));
    cluster.before = ({ method, query }) => {
      if (method === 'PATCH' && !query?.dryRun) throw new ApiError(409, { reason: 'Conflict' });
      return undefined;
    };
    const { api, run } = standOn(cluster);
    const written = await writeObject(api, configMap('mesh', { a: '3' }), seen, run);
    expect(written).toMatchObject({ result: 'unchanged', replanned: true });
  });
});

describe('an object that covers what is wanted and says more in a list that is replaced whole', () => {
  const policy = (mtls: object) => ({ ...configMap('policy'), spec: { peers: [{ mtls }] } });

  it.each([
    ['is written where the server would take that away', policy({}), 'configured'],
    ['is left alone where the server fills it in itself', policy({ mode: 'PERMISSIVE' }), 'unchanged'],
  ])('%s', async (_, asServed, result) => {
    const cluster = new FakeCluster();
    const seen = cluster.put(policy({ mode: 'PERMISSIVE' }));
    cluster.before = ({ query }) =>
      query?.dryRun ? { ...seen, ...asServed, metadata: seen.metadata } : undefined;
    const { api, run } = standOn(cluster);
    expect(await writeObject(api, policy({}), seen, run)).toMatchObject({ result });
  });
});

describe('a field that somebody else owns', () => {
  /** Refuses an apply that names the field without force. */
  function owned(message = 'conflict with "kubectl" using v1') {
    const cluster = new FakeCluster();
    const seen = cluster.put(deployment('istio-pilot', undefined, { replicas: 5, paused: true }));
    cluster.before = ({ method, query, body }) => {
      const spec = (body as { spec?: { replicas?: number } })?.spec;
      if (method === 'PATCH' && !query?.force && spec?.replicas === 1)
        throw conflictOn('.spec.replicas', message);
      return undefined;
    };
    return { cluster, seen, ...standOn(cluster) };
  }
  const wanted = deployment('istio-pilot', undefined, { replicas: 1, paused: false });
  const applies = (cluster: FakeCluster) =>
    cluster.calls.filter(({ method, query }) => method === 'PATCH' && !query?.dryRun);

  it('is a row to decide on, and nothing of the object is written until then', async () => {
    const { api, run, seen, cluster } = owned();
    const written = await writeObject(api, wanted, seen, { ...run, choices: { take: [], leave: [] } });
    expect(written).toMatchObject({
      result: 'conflict',
      conflicts: [{ field: '.spec.replicas', owner: 'kubectl', theirs: '5', ours: '1' }],
    });
    expect(cluster.get(refOf(seen))?.spec).toEqual({ replicas: 5, paused: true });
  });

  it('is taken over where that was said', async () => {
    const { api, run, seen, cluster } = owned();
    const choices = { take: ['deployment.apps/istio-pilot:.spec.replicas'], leave: [] };
    const written = await writeObject(api, wanted, seen, { ...run, choices });
    expect(written).toMatchObject({ result: 'configured', conflicts: [{ choice: 'take' }] });
    expect(applies(cluster).at(-1)?.query).toMatchObject({ force: true });
  });

  it('stays as it is where that was said, and the rest is written without force', async () => {
    const { api, run, seen, cluster } = owned();
    const written = await writeObject(api, wanted, seen, { ...run, choices: { take: [], leave: ['all'] } });
    expect(written).toMatchObject({ result: 'configured', conflicts: [{ choice: 'leave' }] });
    const last = applies(cluster).at(-1);
    expect(last?.query?.force).toBeUndefined();
    expect(last?.body).toMatchObject({ spec: { paused: false } });
    expect(last?.body).not.toHaveProperty('spec.replicas');
  });

  it('is hoist’s own where it was set by a scale: it is set again, and nobody is asked or told of a row', async () => {
    const { api, run, seen, cluster } = owned('conflict with "hoist" with subresource "scale" using apps/v1');
    const written = await writeObject(api, wanted, seen, run);
    expect(written.result).toBe('configured');
    expect(written).not.toHaveProperty('conflicts');
    expect(applies(cluster).at(-1)?.query).toMatchObject({ force: true });
  });
});

describe('two fields that others own, of which one is taken over and one left', () => {
  const take = ['configmap/prometheus:.data.rules'];
  const leave = ['all'];

  /** Refuses an apply without force, for these fields. */
  function owned(...fields: string[]) {
    const cluster = new FakeCluster();
    const seen = cluster.put(configMap('prometheus', { 'prometheus.yml': 'theirs', rules: 'theirs' }));
    const causes = fields.map((field) => ({
      reason: 'FieldManagerConflict',
      field,
      message: 'conflict with "kubectl-edit" using v1',
    }));
    cluster.before = ({ method, query }) => {
      if (method === 'PATCH' && !query?.force) throw new ApiError(409, { code: 409, details: { causes } });
      return undefined;
    };
    return { cluster, seen, ...standOn(cluster) };
  }
  const wanted = configMap('prometheus', { 'prometheus.yml': 'ours', rules: 'ours' });
  const forced = (cluster: FakeCluster) => cluster.calls.filter(({ query }) => query?.force);

  it('are told apart where a name has dots: what is left is not in what is forced', async () => {
    const { api, run, seen, cluster } = owned('.data.rules', '.data.prometheus.yml');
    const written = await writeObject(api, wanted, seen, { ...run, choices: { take, leave } });
    expect(written.result).toBe('configured');
    expect(forced(cluster).map(({ body }) => (body as { data: object }).data)).toEqual([{ rules: 'ours' }]);
  });

  it('are both still to be decided on where the one to be left is not found: nothing is forced', async () => {
    const { api, run, seen, cluster } = owned('.data.rules', '.data.of-nobody');
    const written = await writeObject(api, wanted, seen, { ...run, choices: { take, leave } });
    expect(written.result).toBe('conflict');
    expect(forced(cluster)).toEqual([]);
  });
});

describe('choices', () => {
  const object = 'deployment.apps/istio-pilot';
  it.each([
    [{ take: ['all'], leave: [] }, 'take'],
    [{ take: ['all'], leave: ['all'] }, 'leave'],
    [{ take: [`${object}:.spec.replicas`], leave: ['all'] }, 'take'],
    [{ take: ['*:.spec.replicas'], leave: [] }, 'take'],
    [{ take: [], leave: [`${object}:*`] }, 'leave'],
    [{ take: ['service/*'], leave: [] }, undefined],
    [{ take: ['deployment.apps/istio.pilot:.spec.replicas'], leave: [] }, undefined],
  ] as const)('%j say %s', (choices, said) => {
    expect(choiceFor(object, '.spec.replicas', choices)).toBe(said);
  });

  it('leave a field out wherever it stands', () => {
    const spec = { ports: [{ port: 80, name: 'http' }, { port: 81 }], args: ['a', 'b'] };
    const service = deployment('a', undefined, spec);
    expect(withoutField(service, '.spec.ports[port=80].name').spec.ports).toEqual([
      { port: 80 },
      { port: 81 },
    ]);
    expect(withoutField(service, '.spec.ports[port=81]').spec.ports).toEqual([{ port: 80, name: 'http' }]);
    expect(withoutField(service, '.spec.none.at.all')).toEqual(service);
  });
});

import { describe, expect, it } from 'vitest';
import { Api, NotServedError } from '../../source/kubernetes/api.ts';
import { deniedAccess } from '../../source/kubernetes/connect/access.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';
import { refuse, resources, ScriptedTransport } from '../scripted-transport.ts';

const configMap: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'shop' },
  data: { key: 'value' },
};
const path = '/api/v1/namespaces/shop/configmaps/a';
const core = resources(['ConfigMap', 'configmaps'], ['Namespace', 'namespaces', false], ['Pod', 'pods']);
const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'a' };

function api(script: ConstructorParameters<typeof ScriptedTransport>[0]) {
  const transport = new ScriptedTransport({ '/api/v1': core, ...script });
  return { transport, api: new Api(transport) };
}

describe('apply', () => {
  it('is a server-side apply in our name that forces nothing', async () => {
    const { api: it, transport } = api({ [path]: () => configMap });
    await it.apply(configMap);
    expect(transport.calls.at(-1)).toMatchObject({
      method: 'PATCH',
      path,
      query: { fieldManager: 'hoist', force: undefined, dryRun: undefined },
      contentType: 'application/apply-patch+yaml',
      body: configMap,
    });
  });

  it('asks for a dry run of everything', async () => {
    const { api: it, transport } = api({ [path]: () => configMap });
    await it.apply(configMap, { dryRun: true });
    expect(transport.calls.at(-1)?.query).toMatchObject({ dryRun: 'All' });
  });

  it('creates the object on a server that knows no server-side apply', async () => {
    const { api: it, transport } = api({
      [`PATCH ${path}`]: refuse(415),
      'POST /api/v1/namespaces/shop/configmaps': () => configMap,
    });
    await it.apply(configMap, { dryRun: true });
    expect(transport.calls.at(-1)).toMatchObject({
      method: 'POST',
      body: configMap,
      query: { dryRun: 'All' },
    });
  });

  it('merges into what is there on a server that knows no server-side apply', async () => {
    let patches = 0;
    const { api: it, transport } = api({
      [`GET ${path}`]: () => configMap,
      [`PATCH ${path}`]: (request) => {
        patches += 1;
        return patches === 1 ? refuse(415)(request) : configMap;
      },
    });
    await it.apply(configMap);
    expect(transport.calls.at(-1)).toMatchObject({
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
    });
  });

  it('takes a value that such a server insists on for no conflict: asked again, it would change nothing', async () => {
    const there = {
      ...configMap,
      metadata: { ...configMap.metadata, resourceVersion: '1' },
      data: { key: 'its own' },
    };
    const { api: it } = api({
      [`GET ${path}`]: () => there,
      [`PATCH ${path}`]: ({ contentType }) =>
        contentType?.includes('merge') ? there : refuse(415)({} as never),
    });
    expect(await it.apply(configMap, { dryRun: true })).toEqual(there);
    await expect(it.apply(configMap)).rejects.toMatchObject({ code: 409 });
  });

  it('lets every other refusal through', async () => {
    const { api: it } = api({ [path]: refuse(409, { reason: 'Conflict' }) });
    await expect(it.apply(configMap)).rejects.toMatchObject({ code: 409, reason: 'Conflict' });
  });
});

describe('single objects', () => {
  it('are undefined where there are none', async () => {
    expect(await api({}).api.get(ref)).toBeUndefined();
  });

  it('of a kind that is not served are an error that names the kind', async () => {
    const asked = api({}).api.get({ apiVersion: 'example.org/v1', kind: 'Thing', name: 'a' });
    await expect(asked).rejects.toBeInstanceOf(NotServedError);
  });

  it('are deleted only if they are the ones that were meant', async () => {
    const { api: it, transport } = api({ [`DELETE ${path}`]: () => ({}) });
    expect(await it.delete(ref, { uid: 'u1' })).toBe(true);
    expect(transport.calls.at(-1)?.body).toMatchObject({
      preconditions: { uid: 'u1' },
      propagationPolicy: 'Background',
    });
    expect(await it.delete({ ...ref, name: 'b' })).toBe(false);
  });

  it('have their names escaped in the path', async () => {
    const { api: it, transport } = api({});
    await it.get({ ...ref, name: '../pods/x', namespace: 'a/b' });
    expect(transport.calls.at(-1)?.path).toBe('/api/v1/namespaces/a%2Fb/configmaps/..%2Fpods%2Fx');
  });
});

it('lists in pages, and gives items the kind that lists leave out', async () => {
  const { api: it, transport } = api({
    '/api/v1/configmaps': ({ query }) =>
      query?.continue
        ? { metadata: {}, items: [{ metadata: { name: 'b' } }] }
        : { metadata: { continue: 'more' }, items: [{ metadata: { name: 'a' } }] },
  });
  const items = await it.list(await it.type('v1', 'ConfigMap'));
  expect(items).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' } },
  ]);
  expect(transport.calls.at(-1)?.query).toMatchObject({ continue: 'more', limit: 500 });
});

describe('discovery', () => {
  it('answers all who ask at once, also when one of them no longer wants to know', async () => {
    const { promise: answered, resolve } = Promise.withResolvers<unknown>();
    const { api: it } = api({ '/apis/apps/v1': () => answered });
    const impatient = new AbortController();
    const first = it.discovery.kinds('apps/v1', impatient.signal);
    const second = it.discovery.kinds('apps/v1', new AbortController().signal);
    impatient.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    resolve({ resources: [{ kind: 'Deployment', name: 'deployments', namespaced: true }] });
    await expect(second).resolves.toHaveLength(1);
  });

  it('asks for a group version once', async () => {
    const { api: it, transport } = api({});
    await Promise.all([it.type('v1', 'ConfigMap'), it.type('v1', 'Pod'), it.type('v1', 'Namespace')]);
    expect(transport.asked).toEqual(['GET /api/v1']);
  });

  it('asks once more for a kind that may have come since', async () => {
    const script = { '/apis/example.org/v1': resources(['Old', 'olds']) };
    const { api: it, transport } = api(script);
    await it.type('example.org/v1', 'Old');
    transport.script['/apis/example.org/v1'] = resources(['Old', 'olds'], ['New', 'news']);
    expect(await it.type('example.org/v1', 'New')).toMatchObject({ resource: 'news' });
  });

  it('does not remember a failure', async () => {
    const { api: it, transport } = api({ '/apis/example.org/v1': refuse(503) });
    await expect(it.type('example.org/v1', 'Thing')).rejects.toMatchObject({ code: 503 });
    transport.script['/apis/example.org/v1'] = resources(['Thing', 'things']);
    expect(await it.type('example.org/v1', 'Thing')).toMatchObject({ resource: 'things' });
  });
});

describe('deniedAccess', () => {
  const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  // biome-ignore lint/suspicious/noExplicitAny: the body of a review
  const attributes = (request: { body?: any }) => request.body.spec.resourceAttributes;
  const wanted = [
    { verb: 'create', group: '', resource: 'pods/portforward', namespace: 'shop' },
    { verb: 'delete', group: 'apps', resource: 'deployments' },
  ];

  it('asks one question of somebody who may do everything', async () => {
    const { api: it, transport } = api({ [reviews]: () => ({ status: { allowed: true } }) });
    expect(await deniedAccess(it, wanted)).toEqual([]);
    expect(transport.calls).toHaveLength(1);
  });

  it('names exactly what is not allowed, subresources apart', async () => {
    const { api: it, transport } = api({
      [reviews]: (request) => ({ status: { allowed: attributes(request).resource === 'pods' } }),
    });
    expect(await deniedAccess(it, wanted)).toEqual([wanted[1]]);
    expect(attributes(transport.calls[1] ?? {})).toMatchObject({
      resource: 'pods',
      subresource: 'portforward',
    });
  });
});

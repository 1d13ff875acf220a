import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ApiRequest, Transport } from '../../../source/kubernetes/connect/transport.ts';
import type { ResourceType } from '../../../source/kubernetes/object.ts';
import { Reflector } from '../../../source/kubernetes/watch/reflector.ts';
import {
  create,
  direct,
  namespace,
  namespaceForFile,
  proxy,
  remove,
  root,
  server,
  transport,
  until,
} from './bench.ts';

const configMaps: ResourceType = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  resource: 'configmaps',
  namespaced: true,
  verbs: [],
};

const forgotten: ResourceType = {
  apiVersion: 'live.hoist.test/v1',
  kind: 'Forgotten',
  resource: 'forgottens',
  namespaced: true,
  verbs: [],
};
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const definition = `${definitions}/forgottens.live.hoist.test`;

/** Brings the kind by a CRD, and waits until it is served. */
async function define({ kind, resource }: ResourceType): Promise<void> {
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  await create(definitions, {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${resource}.live.hoist.test` },
    spec: {
      group: 'live.hoist.test',
      scope: 'Namespaced',
      names: { plural: resource, singular: 'forgotten', kind, listKind: `${kind}List` },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  });
  const answers = () => direct.text({ method: 'GET', path: `/apis/live.hoist.test/v1/${resource}` });
  await until(
    async () =>
      answers().then(
        () => true,
        () => false,
      ),
    `${resource} are served`,
  );
}

namespaceForFile();

describe('a reflector on a real cluster', () => {
  let reflector: Reflector;

  beforeAll(() => remove(definition));
  afterEach(() => reflector.stop());
  afterAll(() => remove(definition));

  const change = (name: string, word: string) =>
    direct.json({
      method: 'PATCH',
      path: `${root}/configmaps/${name}`,
      contentType: 'application/merge-patch+json',
      body: { data: { word } },
    });

  test('reads pages, hears changes, and loses none over cut connections', async () => {
    for (let number = 0; number < 7; number += 1)
      await create(`${root}/configmaps`, { metadata: { name: `map-${number}` }, data: { word: 'old' } });
    reflector = new Reflector({ transport, type: configMaps, namespace, pageSize: 3 });
    const told: string[] = [];
    reflector.subscribe((event) => {
      if (event.type !== 'state') told.push(`${event.type} ${event.object.metadata.name}`);
    });
    reflector.start();
    expect(await reflector.synced).toBe(true);
    expect(reflector.snapshot.get(`${namespace}/map-6`)).toMatchObject({
      kind: 'ConfigMap',
      data: { word: 'old' },
    });
    await reflector.until(({ state }) => state.kind === 'live');
    told.length = 0;
    for (let round = 0; round < 5; round += 1) {
      proxy.cut();
      await reflector.until(({ state }) => state.kind === 'stale');
      await change('map-0', `round ${round}`);
      await reflector.until(
        ({ state, snapshot }) =>
          state.kind === 'live' && snapshot.get(`${namespace}/map-0`)?.data.word === `round ${round}`,
      );
    }
    await direct.text({ method: 'DELETE', path: `${root}/configmaps/map-1` });
    await reflector.until(({ snapshot }) => !snapshot.has(`${namespace}/map-1`));
    expect(told).toEqual([...Array(5).fill('modified map-0'), 'deleted map-1']);
  });

  test('lists again when the API server has forgotten the version to watch from', async () => {
    let watches = 0;
    let lists = 0;
    // What an API server remembers of a kind begins with the CRD, so that even a young cluster has forgotten version 1 of it.
    await define(forgotten);
    // A saboteur in between: the first watch asks for a version from the cluster's first minute.
    const saboteur: Transport = {
      server,
      text: (request) => direct.text(request),
      close: () => {},
      json: <T>(request: ApiRequest) => direct.json<T>(request),
      list: (request, shape) => {
        lists += 1;
        return direct.list(request, shape);
      },
      stream: (request) => {
        watches += 1;
        const query = watches === 1 ? { ...request.query, resourceVersion: 1 } : request.query;
        return direct.stream({ ...request, query });
      },
    };
    reflector = new Reflector({ transport: saboteur, type: forgotten });
    const reasons: unknown[] = [];
    reflector.subscribe((event) => {
      if (event.type === 'state' && event.state.kind === 'stale') reasons.push(event.state.reason);
    });
    reflector.start();
    await until(() => lists === 2, 'a second list');
    expect(reasons[0]).toMatchObject({ name: 'ApiError', code: 410 });
    await reflector.until(({ state }) => state.kind === 'live');
  });

  test('gets metadata alone where it asks for that', async () => {
    reflector = new Reflector({ transport, type: configMaps, namespace: 'kube-system', metadataOnly: true });
    reflector.start();
    await reflector.until(({ state }) => state.kind === 'live');
    for (const object of reflector.snapshot.values())
      expect(Object.keys(object).sort()).toEqual(['apiVersion', 'kind', 'metadata']);
  });

  test('says that a kind is not served', async () => {
    const type = { ...configMaps, apiVersion: 'nothing.test/v1', kind: 'Thing', resource: 'things' };
    reflector = new Reflector({ transport, type });
    reflector.start();
    await reflector.until(({ state }) => state.kind === 'failed');
    expect(reflector.state).toMatchObject({ reason: { code: 404 } });
  });
});

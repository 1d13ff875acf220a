import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chapter } from '../../source/chapter/chapter.ts';
import { openChapter } from '../../source/chapter/open.ts';
import type { ObjectRef } from '../../source/kubernetes/object.ts';
import { hoist, kubectl, type Line, release } from './program.ts';

/** What the pages say of proxies, sidecars and the way in, held against what kubectl shows of the same cluster. */

const common = ['--release', release];
const directory = mkdtempSync(join(tmpdir(), 'hoist-sights-'));
const signal = new AbortController().signal;
let chapter: Chapter;

async function until<T>(look: () => T | Promise<T>, words: string, holds: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const value = await look();
    if (holds(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`never came true: ${words}; last: ${JSON.stringify(value)?.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const json = async (...args: string[]): Promise<Line> => JSON.parse(await kubectl(...args, '-o', 'json'));
async function apply(object: object): Promise<void> {
  const file = join(directory, 'object.json');
  writeFileSync(file, JSON.stringify(object));
  await kubectl('apply', '-f', file);
}
const deployment = (name: string): ObjectRef => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'default',
  name,
});
const causesOf = (ref: ObjectRef) => chapter.insight(ref).diagnoses.map(({ cause }) => cause);

beforeAll(async () => {
  const up = await hoist('up', '--yes', ...common);
  expect(up.code, up.stdout + up.stderr).toBe(0);
  chapter = await openChapter({ kubeconfig: process.env.KUBECONFIG, release });
  chapter.watch();
  await until(
    () => chapter.view().proxies.rows.length,
    'the proxies are known',
    (count) => count >= 8,
  );
});

afterAll(async () => {
  chapter?.close();
  rmSync(directory, { recursive: true, force: true });
  const down = await hoist('down', '--yes', ...common);
  expect(down.code, down.stdout + down.stderr).toBe(0);
});

describe('the proxies', () => {
  test('are those that run a proxy of pilot by what kubectl shows, and as pilot itself answers', async () => {
    const { items } = await json('get', 'pods', '--all-namespaces');
    const asks = (pod: Line) =>
      pod.spec.containers.some(
        ({ name, args = [] }: Line) =>
          name === 'istio-proxy' && args[0] === 'proxy' && ['router', 'sidecar'].includes(args[1]),
      );
    const ids = items
      .filter(asks)
      .map(({ metadata }: Line) => `${metadata.name}.${metadata.namespace}`)
      .sort();
    expect(chapter.view().proxies.rows.map(({ id }) => id)).toEqual(ids);
    const pilot = items.find(({ metadata }: Line) => metadata.labels?.istio === 'pilot')?.metadata.name;
    const table: Line[] = JSON.parse(
      await kubectl('get', '--raw', `/api/v1/namespaces/istio-system/pods/${pilot}:15014/proxy/debug/syncz`),
    );
    const wanted = (sent?: string, acked?: string) =>
      !sent ? 'NOT SENT' : sent === acked ? 'SYNCED' : 'STALE';
    expect(table.length).toBe(ids.length);
    for (const row of chapter.view().proxies.rows) {
      const entry = table.find(({ proxy }) => proxy === row.id) ?? {};
      expect([row.id, row.pilot, row.version]).toEqual([entry.proxy, pilot, entry.proxy_version]);
      expect([row.id, row.cds, row.lds, row.eds]).toEqual([
        row.id,
        wanted(entry.cluster_sent, entry.cluster_acked),
        wanted(entry.listener_sent, entry.listener_acked),
        wanted(entry.endpoint_sent, entry.endpoint_acked),
      ]);
    }
  });

  test('say that pilot is away while it is scaled to none, and are in sync again afterwards', async () => {
    const [row] = chapter.view().proxies.rows;
    const ref: ObjectRef = {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: row?.namespace,
      name: row?.name ?? '',
    };
    await kubectl('-n', 'istio-system', 'scale', 'deployment', 'istio-pilot', '--replicas=0');
    await until(
      () => chapter.view().proxies.rows.length,
      'no pilot answers',
      (count) => count === 0,
    );
    await kubectl('-n', 'istio-system', 'scale', 'deployment', 'istio-pilot', '--replicas=1');
    await until(
      () => chapter.view().proxies.rows.map(({ cds, missing }) => [cds, missing]),
      'all are in sync again',
      (rows) => rows.length >= 8 && rows.every(([cds, missing]) => cds === 'SYNCED' && !missing),
    );
    expect(chapter.insight(ref).proxy?.since).toBeTruthy();
  });
});

describe('the sidecars', () => {
  const namespace = 'live-sidecars';
  const plain = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'plain', namespace },
    spec: {
      selector: { matchLabels: { app: 'plain' } },
      template: {
        metadata: { labels: { app: 'plain' } },
        spec: {
          containers: [
            { name: 'pause', image: 'registry.k8s.io/pause:3.6', imagePullPolicy: 'IfNotPresent' },
          ],
        },
      },
    },
  };
  afterAll(() => kubectl('delete', 'namespace', namespace, '--ignore-not-found', '--wait=false'));

  const rowOfPlain = async () => {
    const { rows } = await chapter.injection(signal);
    return rows.filter((row) => row.namespace === namespace);
  };

  test('are where kubectl shows a container istio-proxy, for every pod there is', async () => {
    const { rows, partly } = await chapter.injection(signal);
    const { items } = await json('get', 'pods', '--all-namespaces');
    const isGateway = (pod: Line) => pod.spec.containers.some(({ args = [] }: Line) => args[1] === 'router');
    const injected = items
      .filter(({ metadata }: Line) => metadata.annotations?.['sidecar.istio.io/status'])
      .filter(
        (pod: Line) =>
          !isGateway(pod) && pod.spec.containers.some(({ name }: Line) => name === 'istio-proxy'),
      )
      .map(({ metadata }: Line) => `${metadata.namespace}/${metadata.name}`);
    expect(partly).toBe(false);
    expect(injected).toHaveLength(6);
    expect(
      rows
        .filter(({ state }) => state === 'injected')
        .map((row) => `${row.namespace}/${row.name}`)
        .sort(),
    ).toEqual(injected.sort());
    expect(
      rows
        .filter(({ state }) => state === 'injected')
        .every(({ version, skew }) => version === '1.1.0' && !skew),
    ).toBe(true);
  });

  test('of a pod that is older than the label is missing, by that rule, and a restart brings it', async () => {
    await kubectl('create', 'namespace', namespace);
    await apply(plain);
    await until(rowOfPlain, 'the pod is there', (rows) => rows.length === 1 && rows[0]?.state === 'none');
    // The API server writes times in whole seconds.
    const [first] = (await json('get', 'pods', '-n', namespace)).items;
    await until(
      () => Date.now(),
      'a second has passed',
      (now) => now > Date.parse(first.metadata.creationTimestamp) + 2000,
    );
    await kubectl('label', 'namespace', namespace, 'istio-injection=enabled');
    const [row] = await until(rowOfPlain, 'it is missing', (rows) => rows[0]?.state === 'missing');
    expect(row?.rule.key).toBe('injection.before-label');
    expect(row?.workload).toMatchObject({ kind: 'Deployment', name: 'plain', namespace });
    await chapter.restart(row?.workload as ObjectRef, signal);
    await until(rowOfPlain, 'its successor has one', (rows) =>
      rows.some(({ state }) => state === 'injected'),
    );
    const after = await json('get', 'deployment', 'plain', '-n', namespace);
    expect(after.spec.template.metadata.annotations).toHaveProperty(['kubectl.kubernetes.io/restartedAt']);
  });

  test('cannot be made while nobody is behind the webhook, and the reason is named', async () => {
    await kubectl('-n', 'istio-system', 'scale', 'deployment', 'istio-sidecar-injector', '--replicas=0');
    try {
      await until(
        () =>
          kubectl(
            'get',
            'endpoints',
            'istio-sidecar-injector',
            '-n',
            'istio-system',
            '-o',
            'jsonpath={.subsets[*].addresses}',
          ),
        'its Service has no endpoint',
        (addresses) => addresses === '',
      );
      await kubectl('rollout', 'restart', 'deployment/details-v1');
      await until(
        () => causesOf(deployment('details-v1')),
        'the cause is named',
        (causes) => causes.includes('webhook-idle'),
      );
    } finally {
      await kubectl('-n', 'istio-system', 'scale', 'deployment', 'istio-sidecar-injector', '--replicas=1');
    }
    await kubectl(
      '-n',
      'istio-system',
      'rollout',
      'status',
      'deployment/istio-sidecar-injector',
      '--timeout=120s',
    );
    await kubectl('rollout', 'restart', 'deployment/details-v1');
    await until(
      () => causesOf(deployment('details-v1')),
      'it is well again',
      (causes) => causes.length === 0,
    );
  });
});

describe('an image that does not exist', () => {
  test('is named, and its pod gets well with the right one', async () => {
    const { spec } = await json('get', 'deployment', 'ratings-v1');
    const [{ name, image }] = spec.template.spec.containers;
    await kubectl('set', 'image', 'deployment/ratings-v1', `${name}=docker.io/istio/nobody-has-this:0.0.0`);
    const [cause] = await until(
      () => causesOf(deployment('ratings-v1')),
      'the cause is named',
      (causes) => causes.some((one) => one.startsWith('image-')),
    );
    expect(['image-absent', 'image-registry', 'image-denied']).toContain(cause);
    await kubectl('set', 'image', 'deployment/ratings-v1', `${name}=${image}`);
    await until(
      () => causesOf(deployment('ratings-v1')),
      'it is well again',
      (causes) => causes.length === 0,
    );
  });
});

describe('the way in', () => {
  const asked = async () => {
    const { code, stdout } = await hoist('url', ...common, '-o', 'json');
    const found: Line = JSON.parse(stdout);
    return { code, url: found.url, cause: found.diagnosis?.cause };
  };

  test('is an address at which the page answers', async () => {
    const { code, stdout } = await hoist('url', ...common);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^http:\/\/\S+\/productpage\n$/);
    const answer = await fetch(stdout.trim());
    expect(await answer.text()).toContain('Simple Bookstore App');
  });

  test('names the route that is missing, the Gateway that is missing, and the application that is away', async () => {
    const gateway = await kubectl('get', 'gateways.networking.istio.io', 'bookinfo-gateway', '-o', 'json');
    const routes = await kubectl('get', 'virtualservices.networking.istio.io', 'bookinfo', '-o', 'json');
    await kubectl('delete', 'virtualservices.networking.istio.io', 'bookinfo');
    await until(asked, 'no route', ({ code, cause }) => code === 1 && cause === 'way-no-route');
    await kubectl('delete', 'gateways.networking.istio.io', 'bookinfo-gateway');
    await until(asked, 'no Gateway', ({ code, cause }) => code === 1 && cause === 'way-no-gateway');
    await apply(bare(gateway));
    await apply(bare(routes));
    await until(asked, 'it answers again', ({ code }) => code === 0);
    await kubectl('scale', 'deployment', 'productpage-v1', '--replicas=0');
    await until(
      asked,
      'nobody behind the page',
      ({ code, cause }) => code === 1 && cause === 'way-no-backend',
    );
    await kubectl('scale', 'deployment', 'productpage-v1', '--replicas=1');
    await until(asked, 'it answers again', ({ code }) => code === 0);
  });
});

/** An object as it was written, without what the server added. */
function bare(text: string): object {
  const { apiVersion, kind, metadata, spec } = JSON.parse(text);
  return { apiVersion, kind, metadata: { name: metadata.name, namespace: metadata.namespace }, spec };
}

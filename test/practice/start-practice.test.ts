import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Practice, type PracticeOptions, startPractice } from '../../source/practice/start-practice.ts';
import { makeCertificate } from '../../source/practice/tls/certificate.ts';
import { Caller } from '../contract/caller.ts';
import { FakeClock } from '../kubernetes/fake-clock.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(
  options: Partial<PracticeOptions> = {},
): Promise<{ practice: Practice; caller: Caller }> {
  const practice = await startPractice({ profile: 'current', ...options });
  ends.push(() => practice.close());
  const caller = new Caller(practice.kubeconfig);
  ends.push(() => caller.close());
  return { practice, caller };
}

const configMaps = '/api/v1/namespaces/default/configmaps';

it('writes a kubeconfig that nobody else can read, and takes it away at the end', async () => {
  const { practice, caller } = await start();
  expect(statSync(practice.kubeconfig).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(practice.kubeconfig)).mode & 0o777).toBe(0o700);
  expect(new URL(practice.server).hostname).toBe('127.0.0.1');
  expect((await caller.connection.pin()).server).toBe(practice.server);
  await practice.close();
  expect(existsSync(dirname(practice.kubeconfig))).toBe(false);
  await expect(caller.connection.transport.text({ method: 'GET', path: '/healthz' })).rejects.toMatchObject({
    name: 'UnreachableError',
  });
});

it('leaves no kubeconfig behind when its program ends without closing it', () => {
  const module = new URL('../../source/practice/start-practice.ts', import.meta.url).href;
  const script = `const { startPractice } = await import('${module}');
    console.log((await startPractice({ profile: 'current' })).kubeconfig);
    throw new Error('ends');`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stdout.trim()).toMatch(/kubeconfig$/);
  expect(existsSync(dirname(stdout.trim()))).toBe(false);
});

it('makes a certificate for this machine alone, that vouches for itself', () => {
  const { certificate } = makeCertificate(Date.parse('2026-01-02T00:00:00Z'));
  const read = new X509Certificate(certificate);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.ca).toBe(true);
  expect(read.subjectAltName).toContain('IP Address:127.0.0.1');
  expect(read.checkHost('localhost')).toBe('localhost');
  expect(read.checkHost('example.com')).toBeUndefined();
  expect(new Date(read.validFrom).toISOString()).toBe('2026-01-01T00:00:00.000Z');
  expect(new Date(read.validTo).toISOString()).toBe('2027-01-02T00:00:00.000Z');
  expect(makeCertificate().certificate).not.toBe(certificate);
});

it('ends its watches when it is closed, as a server does that goes', async () => {
  const { practice, caller } = await start();
  await caller.watch(configMaps, {}, async (events) => {
    await events.next();
    const closed = practice.close();
    await events.ended;
    await closed;
  });
});

it('refuses what a fault denies, in requests and in reviews', async () => {
  const { practice, caller } = await start();
  practice.api.router.access.deny([{ verb: 'create', resource: 'configmaps', namespace: 'default' }]);
  const { code, body } = await caller.post(configMaps, { metadata: { name: 'x' } });
  expect(code).toBe(403);
  expect(body).toMatchObject({
    reason: 'Forbidden',
    message:
      'configmaps is forbidden: User "practice" cannot create resource "configmaps" in API group "" in the namespace "default"',
    details: { kind: 'configmaps' },
  });
  expect((await caller.get(configMaps)).code).toBe(200);
  const asked = (verb: string) =>
    caller.post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      spec: { resourceAttributes: { verb, resource: 'configmaps', namespace: 'default' } },
    });
  expect((await asked('create')).body.status.allowed).toBe(false);
  expect((await asked('list')).body.status.allowed).toBe(true);
});

it('hands subresources that are more than objects to who answers them, and shows them in discovery', async () => {
  const { practice, caller } = await start();
  practice.api.router.connect('pods', 'log', {
    respond: ({ info, query }, exchange) =>
      exchange.sendText(200, `${info.namespace}/${info.name} ${query.get('container')}\n`, 'text/plain'),
  });
  const path = '/api/v1/namespaces/default/pods/web/log';
  expect((await caller.get(`${path}?container=c`)).body).toBe('default/web c\n');
  expect((await caller.get(path.replace('log', 'exec'))).code).toBe(404);
  const { resources } = (await caller.get('/api/v1')).body;
  expect(resources.find(({ name }: { name: string }) => name === 'pods/log')).toMatchObject({
    kind: 'Pod',
    verbs: ['get'],
  });
});

it('tells in bookmarks how far a quiet watch has come', async () => {
  const clock = new FakeClock();
  const { practice, caller } = await start({ clock });
  const query = { allowWatchBookmarks: 'true', resourceVersion: String(practice.store.revision) };
  await caller.watch(configMaps, query, async (events) => {
    await caller.post('/api/v1/namespaces/default/secrets', { metadata: { name: 's' } });
    clock.advance(60_000);
    const { type, object } = await events.next();
    expect([type, object]).toEqual([
      'BOOKMARK',
      {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: { resourceVersion: String(practice.store.revision), creationTimestamp: null },
      },
    ]);
  });
});

it('streams no lists, and says so to clients that would do without', async () => {
  const { caller } = await start();
  const { code, body } = await caller.get(
    `${configMaps}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan`,
  );
  expect(code).toBe(422);
  expect(JSON.parse(body).message).toBe(
    'ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
  );
});

it('tells all of discovery at once to who asks so, where the version does', async () => {
  const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
  const { caller } = await start();
  const { body, type } = await caller.get('/apis', accept);
  expect(type).toBe('application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList');
  expect(body.kind).toBe('APIGroupDiscoveryList');
  const apps = body.items.find(({ metadata }: { metadata: { name: string } }) => metadata.name === 'apps');
  expect(apps.versions[0].resources.map(({ resource }: { resource: string }) => resource)).toContain(
    'deployments',
  );
  const old = await start({ profile: 'chapter' });
  expect((await old.caller.get('/apis', accept)).body.kind).toBe('APIGroupList');
});

it('reads what typed clients write as protobuf, and refuses what it would lose some of', async () => {
  const { caller } = await start();
  const field = (number: number, content: string | Buffer) => {
    const bytes = Buffer.from(content);
    return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
  };
  const send = (kind: string, raw: Buffer) => {
    const type = Buffer.concat([field(1, 'v1'), field(2, kind)]);
    const bytes = Buffer.concat([Buffer.from('k8s\0'), field(1, type), field(2, raw)]);
    // All of it is below 0x80, so that text carries it as it is.
    return caller.call('POST', configMaps, {
      text: bytes.toString('latin1'),
      contentType: 'application/vnd.kubernetes.protobuf',
    });
  };
  const entry = Buffer.concat([field(1, 'a'), field(2, 'b')]);
  const metadata = Buffer.concat([field(1, 'wired'), field(11, entry)]);
  const made = await send('ConfigMap', Buffer.concat([field(1, metadata), field(2, entry)]));
  expect(made).toMatchObject({
    code: 201,
    body: { metadata: { name: 'wired', labels: { a: 'b' } }, data: { a: 'b' } },
  });
  expect((await send('ConfigMap', Buffer.concat([field(1, metadata), field(9, 'more')]))).code).toBe(415);
  expect((await send('Endpoints', field(1, metadata))).code).toBe(415);
  expect((await send('ConfigMap', Buffer.from([0x0a, 0x7f]))).code).toBe(400);
});

it('lists ten thousand objects in pages, each once', async () => {
  const { practice, caller } = await start();
  const { client } = practice.cluster;
  for (let count = 0; count < 10_000; count += 1)
    client.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: `s-${count}`, namespace: 'default' },
    });
  const type = { apiVersion: 'v1', kind: 'Secret', resource: 'secrets', namespaced: true, verbs: [] };
  const names = await caller.connection.api.map(type, {}, ({ metadata }) => metadata.name);
  expect(new Set(names).size).toBe(10_000);
});

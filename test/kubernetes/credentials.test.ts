import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KubeConfigCredentials } from '../../source/kubernetes/connect/credentials.ts';
import { HttpsTransport } from '../../source/kubernetes/connect/https-transport.ts';
import { answer, FakeApiServer } from './fake-api-server.ts';

let folder: string;
let runs: string;
let plugin: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoist-credentials-'));
  runs = join(folder, 'runs');
  plugin = join(folder, 'plugin');
  writeFileSync(runs, '');
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

/** An exec plugin that notes every run, with what it was told, and answers with a token that counts them. */
function writePlugin(body: string): void {
  writeFileSync(plugin, `#!/bin/sh\necho "$KUBERNETES_EXEC_INFO" >> '${runs}'\n${body}\n`);
  chmodSync(plugin, 0o755);
}

const answering = (status: string) =>
  `n=$(wc -l < '${runs}' | tr -d ' ')\necho '{"kind":"ExecCredential","status":{"token":"token-'"$n"'"${status}}}'`;

const told = () =>
  readFileSync(runs, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

function configWith(user: object, cluster: object = {}): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: 'test', server: 'https://cluster.test', ...cluster }],
    users: [{ name: 'tester', ...user }],
    contexts: [{ name: 'test', cluster: 'test', user: 'tester' }],
    currentContext: 'test',
  });
  return config;
}

const exec = (fields: object = {}) => ({
  exec: { apiVersion: 'client.authentication.k8s.io/v1beta1', command: plugin, ...fields },
});

function withPlugin(fields: object = {}, cluster: object = {}): KubeConfigCredentials {
  const load = () => configWith(exec(fields), cluster);
  return new KubeConfigCredentials(load(), load);
}

describe('an exec plugin', () => {
  test('runs once for five calls that need it at the same time', async () => {
    writePlugin(answering(''));
    const source = withPlugin();
    const all = await Promise.all(Array.from({ length: 5 }, () => source.get()));
    expect(all.map(({ headers }) => headers.authorization)).toEqual(Array(5).fill('Bearer token-1'));
    expect(told()).toHaveLength(1);
  });

  test('that names no end of its answer is not run again', async () => {
    writePlugin(answering(''));
    const source = withPlugin();
    await source.get();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 3_600_000 });
    expect((await source.get()).headers.authorization).toBe('Bearer token-1');
    expect(told()).toHaveLength(1);
  });

  test('is run again when its answer has expired', async () => {
    writePlugin(answering(`,"expirationTimestamp":"${new Date(Date.now() + 3_600_000).toISOString()}"`));
    const source = withPlugin();
    await source.get();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 3_600_000 });
    expect((await source.get()).headers.authorization).toBe('Bearer token-2');
  });

  test('is run once more after a 401, however many calls were refused', async () => {
    writePlugin(answering(''));
    const source = withPlugin();
    const refused = await source.get();
    const all = await Promise.all(Array.from({ length: 5 }, () => source.renew(refused)));
    expect(new Set(all.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer token-2']));
    expect(told()).toHaveLength(2);
  });

  test('is run again after a 401 also when the same answer has been handed out once more since', async () => {
    writePlugin(answering(''));
    const source = withPlugin();
    const refused = await source.get();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    await source.get();
    expect((await source.renew(refused)).headers.authorization).toBe('Bearer token-2');
  });

  test('that another call has run since the 401 is not run again', async () => {
    writePlugin(answering(''));
    const source = withPlugin();
    const refused = await source.get();
    await source.renew(refused);
    expect((await source.renew(refused)).headers.authorization).toBe('Bearer token-2');
    expect(told()).toHaveLength(2);
  });

  test('that fails is named, with its own words, safe to draw', async () => {
    writePlugin("printf 'please \\033[31mlog in\\033[0m first' >&2; exit 1");
    await expect(withPlugin().get()).rejects.toMatchObject({
      name: 'ConfigError',
      problem: 'credentials',
      values: { plugin, words: 'please log in first' },
    });
  });

  test('that answers with something else than JSON is told without a word of it', async () => {
    writePlugin(`echo 'token: abcdef'`);
    await expect(withPlugin().get()).rejects.toMatchObject({
      problem: 'credentials',
      values: { words: expect.not.stringContaining('abc') },
    });
  });

  test('that is not installed is named', async () => {
    await expect(withPlugin().get()).rejects.toMatchObject({
      name: 'ConfigError',
      values: { plugin, words: expect.stringContaining('ENOENT') },
    });
  });

  test('is run again after it failed', async () => {
    writePlugin('exit 1');
    const source = withPlugin();
    await expect(source.get()).rejects.toMatchObject({ name: 'ConfigError' });
    writePlugin(answering(''));
    expect((await source.get()).headers.authorization).toBe('Bearer token-2');
  });

  test('is told which API it speaks and that nobody is there to answer questions', async () => {
    writePlugin(answering(''));
    await withPlugin().get();
    expect(told()).toEqual([
      {
        apiVersion: 'client.authentication.k8s.io/v1beta1',
        kind: 'ExecCredential',
        spec: { interactive: false },
      },
    ]);
  });

  test('is told of the cluster where the kubeconfig asks for that', async () => {
    writePlugin(answering(''));
    await withPlugin({ provideClusterInfo: true }, { caData: 'Q0E=' }).get();
    expect(told()[0].spec.cluster).toEqual({
      server: 'https://cluster.test',
      'certificate-authority-data': 'Q0E=',
    });
  });
});

describe('credentials of a kubeconfig', () => {
  const get = (user: object, cluster: object = {}) => {
    const load = () => configWith(user, cluster);
    return new KubeConfigCredentials(load(), load).get();
  };

  test('can be a token', async () => {
    expect((await get({ token: 'secret' })).headers.authorization).toBe('Bearer secret');
  });

  test('can be a name and a password', async () => {
    const { headers } = await get({ username: 'user', password: 'word' });
    expect(headers.authorization).toBe(`Basic ${Buffer.from('user:word').toString('base64')}`);
  });

  test('can be a certificate, and another one makes another pool', async () => {
    const encode = (text: string) => Buffer.from(text).toString('base64');
    const one = await get({ certData: encode('one'), keyData: encode('key') }, { caData: encode('CA') });
    const two = await get({ certData: encode('two'), keyData: encode('key') }, { caData: encode('CA') });
    const again = await get({ certData: encode('one'), keyData: encode('key') }, { caData: encode('CA') });
    expect(String(one.tls.cert)).toBe('one');
    expect(String(one.tls.ca)).toBe('CA');
    expect(one.tlsKey).not.toBe(two.tlsKey);
    expect(one.tlsKey).toBe(again.tlsKey);
  });

  test('that cannot be read again after a 401 are a ConfigError', async () => {
    const source = new KubeConfigCredentials(configWith({ token: 'secret' }), () => {
      throw new Error('the file is gone');
    });
    const refused = await source.get();
    await expect(source.renew(refused)).rejects.toMatchObject({ name: 'ConfigError' });
  });
});

describe('a server of a kubeconfig', () => {
  let api: FakeApiServer;
  let transport: HttpsTransport;

  beforeEach(async () => {
    api = await FakeApiServer.start();
    api.always('other', answer.json({ major: '1' }));
  });

  afterEach(async () => {
    transport.close();
    await api.close();
  });

  function connect(cluster: object): void {
    const load = () => configWith({ token: 'secret' }, cluster);
    transport = new HttpsTransport(api.url, new KubeConfigCredentials(load(), load));
  }

  const version = () => transport.json({ method: 'GET', path: '/version' });

  test('can speak plain HTTP, as kubectl proxy does', async () => {
    connect({ server: api.url });
    expect(await version()).toEqual({ major: '1' });
    expect(api.requests[0]?.headers.authorization).toBe('Bearer secret');
  });

  test('can lie behind a proxy, whose connections are used again', async () => {
    let connections = 0;
    const proxy = net.createServer((near) => {
      connections += 1;
      near.once('data', () => {
        const far = net.connect(api.port, '127.0.0.1');
        near.write('HTTP/1.1 200 Connection established\r\n\r\n');
        near.pipe(far).pipe(near);
        for (const socket of [near, far]) socket.on('error', () => {});
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    connect({ server: api.url, proxyUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
    for (let number = 0; number < 5; number += 1) await version();
    expect(connections).toBe(1);
    proxy.close();
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Connection } from '../../source/kubernetes/connect/connection.ts';
import { answer, FakeApiServer } from './fake-api-server.ts';

let folder: string;
let file: string;
let api: FakeApiServer;
let other: FakeApiServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoist-connection-'));
  file = join(folder, 'config');
  [api, other] = await Promise.all([FakeApiServer.start(), FakeApiServer.start()]);
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await Promise.all([api.close(), other.close()]);
});

/** A kubeconfig with one context; JSON is YAML too. */
function writeConfig(server: string, token: string, name = 'desk'): void {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    contexts: [{ name, context: { cluster: 'desk', user: 'me' } }],
    clusters: [{ name: 'desk', cluster: { server } }],
    users: [{ name: 'me', user: { token } }],
  };
  writeFileSync(file, JSON.stringify(config));
}

const open = () => new Connection({ kubeconfig: file, environment: {} });
const kubeSystem = (uid: string) => answer.json({ metadata: { name: 'kube-system', uid } });
const tokensAt = (server: FakeApiServer) => server.requests.map(({ headers }) => headers.authorization);

describe('a kubeconfig that changes underneath', () => {
  test('and names another server stops all writing', async () => {
    api.always('other', kubeSystem('u1'));
    writeConfig(api.url, 'one');
    const connection = open();
    await connection.pin();
    writeConfig(other.url, 'two');
    await expect(connection.verify()).rejects.toMatchObject({
      problem: 'changed',
      values: { context: 'desk', was: api.url, is: other.url },
    });
    expect(other.requests).toEqual([]);
  });

  test('does not send the credentials of another server to this one', async () => {
    writeConfig(api.url, 'one');
    const connection = open();
    writeConfig(other.url, 'of-the-other');
    api.always('other', answer.refuse(401, 'Unauthorized', 'Unauthorized'));
    await expect(connection.pin()).rejects.toMatchObject({ problem: 'changed' });
    expect(tokensAt(api)).toEqual(['Bearer one']);
  });

  test('and brings a new token for this server is followed, by tunnels too', async () => {
    writeConfig(api.url, 'old');
    const connection = open();
    writeConfig(api.url, 'new');
    api.next('other', answer.refuse(401, 'Unauthorized', 'Unauthorized'), kubeSystem('u1'));
    await connection.pin();
    expect(tokensAt(api)).toEqual(['Bearer old', 'Bearer new']);
    expect(connection.config.getCurrentUser()?.token).toBe('new');
  });
});

test('another cluster that answers at the same address stops all writing', async () => {
  writeConfig(api.url, 'one');
  const connection = open();
  api.next('other', kubeSystem('u1'), kubeSystem('u2'));
  await connection.pin();
  await expect(connection.verify()).rejects.toMatchObject({ problem: 'changed' });
});

describe('the address of a server', () => {
  test('is shown without the name and the password in it', () => {
    writeConfig('https://me:secret@cluster.test:6443/prefix', 'one');
    expect(open().server).toBe('https://cluster.test:6443/prefix');
  });

  test.each(['cluster.test:6443', 'not an address', 'ftp://cluster.test'])('cannot be %s', (server) => {
    writeConfig(server, 'one');
    expect(open).toThrow(expect.objectContaining({ problem: 'bad-server' }));
  });
});

test('a context whose name is made to write into the terminal is found by it, and shown without that', async () => {
  api.always('other', kubeSystem('u1'));
  writeConfig(api.url, 'one', 'desk\u001b]0;mine\u0007\u202e');
  const connection = open();
  expect(connection.context).toBe('desk');
  await connection.verify();
  writeConfig(other.url, 'two', 'desk\u001b]0;mine\u0007\u202e');
  await expect(connection.verify()).rejects.toMatchObject({ values: { context: 'desk', is: other.url } });
});

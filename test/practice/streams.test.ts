import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connection } from '../../source/kubernetes/connect/connection.ts';
import { requestThroughPod } from '../../source/kubernetes/connect/tunnel.ts';
import type { KubernetesObject } from '../../source/practice/object.ts';
import { type Practice, startPractice } from '../../source/practice/start-practice.ts';
import { selectLines, timeOf } from '../../source/practice/streams/log.ts';
import { dictionary } from '../../source/practice/streams/spdy-headers.ts';
import { eventually } from '../kubernetes/eventually.ts';

const bookinfoPod = (app: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: app, namespace: 'default', labels: { app, version: 'v1' } },
  spec: {
    containers: [
      { name: app, image: `istio/examples-bookinfo-${app}-v1:1.10.1`, ports: [{ containerPort: 9080 }] },
      { name: 'beside', image: 'busybox:1' },
    ],
  },
});

describe('a pod that runs', () => {
  let practice: Practice;
  let connection: Connection;
  const pod = '/api/v1/namespaces/default/pods/details';

  beforeAll(async () => {
    practice = await startPractice({ profile: 'chapter', speed: 500 });
    connection = new Connection({ kubeconfig: practice.kubeconfig });
    const { client } = practice.cluster;
    client.create(bookinfoPod('details'));
    const ref = { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'details' };
    const isReady = () =>
      client.get(ref)?.status?.containerStatuses?.every((one: { ready: boolean }) => one.ready) === true;
    await eventually(isReady);
  });
  afterAll(async () => {
    connection.close();
    await practice.close();
  });
  const text = (path: string, query: Record<string, string | number> = {}) =>
    connection.transport.text({ method: 'GET', path, query });
  const through = (port: number, path = '/details/0', name = 'details') =>
    requestThroughPod(connection.config, { namespace: 'default', pod: name, port, path });

  it('answers on its port by way of the API server', async () => {
    const { status, body } = await through(9080);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ author: 'William Shakespeare' });
  });

  it('says that nobody listens on another, and that there is no such pod', async () => {
    await expect(through(8080)).rejects.toThrow(/error forwarding port 8080.*Connection refused/);
    await expect(through(9080, '/', 'nobody')).rejects.toThrow('pods "nobody" not found');
  });

  it('shows its log, with times, from the end, and of the container that is named', async () => {
    await through(9080, '/details/7');
    const log = (query: object) => text(`${pod}/log`, { container: 'details', ...query });
    expect(await log({})).toContain(' * details is listening on port 9080\n');
    const [last] = (await log({ tailLines: 1, timestamps: 'true' })).trim().split('\n');
    expect(last).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z 127\.0\.0\.1 - - "GET \/details\/7 HTTP\/1\.1" 200 -$/,
    );
    expect(await log({ sinceTime: '2199-01-01T00:00:00Z' })).toBe('');
  });

  it('refuses a log as the real server does', async () => {
    await expect(text(`${pod}/log`)).rejects.toThrow(
      'a container name must be specified for pod details, choose one of: [details beside]',
    );
    await expect(text(`${pod}/log`, { container: 'ghost' })).rejects.toThrow(
      'container ghost is not valid for pod details',
    );
    await expect(text(`${pod}/log`, { container: 'details', previous: 'true' })).rejects.toThrow(
      'previous terminated container "details" in pod "details" not found',
    );
    await expect(text(`${pod}/log`, { container: 'details', tailLines: 'x' })).rejects.toThrow(
      /invalid value "x"/,
    );
    practice.cluster.client.create({
      ...bookinfoPod('waits'),
      spec: { ...bookinfoPod('waits').spec, nodeName: '' },
    });
    await expect(text('/api/v1/namespaces/default/pods/waits/log', { container: 'waits' })).rejects.toThrow(
      /does not have a host assigned|is waiting to start/,
    );
  });

  it('wants to speak another protocol for exec and port-forward', async () => {
    await expect(text(`${pod}/portforward`)).rejects.toThrow('Upgrade request required');
    await expect(text(`${pod}/exec`, { command: 'sh', container: 'details' })).rejects.toThrow(
      'Upgrade request required',
    );
    await expect(text(`${pod}/exec`)).rejects.toThrow(
      'you must specify at least 1 command for the container',
    );
  });

  it('outlives whoever speaks nonsense after the handshake', async () => {
    const { port } = new URL(practice.server);
    const token = /token: ?(\S+)/.exec(
      (await import('node:fs')).readFileSync(practice.kubeconfig, 'utf8'),
    )?.[1];
    for (const [upgrade, query] of [
      ['SPDY/3.1', ''],
      ['websocket', '?ports=9080'],
      ['websocket', '?ports=what'],
      ['h2c', '?ports=9080'],
    ]) {
      const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      socket.on('error', () => {});
      socket.write(
        [
          `POST ${pod}/portforward${query} HTTP/1.1`,
          'Host: x',
          `Authorization: Bearer ${token}`,
          'Connection: Upgrade',
          `Upgrade: ${upgrade}`,
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
          '',
          '',
        ].join('\r\n'),
      );
      await once(socket, 'data');
      const control = Buffer.from('80030001000000ff', 'hex');
      socket.write(Buffer.concat([control, Buffer.alloc(300, 7), Buffer.from('ffffffffffffffff', 'hex')]));
      socket.resume();
      socket.end();
      if (!socket.destroyed) await once(socket, 'close');
    }
    expect((await through(9080)).status).toBe(200);
  });
});

describe('what of a log is asked for', () => {
  const lines = [1, 2, 3].map((number) => ({
    time: number * 1_000,
    nanoseconds: number,
    text: `line ${number}`,
  }));
  const texts = (query: object) =>
    selectLines(lines, { timestamps: false, ...query }).map((line) => line.text);

  it.each([
    [{}, ['line 1', 'line 2', 'line 3']],
    [{ tailLines: 2 }, ['line 2', 'line 3']],
    [{ tailLines: 0 }, []],
    [{ since: 2_000 }, ['line 2', 'line 3']],
    [{ since: 2_000, tailLines: 1 }, ['line 3']],
  ])('%o', (query, expected) => {
    expect(texts(query)).toEqual(expected);
  });

  it('has times with nanoseconds', () => {
    expect(timeOf({ time: Date.parse('2026-11-22T19:10:13.854Z'), nanoseconds: 757_123, text: '' })).toBe(
      '2026-11-22T19:10:13.854757123Z',
    );
  });
});

it('knows the words that SPDY/3 compresses by', () => {
  // As zlib identifies a dictionary: Adler-32, which every SPDY/3 client names.
  let [low, high] = [1, 0];
  for (const byte of dictionary) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  expect(((high * 65_536 + low) >>> 0).toString(16)).toBe('e3c6a7c2');
});

import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTunnel, requestThroughPod, type Tunnel } from '../../source/kubernetes/connect/tunnel.ts';
import { eventually } from './eventually.ts';
import { answer, FakeApiServer } from './fake-api-server.ts';
import { FakePodPorts } from './fake-pod-ports.ts';

const target = { namespace: 'istio-system', pod: 'istio-pilot-1', port: 15014 };

let api: FakeApiServer;
let ports: FakePodPorts;
let pod: http.Server;
let echo: net.Server;
let config: KubeConfig;
let tunnel: Tunnel | undefined;

const listen = (server: net.Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );

function configFor(server: string): KubeConfig {
  const made = new KubeConfig();
  made.loadFromOptions({
    clusters: [{ name: 'test', server }],
    users: [{ name: 'tester', token: 'secret' }],
    contexts: [{ name: 'test', cluster: 'test', user: 'tester' }],
    currentContext: 'test',
  });
  return made;
}

beforeEach(async () => {
  api = await FakeApiServer.start();
  pod = http.createServer((request, response) => {
    if (request.url === '/hang') return;
    if (request.url === '/cut') return void response.socket?.destroy();
    if (request.url === '/large') return void response.end('x'.repeat(5_000_000));
    response
      .writeHead(request.url === '/missing' ? 404 : 200)
      .end(`${request.method} ${request.url} ${request.headers.host}`);
  });
  echo = net.createServer((socket) => socket.pipe(socket));
  echo.on('connection', (socket) => socket.on('error', () => {}));
  ports = new FakePodPorts(api, { 15014: await listen(pod), 7: await listen(echo) });
  config = configFor(api.url);
});

afterEach(async () => {
  await tunnel?.close();
  tunnel = undefined;
  await api.close();
  pod.closeAllConnections();
  pod.close();
  echo.close();
});

describe('one request through a pod', () => {
  test('brings the answer of the port, and leaves nothing open', async () => {
    const path = '/debug/syncz?proxy=a';
    expect(await requestThroughPod(config, { ...target, path })).toEqual({
      status: 200,
      body: 'GET /debug/syncz?proxy=a localhost:15014',
    });
    expect(ports.paths).toEqual([
      '/api/v1/namespaces/istio-system/pods/istio-pilot-1/portforward?ports=15014',
    ]);
    await eventually(() => ports.open.size === 0);
  });

  test('takes any status for an answer', async () => {
    expect(await requestThroughPod(config, { ...target, path: '/missing' })).toMatchObject({ status: 404 });
  });

  test('brings a large answer whole', async () => {
    const { body } = await requestThroughPod(config, { ...target, path: '/large' });
    expect(body).toHaveLength(5_000_000);
  });

  test('fails with the words of the far end when nothing listens on the port', async () => {
    await expect(requestThroughPod(config, { ...target, port: 9, path: '/' })).rejects.toMatchObject({
      name: 'PodConnectionError',
      message: 'error forwarding port 9 to pod: connection refused',
    });
    await eventually(() => ports.open.size === 0);
  });

  test('fails with the words of the API server when that refuses', async () => {
    const words = 'pods "istio-pilot-1" is forbidden: cannot create resource "pods/portforward"';
    ports.refuse = (socket) => socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    api.always('other', answer.refuse(403, 'Forbidden', words));
    await expect(requestThroughPod(config, { ...target, path: '/' })).rejects.toMatchObject({
      name: 'ApiError',
      code: 403,
      message: words,
    });
  });

  test('fails when no API server answers', async () => {
    const { port } = api;
    await api.close();
    const closed = configFor(`http://127.0.0.1:${port}`);
    await expect(requestThroughPod(closed, { ...target, path: '/' })).rejects.toMatchObject({
      name: 'UnreachableError',
      code: 'ECONNREFUSED',
    });
  });

  test('fails when the pod closes without an answer', async () => {
    await expect(requestThroughPod(config, { ...target, path: '/cut' })).rejects.toThrow();
    await eventually(() => ports.open.size === 0);
  });

  test('fails when the connection is cut', async () => {
    const request = requestThroughPod(config, { ...target, path: '/hang' });
    const failed = expect(request).rejects.toMatchObject({ name: 'PodConnectionError' });
    await eventually(() => ports.open.size === 1);
    api.cutAll();
    await failed;
  });

  test('has a deadline, also for a handshake that nobody answers', async () => {
    const slow = { ...target, timeout: 100 };
    await expect(requestThroughPod(config, { ...slow, path: '/hang' })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await eventually(() => ports.open.size === 0);
    ports.refuse = () => {};
    await expect(requestThroughPod(config, { ...slow, path: '/' })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await eventually(() => api.openConnections === 0);
  });

  test('ends with an AbortError when it is cancelled, whatever it waits for', async () => {
    for (const refuse of [undefined, () => {}]) {
      ports.refuse = refuse;
      const abort = new AbortController();
      const request = requestThroughPod(config, { ...target, path: '/hang', signal: abort.signal });
      const cancelled = expect(request).rejects.toMatchObject({ name: 'AbortError' });
      await eventually(() => api.openConnections > 0);
      abort.abort();
      await cancelled;
      await eventually(() => api.openConnections === 0);
    }
    await expect(
      requestThroughPod(config, { ...target, path: '/', signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('cannot end our standard output, whatever the server sends', async () => {
    ports.greeting = Uint8Array.of(255, 1);
    await requestThroughPod(config, { ...target, path: '/' }).catch(() => {});
    expect(process.stdout.writableEnded).toBe(false);
  });
});

describe('a tunnel', () => {
  const fetchText = async (path: string) => (await fetch(`http://127.0.0.1:${tunnel?.port}${path}`)).text();

  test('carries every local connection over a WebSocket of its own', async () => {
    tunnel = await openTunnel(config, target);
    const answers = await Promise.all(['/a', '/b', '/c'].map(fetchText));
    expect(answers.map((text) => text.split(' ')[1])).toEqual(['/a', '/b', '/c']);
    expect(ports.paths).toHaveLength(3);
  });

  test('connects to the pod only when somebody connects to it', async () => {
    tunnel = await openTunnel(config, target);
    expect(ports.paths).toEqual([]);
  });

  test('listens on loopback alone', async () => {
    tunnel = await openTunnel(config, target);
    const outside = net.connect(tunnel.port, '127.0.0.2');
    const [error] = await new Promise<Error[]>((resolve) =>
      outside.once('error', (...args) => resolve(args)),
    );
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('carries much in both directions, whole', async () => {
    tunnel = await openTunnel(config, { ...target, port: 7 });
    const size = 8_000_000;
    const sent = Buffer.alloc(size, 'abcdefghijk');
    const socket = net.connect(tunnel.port, '127.0.0.1');
    const chunks: Buffer[] = [];
    let received = 0;
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
    });
    socket.write(sent);
    await eventually(() => received >= size);
    expect(Buffer.concat(chunks).equals(sent)).toBe(true);
    socket.destroy();
  });

  test('closes the far side when the near side closes', async () => {
    tunnel = await openTunnel(config, { ...target, port: 7 });
    const socket = net.connect(tunnel.port, '127.0.0.1');
    await eventually(() => ports.open.size === 1);
    socket.resetAndDestroy();
    await eventually(() => ports.open.size === 0 && tunnel?.connections === 0);
  });

  test('closes the near side when the far side closes', async () => {
    tunnel = await openTunnel(config, { ...target, port: 7 });
    const socket = net.connect(tunnel.port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.resume();
    await eventually(() => ports.open.size === 1);
    for (const ws of ports.open) ws.close();
    await closed;
    await eventually(() => tunnel?.connections === 0);
  });

  test('still brings the answer when the near side has ended its half', async () => {
    tunnel = await openTunnel(config, target);
    const socket = net.connect(tunnel.port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.end('GET /half HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    await eventually(() => text.includes('GET /half x'));
  });

  test('does not stay open for a near side that has ended when the far side says nothing more', async () => {
    tunnel = await openTunnel(config, { ...target, port: 7 }, { linger: 20 });
    const socket = net.connect(tunnel.port, '127.0.0.1');
    socket.resume();
    await eventually(() => ports.open.size === 1);
    socket.end();
    await eventually(() => ports.open.size === 0 && tunnel?.connections === 0);
  });

  test('tells of a port on which nothing listens, and stays open', async () => {
    tunnel = await openTunnel(config, { ...target, port: 9 });
    const problems: Error[] = [];
    tunnel.on('problem', (problem) => problems.push(problem));
    await expect(fetchText('/')).rejects.toThrow();
    await eventually(() => problems.length === 1);
    expect(problems[0]?.message).toBe('error forwarding port 9 to pod: connection refused');
    await expect(fetchText('/')).rejects.toThrow();
    await eventually(() => problems.length === 2);
  });

  test('tells when the API server refuses', async () => {
    ports.refuse = (socket) => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
    api.always('other', answer.refuse(404, 'NotFound', 'pods "istio-pilot-1" not found'));
    tunnel = await openTunnel(config, target);
    const problems: Error[] = [];
    tunnel.on('problem', (problem) => problems.push(problem));
    await expect(fetchText('/')).rejects.toThrow();
    await eventually(() => problems.length === 1);
    expect(problems[0]?.message).toBe('pods "istio-pilot-1" not found');
  });

  test('that is closed ends every connection, gives the port back and tells of no problem', async () => {
    tunnel = await openTunnel(config, { ...target, port: 7 });
    const { port } = tunnel;
    const told: string[] = [];
    tunnel.on('problem', () => told.push('problem'));
    tunnel.on('close', () => told.push('close'));
    const socket = net.connect(port, '127.0.0.1');
    socket.on('error', () => {});
    await eventually(() => ports.open.size === 1);
    await tunnel.close();
    await tunnel.close();
    await eventually(() => ports.open.size === 0);
    const free = net.createServer();
    await new Promise<void>((resolve) => free.listen(port, '127.0.0.1', resolve));
    free.close();
    expect(told).toEqual(['close']);
  });

  test('is closed by its signal', async () => {
    const abort = new AbortController();
    tunnel = await openTunnel(config, target, { signal: abort.signal });
    const closed = new Promise<void>((resolve) => tunnel?.once('close', resolve));
    abort.abort();
    await closed;
  });

  test('says when the local port is taken', async () => {
    tunnel = await openTunnel(config, target);
    await expect(openTunnel(config, target, { localPort: tunnel.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});

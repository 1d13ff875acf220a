import { beforeAll, describe, expect, test } from 'vitest';
import { openTunnel, requestThroughPod } from '../../../source/kubernetes/connect/tunnel.ts';
import { config, createPod, namespace, namespaceForFile, runs, until } from './bench.ts';

namespaceForFile();

describe('a tunnel on a real cluster', () => {
  const port = { namespace, pod: 'web', port: 8080 };

  beforeAll(async () => {
    const serve = 'exec /bin/busybox httpd -f -p 8080 -h /www';
    await createPod('web', `/bin/busybox mkdir /www; echo hello > /www/index.html; ${serve}`);
    await runs('web');
    const listens = () =>
      requestThroughPod(config, { ...port, path: '/' }).then(
        () => true,
        () => false,
      );
    await until(listens, 'the pod listens');
  });

  test('brings the answer of a pod', async () => {
    expect(await requestThroughPod(config, { ...port, path: '/' })).toEqual({ status: 200, body: 'hello\n' });
  });

  test('tells when nothing listens, and when there is no such pod', async () => {
    await expect(requestThroughPod(config, { ...port, port: 9, path: '/' })).rejects.toMatchObject({
      name: 'PodConnectionError',
      message: expect.stringContaining('refused'),
    });
    await expect(requestThroughPod(config, { ...port, pod: 'nobody', path: '/' })).rejects.toMatchObject({
      name: 'ApiError',
      message: 'pods "nobody" not found',
    });
  });

  test('carries several connections at the same time', async () => {
    const tunnel = await openTunnel(config, port);
    const get = async () => (await fetch(`http://127.0.0.1:${tunnel.port}/`)).text();
    expect(await Promise.all([get(), get(), get()])).toEqual(['hello\n', 'hello\n', 'hello\n']);
    await tunnel.close();
  });
});

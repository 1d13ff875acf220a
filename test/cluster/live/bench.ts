import { afterAll, beforeAll } from 'vitest';
import { KubeConfigCredentials } from '../../../source/kubernetes/connect/credentials.ts';
import { HttpsTransport } from '../../../source/kubernetes/connect/https-transport.ts';
import { loadKubeconfig } from '../../../source/kubernetes/connect/kubeconfig.ts';
import type { KubernetesObject } from '../../../source/kubernetes/object.ts';
import { polled } from '../../polled.ts';
import { CuttingProxy } from '../cutting-proxy.ts';

/** What a node without a registry still has: it contains busybox. */
export const image = process.env.HOIST_TEST_IMAGE ?? 'registry.k8s.io/pause:3.6';
export const namespace = 'hoist-live-test';
export const root = `/api/v1/namespaces/${namespace}`;

const load = () => loadKubeconfig({});
export const config = load();
export const server = config.getCurrentCluster()?.server ?? '';
/** Past the proxy. */
export const direct = new HttpsTransport(server, new KubeConfigCredentials(load(), load));
/** What the tests cut. */
export let proxy: CuttingProxy;
/** Through the proxy. */
export let transport: HttpsTransport;

export const until = (condition: () => boolean | Promise<boolean>, words: string): Promise<boolean> =>
  polled(condition, Boolean, words, { within: 120_000, every: 50 });

export const create = (path: string, body: object) =>
  direct.json<KubernetesObject>({ method: 'POST', path, body });

export function createPod(name: string, script: string, spec: object = {}): Promise<KubernetesObject> {
  const command = ['/bin/busybox', 'sh', '-c', script];
  return create(`${root}/pods`, {
    metadata: { name },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [{ name: 'main', image, imagePullPolicy: 'IfNotPresent', command }],
      ...spec,
    },
  });
}

const pod = (name: string) => direct.json<KubernetesObject>({ method: 'GET', path: `${root}/pods/${name}` });

export const containerOf = async (name: string) => (await pod(name)).status.containerStatuses?.[0];

export const runs = (name: string) =>
  until(async () => (await containerOf(name))?.state?.running !== undefined, `${name} runs`);

/** Of one that may have ended before anybody looks. */
export const hasBegun = (name: string) =>
  until(async () => {
    const { running, terminated } = (await containerOf(name))?.state ?? {};
    return Boolean(running ?? terminated);
  }, `${name} has begun`);

/** Deletes what is there, if it is, and waits until it is gone. */
export async function remove(path: string): Promise<void> {
  await direct.text({ method: 'DELETE', path }).catch(() => {});
  const isGone = () =>
    direct.text({ method: 'GET', path }).then(
      () => false,
      (error: { code?: number }) => error.code === 404,
    );
  await until(isGone, `${path} is gone`);
}

/** A namespace of its own for the tests of the file, and a proxy before the API server. */
export function namespaceForFile(): void {
  beforeAll(async () => {
    proxy = await CuttingProxy.start(server);
    transport = new HttpsTransport(proxy.url, new KubeConfigCredentials(load(), load));
    await remove(root);
    await create('/api/v1/namespaces', { metadata: { name: namespace } });
    // Pods need the service account that controllers make for each new namespace, with its token.
    const account = { method: 'GET', path: `${root}/serviceaccounts/default` } as const;
    await until(
      () =>
        direct.json<{ secrets?: object[] }>(account).then(
          ({ secrets = [] }) => secrets.length > 0,
          () => false,
        ),
      'the service account is there',
    );
  });

  afterAll(async () => {
    transport.close();
    await proxy.close();
    await remove(root);
    direct.close();
  });
}

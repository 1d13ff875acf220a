import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../source/kubernetes/clock.ts';
import { KubeConfigCredentials } from '../../source/kubernetes/connect/credentials.ts';
import { HttpsTransport } from '../../source/kubernetes/connect/https-transport.ts';
import { loadKubeconfig } from '../../source/kubernetes/connect/kubeconfig.ts';
import type { ApiRequest, Transport } from '../../source/kubernetes/connect/transport.ts';
import { openTunnel, requestThroughPod } from '../../source/kubernetes/connect/tunnel.ts';
import {
  type FollowLogOptions,
  followLog,
  type LogEvent,
} from '../../source/kubernetes/logs/log-follower.ts';
import type { KubernetesObject, ResourceType } from '../../source/kubernetes/object.ts';
import { Reflector } from '../../source/kubernetes/watch/reflector.ts';
import { CuttingProxy } from './cutting-proxy.ts';
import { kubectl } from './program.ts';

/** What a node without a registry still has: it contains busybox. */
const image = process.env.HOIST_TEST_IMAGE ?? 'registry.k8s.io/pause:3.6';
const namespace = 'hoist-live-test';
const root = `/api/v1/namespaces/${namespace}`;

const load = () => loadKubeconfig({});
const config = load();
const server = config.getCurrentCluster()?.server ?? '';
const direct = new HttpsTransport(server, new KubeConfigCredentials(load(), load));
let proxy: CuttingProxy;
let transport: HttpsTransport;

const configMaps: ResourceType = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  resource: 'configmaps',
  namespaced: true,
  verbs: [],
};

async function until(condition: () => boolean | Promise<boolean>, words: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`never came true: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const create = (path: string, body: object) => direct.json<KubernetesObject>({ method: 'POST', path, body });

function createPod(name: string, script: string, spec: object = {}): Promise<KubernetesObject> {
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

const containerOf = async (name: string) => (await pod(name)).status.containerStatuses?.[0];

const runs = (name: string) =>
  until(async () => (await containerOf(name))?.state?.running !== undefined, `${name} runs`);

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

async function namespaceIsGone(): Promise<boolean> {
  try {
    await direct.json({ method: 'GET', path: root });
    return false;
  } catch (error) {
    return (error as { code?: number }).code === 404;
  }
}

async function deleteNamespace(): Promise<void> {
  await direct.text({ method: 'DELETE', path: definition }).catch(() => {});
  await direct.text({ method: 'DELETE', path: root }).catch(() => {});
  await until(namespaceIsGone, 'the namespace is gone');
}

beforeAll(async () => {
  proxy = await CuttingProxy.start(server);
  transport = new HttpsTransport(proxy.url, new KubeConfigCredentials(load(), load));
  await deleteNamespace();
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
  await deleteNamespace();
  direct.close();
});

describe('a reflector on a real cluster', () => {
  let reflector: Reflector;

  afterEach(() => reflector.stop());

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

describe('a log on a real cluster', () => {
  const events: LogEvent[] = [];
  let stop: AbortController;
  let reading: Promise<void>;

  function read(name: string, options: Partial<FollowLogOptions> = {}): void {
    events.length = 0;
    stop = new AbortController();
    // Retries come after a tenth of the time, so that fifty of them do not take minutes.
    const clock = {
      ...systemClock,
      after: (ms: number, ring: () => void) => systemClock.after(ms / 10, ring),
    };
    const where = { namespace, pod: name, container: 'main' };
    const log = followLog({
      transport,
      ...where,
      signal: stop.signal,
      clock,
      idleDeadline: 3_000_000,
      ...options,
    });
    reading = (async () => {
      for await (const event of log) events.push(event);
    })();
  }

  afterEach(async () => {
    stop.abort();
    await reading;
  });

  const texts = () => events.flatMap((event) => (event.type === 'line' ? [event.text] : []));
  const count = (type: LogEvent['type']) => events.filter((event) => event.type === type).length;

  test('loses and repeats no line over fifty cuts', async () => {
    const script =
      'i=0; while [ $i -lt 60000 ]; do i=$((i+1)); echo "line $i"; [ $((i % 40)) = 0 ] && /bin/busybox usleep 15000; done; echo done; exec /bin/sleep 3600';
    await createPod('talker', script);
    await runs('talker');
    read('talker');
    for (let cut = 0; cut < 50; cut += 1) {
      const before = texts().length;
      await until(() => texts().length > before + 50, `lines after cut ${cut}`);
      proxy.cut();
      await until(() => count('reconnecting') > cut, `cut ${cut} is noticed`);
    }
    await until(() => texts().at(-1) === 'done', 'the last line');
    const expected = Array.from({ length: 60_000 }, (_, index) => `line ${index + 1}`);
    expect(texts()).toEqual([...expected, 'done']);
    expect(count('gap')).toBe(0);
  });

  test('ends with the container, with its last words though they have no newline', async () => {
    await createPod('short', 'echo first; /bin/sleep 2; printf "last words"', { restartPolicy: 'Never' });
    await runs('short');
    read('short');
    await reading;
    expect(texts()).toEqual(['first', 'last words']);
    expect(events.at(-1)).toEqual({ type: 'end', reason: 'ended' });
  });

  test('is waited for while the container is not started yet', async () => {
    await createPod('late', 'echo here; exec /bin/sleep 3600');
    read('late');
    await until(() => texts().includes('here'), 'the first line');
  });

  test('of a run that was replaced is read to its end', async () => {
    // The first run ends when it is told to, the second stays: a volume outlives them.
    const second = '[ -e /mark/ran ] && { echo of the next run; exec /bin/sleep 3600; }';
    const told = 'until [ -e /mark/end ]; do /bin/sleep 0.1; done';
    const script = `${second}; echo > /mark/ran; echo begin; ${told}; echo end; exit 1`;
    const command = ['/bin/busybox', 'sh', '-c', script];
    const volumeMounts = [{ name: 'mark', mountPath: '/mark' }];
    await createPod('again', '', {
      volumes: [{ name: 'mark', emptyDir: {} }],
      containers: [{ name: 'main', image, imagePullPolicy: 'IfNotPresent', command, volumeMounts }],
    });
    await runs('again');
    const { containerID } = await containerOf('again');
    let isCut = false;
    // Only what comes after a cut tells that the run is another one.
    const inspect = async () => {
      if (!isCut) return 'running' as const;
      await until(async () => (await containerOf('again')).restartCount === 1, 'the second run');
      await runs('again');
      return 'replaced' as const;
    };
    read('again', { containerId: containerID, inspect });
    await until(() => texts().includes('begin'), 'the first line');
    isCut = true;
    proxy.cut();
    await kubectl('-n', namespace, 'exec', 'again', '--', '/bin/busybox', 'touch', '/mark/end');
    await reading;
    expect(texts()).toEqual(['begin', 'end']);
    expect(events.at(-1)).toEqual({ type: 'end', reason: 'ended' });
  });

  test('of a quiet container stays open, and brings its first line late', async () => {
    await createPod('quiet', '/bin/sleep 40; echo awake; exec /bin/sleep 3600');
    await runs('quiet');
    read('quiet');
    await until(() => texts().length > 0, 'the first line');
    expect(events).toMatchObject([{ type: 'line', text: 'awake' }]);
  });

  test('of a pod that does not exist says so', async () => {
    read('nobody');
    await reading;
    expect(events).toMatchObject([
      { type: 'end', reason: 'gone', error: { message: 'pods "nobody" not found' } },
    ]);
  });

  test('that is stopped leaves no connection open', async () => {
    read('talker', { tailLines: 1 });
    await until(() => texts().length === 1, 'the tail');
    transport.close();
    stop.abort();
    await reading;
    await until(() => proxy.connections === 0, 'every connection is closed');
  });
});

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

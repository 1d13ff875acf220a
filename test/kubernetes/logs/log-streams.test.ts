import { describe, expect, test } from 'vitest';
import { loggedRuns } from '../../../source/kubernetes/logs/container-runs.ts';
import { type LogQuery, selectorText, workloadResource } from '../../../source/kubernetes/logs/log-query.ts';
import { LogStreams, type RunToRead } from '../../../source/kubernetes/logs/log-streams.ts';
import type { KubernetesObject } from '../../../source/kubernetes/object.ts';

const running = (id: string, restartCount = 0, before?: string) => ({
  containerID: id,
  restartCount,
  state: { running: {} },
  ...(before ? { lastState: { terminated: { containerID: before, exitCode: 1, reason: 'Error' } } } : {}),
});
const crashed = (id: string, restartCount: number) => ({
  containerID: id,
  restartCount,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: { terminated: { containerID: id, exitCode: 1, reason: 'Error' } },
});

function pod(name: string, containers: Record<string, object>, more: object = {}): KubernetesObject {
  const containerStatuses = Object.entries(containers).map(([one, status]) => ({ name: one, ...status }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', uid: `uid-${name}` },
    spec: { nodeName: 'one', ...((more as { spec?: object }).spec ?? {}) },
    status: { containerStatuses, ...((more as { status?: object }).status ?? {}) },
  };
}

const said = (runs: RunToRead[]) =>
  runs.map(({ pod: name, container, containerId, previous, missed }) =>
    [
      name,
      container,
      containerId,
      ...(previous ? ['previous'] : []),
      ...(missed ? [`missed ${missed}`] : []),
    ].join(' '),
  );

function streams(query: LogQuery = {}) {
  const one = new LogStreams(query);
  return { one, next: () => said(one.next()) };
}

describe('the previous runs', () => {
  test('are those of the containers that have run before', () => {
    const one = new LogStreams({}, { previous: true });
    const containers = { up: running('c1'), again: running('c2', 1, 'c0'), crashing: crashed('c3', 1) };
    one.saw(pod('web', containers), true);
    expect(said(one.next())).toEqual(['web again c2', 'web crashing c3']);
  });
});

describe('which runs have a log', () => {
  test('the one that runs, the one that ended, or the one before it while it waits; none before the first start', () => {
    const runs = loggedRuns(
      pod('web', {
        up: running('c1'),
        done: {
          restartCount: 0,
          containerID: 'c2',
          state: { terminated: { containerID: 'c2', exitCode: 0 } },
        },
        crashing: crashed('c3', 4),
        starting: { restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } },
      }),
    );
    expect(runs.map(({ container, containerId, restarts }) => [container, containerId, restarts])).toEqual([
      ['up', 'c1', 0],
      ['done', 'c2', 0],
      ['crashing', 'c3', 3],
    ]);
  });

  test('init containers that stay are sidecars', () => {
    const initContainers = [{ name: 'prepare' }, { name: 'proxy', restartPolicy: 'Always' }];
    const initContainerStatuses = [
      { name: 'prepare', ...running('i1') },
      { name: 'proxy', ...running('i2') },
    ];
    const ephemeralContainerStatuses = [{ name: 'debug', ...running('e1') }];
    const runs = loggedRuns(
      pod(
        'web',
        { app: running('c1') },
        { spec: { initContainers }, status: { initContainerStatuses, ephemeralContainerStatuses } },
      ),
    );
    expect(runs.map(({ container, role }) => `${container} ${role}`)).toEqual([
      'prepare init',
      'proxy sidecar',
      'app app',
      'debug ephemeral',
    ]);
  });
});

describe('the streams of a query', () => {
  test('begin once for each run of a container, and again when another run replaces it', () => {
    const { one, next } = streams();
    one.saw(pod('web', { app: running('c1') }), true);
    expect(next()).toEqual(['web app c1']);
    one.saw(pod('web', { app: running('c1') }), false);
    expect(next()).toEqual([]);
    one.saw(pod('web', { app: running('c2', 1, 'c1') }), false);
    expect(next()).toEqual([]);
  });

  test('let a run be read to its end before the next of the same container begins', () => {
    const { one } = streams();
    one.saw(pod('web', { app: running('c1') }), true);
    const [first] = one.next() as [RunToRead];
    one.saw(pod('web', { app: running('c2', 1, 'c1') }), false);
    expect(one.isReplaced(first)).toBe(true);
    one.ended(first);
    expect(said(one.next())).toEqual(['web app c2']);
  });

  test('read a run that came and went unseen as the previous one, and count those that nobody can read', () => {
    const { one } = streams();
    one.saw(pod('web', { app: running('c1') }), true);
    const [first] = one.next() as [RunToRead];
    one.saw(pod('web', { app: running('c4', 3, 'c3') }), false);
    one.ended(first);
    const [second] = one.next() as [RunToRead];
    expect(said([second])).toEqual(['web app c3 previous missed 1']);
    one.ended(second);
    expect(said(one.next())).toEqual(['web app c4']);
  });

  test('hold a run that ended and waits to be started for the one that it was', () => {
    const { one, next } = streams();
    one.saw(pod('web', { app: running('c1') }), true);
    next();
    one.saw(pod('web', { app: crashed('c1', 0) }), false);
    expect(next()).toEqual([]);
  });

  test('take a new pod of the same name for another one', () => {
    const { one, next } = streams();
    const old = pod('web', { app: running('c1') });
    one.saw(old, true);
    next();
    one.lost(old);
    const young = {
      ...pod('web', { app: running('c9') }),
      metadata: { name: 'web', namespace: 'shop', uid: 'other' },
    };
    one.saw(young, false);
    expect(next()).toEqual(['web app c9']);
  });

  test('leave out what the query does not mean', () => {
    const { one, next } = streams({
      pod: /^web/,
      container: /app/,
      excludeContainer: /-old$/,
      roles: ['app'],
      sidecars: ['app-proxy'],
    });
    one.saw(
      pod('web-1', {
        app: running('c1'),
        'app-old': running('c2'),
        'app-proxy': running('c3'),
        log: running('c4'),
      }),
      true,
    );
    one.saw(pod('db-1', { app: running('c5') }), true);
    expect(next()).toEqual(['web-1 app c1']);
  });
});

describe('a workload', () => {
  test.each([
    ['deploy', 'deployments'],
    ['Deployment.apps', 'deployments'],
    ['sts', 'statefulsets'],
    ['svc', 'services'],
    ['po', 'pods'],
    ['configmap', undefined],
  ])('is known by its short and its long name: %s', (name, resource) => {
    expect(workloadResource(name)).toBe(resource);
  });

  test('selects by labels and expressions, as the API takes them', () => {
    const matchExpressions = [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'old', operator: 'DoesNotExist' },
      { key: 'new', operator: 'Exists' },
      { key: 'zone', operator: 'NotIn', values: ['x'] },
    ];
    expect(selectorText({ matchLabels: { app: 'web' }, matchExpressions })).toBe(
      'app=web,tier in (a,b),!old,new,zone notin (x)',
    );
    expect(selectorText({ app: 'web' })).toBe('app=web');
    expect(selectorText({})).toBeUndefined();
    expect(selectorText(undefined)).toBeUndefined();
  });
});

import type { Chapter } from '../../source/chapter/chapter.ts';
import type { CheckReport, CheckResult } from '../../source/chapter/check-result.ts';
import type { ChapterEvent, ChapterNews } from '../../source/chapter/event.ts';
import { explainError } from '../../source/chapter/explain.ts';
import type { ComponentRow, Freshness, PodRow, ProxyRow, View } from '../../source/chapter/observe/view.ts';
import type { Message } from '../../source/language/message.ts';

/** A message of any words. */
export const said = (words: string): Message => ({ key: 'error.forbidden', values: { words } });

const live: Freshness = { state: 'live' };
const created = '2020-01-01T00:00:00Z';

export const check = (result: CheckResult['result'], more: Partial<CheckResult> = {}): CheckResult => ({
  id: 'nodes.ready',
  title: said('every node is ready'),
  result,
  message: said('one node'),
  ...(result === 'pass' ? {} : { hint: said('look at the node') }),
  ...more,
});

export const report = (...checks: CheckResult[]): CheckReport => ({
  success: checks.every(({ result }) => result !== 'fail'),
  categories: [{ id: 'nodes', title: said('nodes'), checks }],
});

export const pod = (name: string, more: Partial<PodRow> = {}): PodRow => ({
  ref: { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name },
  name,
  namespace: 'default',
  health: 'good',
  ready: '2/2',
  status: 'Running',
  restarts: 0,
  node: 'one',
  created,
  containers: [],
  injected: true,
  ...more,
});

export const component = (name: string, more: Partial<ComponentRow> = {}): ComponentRow => ({
  ref: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name },
  name,
  namespace: 'default',
  kind: 'Deployment',
  health: 'good',
  ready: '1/1',
  singleReplica: false,
  created,
  pods: [pod(`${name}-5f7d6c9b8-abcde`)],
  ...more,
});

export const proxy = (id: string, more: Partial<ProxyRow> = {}): ProxyRow => ({
  id,
  name: id.split('.')[0] ?? id,
  namespace: 'default',
  kind: 'sidecar',
  missing: false,
  cds: 'SYNCED',
  lds: 'SYNCED',
  eds: 'SYNCED',
  edsPercent: 100,
  rds: 'SYNCED',
  pilot: 'istio-pilot-6c5d8c5c4-xyz12',
  version: '1.1.0',
  health: 'good',
  meaning: said('as it should be'),
  ...more,
});

export const view = (more: Partial<View> = {}): View => ({
  cluster: {
    context: 'desk',
    server: 'https://127.0.0.1:6443',
    version: 'v1.14.6',
    uid: 'u-1',
    freshness: live,
  },
  nodes: {
    rows: [
      {
        name: 'one',
        ready: true,
        health: 'good',
        status: 'Ready',
        version: 'v1.14.6',
        architecture: 'amd64',
        allocatable: { cpu: 4, memory: 8 * 2 ** 30 },
        requested: { cpu: 1.25, memory: 2 ** 30 },
        created,
      },
    ],
    freshness: live,
  },
  namespaces: {
    rows: [{ name: 'default', health: 'good', phase: 'Active', injection: 'enabled', created }],
    freshness: live,
  },
  components: { rows: [component('productpage-v1')], freshness: live },
  proxies: { rows: [proxy('productpage-v1-5f7d6c9b8-abcde.default')], freshness: live },
  events: { freshness: live },
  steps: [
    { id: 'check', title: said('look at the cluster'), state: 'done', message: said('it is ready') },
    { id: 'crds', title: said('register the CRDs'), state: 'todo', message: said('none yet') },
  ],
  ...more,
});

/** Events with times, one millisecond apart. */
export const events = (...news: ChapterNews[]): ChapterEvent[] =>
  news.map((one, index) => ({ at: new Date(index).toISOString(), ...one }) as ChapterEvent);

export const started: ChapterNews = {
  type: 'started',
  run: 'up',
  cluster: { context: 'desk', server: 'https://127.0.0.1:6443', version: 'v1.14.6', uid: 'u-1' },
  release: '1.1.0',
  steps: ['check'],
};

export const finished = (result: 'done' | 'failed' | 'cancelled', deleted = 0): ChapterNews => ({
  type: 'finished',
  result,
  written: { created: 2, configured: 1, deleted },
  seconds: 61,
});

async function* stream(all: ChapterEvent[]): AsyncIterable<ChapterEvent> {
  yield* all;
}

const missing = (): never => {
  throw new Error('not part of this test');
};

/** A chapter that answers what the test says, and counts how often it was closed. */
export function fakeChapter(
  more: Partial<Chapter> & { run?: Chapter['run'] } = {},
): Chapter & { closed: number } {
  return {
    closed: 0,
    context: 'desk',
    server: 'https://127.0.0.1:6443',
    readOnly: false,
    simulated: false,
    namespace: 'default',
    release: undefined,
    unfit: false,
    choices: [],
    choice: undefined,
    choose: missing,
    texts: [
      { id: 'check', title: said('look at the cluster'), explain: said(''), hint: said(''), commands: [] },
    ],
    view: () => view(),
    subscribe: () => () => {},
    watch: missing,
    check: async () => report(check('pass')),
    plan: missing,
    overview: missing,
    run: missing,
    up: () => stream(events(started, finished('done'))),
    down: () => stream(events({ ...started, run: 'down' } as ChapterNews, finished('done', 3))),
    pilotAway: missing,
    undo: missing,
    planUndo: missing,
    rollback: missing,
    repair: missing,
    hanging: async () => [],
    sidecars: async () => [],
    planRollback: missing,
    kept: async () => ({}),
    audit: async () => ({ clean: true, leftovers: [] }),
    look: async () => view(),
    insight: missing,
    events: missing,
    injection: missing,
    restart: missing,
    waysIn: missing,
    logs: missing,
    mergedLogs: missing,
    object: missing,
    explain: explainError,
    close() {
      this.closed += 1;
    },
    ...more,
  };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, hoist, kubectl, type Line, lines, release, traces } from './program.ts';

const fromRelease = ['--release', release];
const objects = (events: Line[], step?: string) =>
  events.filter((event) => event.type === 'object' && (!step || event.step === step));
const results = (events: Line[]) => new Set(objects(events).map((event) => event.result));

/** Anything that an earlier, broken-off run has left would make this one lie. */
beforeAll(async () => {
  if ((await traces()).length > 0) await hoist('down', '--yes', ...fromRelease);
  expect(await traces()).toEqual([]);
});

afterAll(async () => {
  if ((await traces()).length > 0) await hoist('down', '--yes', ...fromRelease);
});

interface Way {
  what: string;
  flags: string[];
  /** Objects of the control plane that are in no other step. */
  controlPlane: number;
  peers: object[];
}

const ways: Way[] = [
  { what: 'permissive', flags: [], controlPlane: 126, peers: [{ mtls: { mode: 'PERMISSIVE' } }] },
  // The second time on the same cluster. The demo's two rules for mixer are there in both; strict adds two for all others.
  { what: 'strict', flags: ['--mtls', 'strict'], controlPlane: 128, peers: [{ mtls: {} }] },
];

describe.each(ways)('the whole walk, $what', ({ flags, controlPlane: created, peers }) => {
  const common = [...fromRelease, ...flags];
  let up: Ended;
  let events: Line[];

  beforeAll(async () => {
    up = await hoist('up', '--yes', ...common, '-o', 'jsonl');
    events = lines(up);
  });

  it('finds the empty cluster fit', async () => {
    const failed = events.filter((event) => event.type === 'check' && event.check.result === 'fail');
    expect(failed).toEqual([]);
  });

  it('ends well, having named the cluster first and each of the seven steps', () => {
    expect(up.stderr).toBe('');
    expect(up.code).toBe(0);
    expect(events[0]).toMatchObject({
      type: 'started',
      cluster: { server: expect.stringContaining('https://') },
    });
    const done = events
      .filter((event) => event.type === 'step-finished')
      .map((event) => [event.step, event.result]);
    const ids = ['check', 'crds', 'control-plane', 'proxies', 'injection', 'bookinfo', 'gateway'];
    expect(done).toEqual(ids.map((id) => [id, 'done']));
  });

  it('creates each object of the manifests once, and finds the CRDs unchanged when the demo names them again', () => {
    expect(objects(events, 'crds').map((event) => event.result)).toEqual(Array(58).fill('created'));
    const controlPlane = objects(events, 'control-plane');
    expect(controlPlane).toHaveLength(created + 58);
    expect(controlPlane.filter((event) => event.result === 'created')).toHaveLength(created);
    expect(controlPlane.filter((event) => event.result === 'unchanged')).toHaveLength(58);
    expect(objects(events, 'bookinfo')).toHaveLength(10);
    expect(results(events)).toEqual(new Set(['created', 'unchanged', 'configured']));
  });

  it('leaves Bookinfo answering at the URL that it prints', async () => {
    const url = events.find((event) => event.type === 'url')?.url;
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Simple Bookstore App');
  });

  it('asks of every service the mutual TLS that was chosen', async () => {
    const policy = JSON.parse(await kubectl('get', 'meshpolicies', 'default', '-o', 'json'));
    expect(policy.spec.peers).toEqual(peers);
  });

  it('shows 2/2 pods and proxies in sync', async () => {
    const status = JSON.parse((await hoist('status', ...common, '-o', 'json')).stdout);
    const bookinfo = status.components.filter((one: Line) => one.namespace === 'default');
    expect(bookinfo.flatMap((one: Line) => one.pods).map((pod: Line) => pod.ready)).toEqual(
      Array(6).fill('2/2'),
    );
    const synced = status.proxies.filter((row: Line) =>
      [row.cds, row.lds, row.eds].every((state) => state === 'SYNCED'),
    );
    expect(synced).toHaveLength(8);
    expect(
      status.steps.filter((step: Line) => step.id !== 'uninstall').map((step: Line) => step.state),
    ).toEqual(Array(7).fill('done'));
    expect(status.namespaces.find((one: Line) => one.name === 'default').injection).toBe('enabled');
  });

  it('agrees with kubectl on what runs', async () => {
    const pods = await kubectl('get', 'pods', '-n', 'default', '--no-headers');
    expect(
      pods
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/)[1]),
    ).toEqual(Array(6).fill('2/2'));
    const notReady = await kubectl('get', 'deployments', '-n', 'istio-system', '--no-headers');
    expect(
      notReady
        .trim()
        .split('\n')
        .filter((line) => !/\s1\/1\s/.test(line)),
    ).toEqual([]);
  });

  it('writes nothing when nothing has changed', async () => {
    const again = await hoist('up', '--yes', ...common, '-o', 'jsonl');
    expect(again.code).toBe(0);
    expect(lines(again).at(-1)).toMatchObject({
      type: 'finished',
      written: { created: 0, configured: 0, deleted: 0 },
    });
    expect(results(lines(again))).toEqual(new Set(['unchanged']));
    const plan = JSON.parse((await hoist('plan', ...common, '-o', 'json')).stdout);
    expect(plan).toMatchObject({ possible: true, counts: { create: 0, change: 0, delete: 0 } });
  });

  it('tells in an audit what is there', async () => {
    const audit = await hoist('audit', ...common, '-o', 'json');
    const { clean, leftovers } = JSON.parse(audit.stdout);
    expect(clean).toBe(false);
    expect(leftovers.filter((one: Line) => one.kind === 'CustomResourceDefinition')).toHaveLength(58);
    expect(leftovers).toContainEqual(
      expect.objectContaining({ kind: 'ValidatingWebhookConfiguration', name: 'istio-galley' }),
    );
  });

  it('takes all of it down without a trace', async () => {
    const down = await hoist('down', '--yes', ...common, '-o', 'jsonl');
    expect(lines(down).at(-1)).toMatchObject({ type: 'finished', result: 'done' });
    expect(down.code).toBe(0);
    expect(await traces()).toEqual([]);
    const audit = await hoist('audit', ...common, '-o', 'json');
    expect(JSON.parse(audit.stdout)).toMatchObject({ clean: true, leftovers: [] });
    expect(audit.code).toBe(0);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, hoist, kubectl, type Line, lines, release, traces } from '../program.ts';
import { tool } from '../tool.ts';

const objects = (events: Line[], step?: string) =>
  events.filter((event) => event.type === 'object' && (!step || event.step === step));

async function json(...args: string[]): Promise<Line> {
  return JSON.parse(await kubectl(...args, '-o', 'json'));
}

/** What istiod makes by itself, which no manifest names. */
async function runtimeTraces(): Promise<string[]> {
  const maps = await kubectl('get', 'configmaps,leases', '-A', '-o', 'name');
  return maps.split('\n').filter((name) => name.includes('istio'));
}

const nothingLeft = async () => expect([...(await traces()), ...(await runtimeTraces())]).toEqual([]);

/** Charts out of a source tree name no release. */
const images = ['hub=registry.istio.io/release', 'tag=1.30.3'];
const set = (names: readonly string[]) => names.flatMap((name) => ['--set', name]);
const strict = ['--mtls', 'strict'];

const sources: [what: string, flags: () => string[] | Promise<string[]>][] = [
  ['our own manifests, without being asked for,', () => []],
  ['our own manifests, strict,', () => strict],
  ['the official release', () => ['--release', release]],
  ['the official release, strict,', () => ['--release', release, ...strict]],
  [
    'a directory of charts, by way of Helm 4, strict,',
    async () => [
      ...['--via', 'helm', '--helm', await tool('helm-4.3.1'), '--release', await tool('istio-charts')],
      ...set(images.map((name) => `global.${name}`)),
      ...strict,
    ],
  ],
  ['istioctl', async () => ['--via', 'istioctl', '--istioctl', await tool('istioctl'), ...set(images)]],
];

describe.each(sources)('Istio 1.30.3 of %s on a Kubernetes of today', (_, flags) => {
  let common: string[];
  const clear = async () => {
    if ((await traces()).length > 0) await hoist('down', '--yes', ...common);
  };
  let up: Ended;
  let events: Line[];

  /** Anything that an earlier, broken-off run has left would make this one lie. */
  beforeAll(async () => {
    common = await flags();
    await clear();
    await nothingLeft();
    up = await hoist('up', '--yes', ...common, '-o', 'jsonl');
    events = lines(up);
  });
  afterAll(clear);

  it('comes up through each of the seven steps', () => {
    expect(up.stderr).toBe('');
    expect(events[0]).toMatchObject({ type: 'started', release: '1.30.3' });
    const done = events
      .filter((event) => event.type === 'step-finished')
      .map((event) => [event.step, event.result]);
    const ids = ['check', 'crds', 'control-plane', 'proxies', 'injection', 'bookinfo', 'gateway'];
    expect(done).toEqual(ids.map((id) => [id, 'done']));
    expect(up.code).toBe(0);
  });

  it('creates the fifteen CRDs', () => {
    expect(objects(events, 'crds').map((event) => event.result)).toEqual(Array(15).fill('created'));
  });

  it('leaves Bookinfo answering at the URL that it prints', async () => {
    const url = events.find((event) => event.type === 'url')?.url;
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('server')).toBe('istio-envoy');
    expect(await answer.text()).toContain('Simple Bookstore App');
  });

  it('asks of every service the mutual TLS that was chosen', async () => {
    const { items } = await json('get', 'peerauthentications.security.istio.io', '-A');
    const modes = items.map(({ spec }: Line) => spec.mtls.mode);
    expect(modes).toEqual([common.includes('strict') ? 'STRICT' : 'PERMISSIVE']);
  });

  it('gives native sidecars, as istiod injects them where the kubelet supports them', async () => {
    const pods = (await json('get', 'pods', '-n', 'default')).items;
    expect(pods).toHaveLength(6);
    for (const { spec, status } of pods) {
      expect(spec.containers.map((one: Line) => one.name)).not.toContain('istio-proxy');
      expect(spec.initContainers).toContainEqual(
        expect.objectContaining({ name: 'istio-proxy', restartPolicy: 'Always' }),
      );
      const proxy = status.initContainerStatuses.find((one: Line) => one.name === 'istio-proxy');
      expect(proxy).toMatchObject({ ready: true, started: true });
    }
  });

  it('counts them ready, and every proxy in sync', async () => {
    const status = JSON.parse((await hoist('status', ...common, '-o', 'json')).stdout);
    const bookinfo = status.components.filter((one: Line) => one.namespace === 'default');
    expect(bookinfo.flatMap((one: Line) => one.pods).map((pod: Line) => pod.ready)).toEqual(
      Array(6).fill('2/2'),
    );
    expect(status.proxies).toHaveLength(8);
    for (const row of status.proxies) {
      expect([row.cds, row.lds, row.eds]).toEqual(['SYNCED', 'SYNCED', 'SYNCED']);
    }
    expect(
      status.steps.filter((step: Line) => step.id !== 'uninstall').map((step: Line) => step.state),
    ).toEqual(Array(7).fill('done'));
  });

  it('writes nothing when nothing has changed', async () => {
    const again = await hoist('up', '--yes', ...common, '-o', 'jsonl');
    expect(lines(again).at(-1)).toMatchObject({
      type: 'finished',
      written: { created: 0, configured: 0, deleted: 0 },
    });
    expect(again.code).toBe(0);
    const plan = await hoist('plan', ...common, '-o', 'json');
    expect(plan.code).toBe(0);
    expect(JSON.parse(plan.stdout)).toMatchObject({
      possible: true,
      counts: { create: 0, change: 0, delete: 0 },
    });
  });

  it('is taken down without a trace, with what istiod had made by itself', async () => {
    expect(await runtimeTraces()).not.toEqual([]);
    const down = await hoist('down', '--yes', ...common, '-o', 'jsonl');
    expect(lines(down).at(-1)).toMatchObject({ type: 'finished', result: 'done' });
    expect(down.code).toBe(0);
    await nothingLeft();
    const audit = await hoist('audit', ...common, '-o', 'json');
    expect(JSON.parse(audit.stdout)).toMatchObject({ clean: true, leftovers: [] });
  });
});

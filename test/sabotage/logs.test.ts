import { afterEach, describe, expect, test } from 'vitest';
import { Api } from '../../source/kubernetes/api.ts';
import { HttpsTransport } from '../../source/kubernetes/connect/https-transport.ts';
import { mergedLog } from '../../source/kubernetes/logs/merged-log.ts';
import type { MergedLogEvent } from '../../source/kubernetes/logs/merged-log-event.ts';
import { anonymous } from '../kubernetes/anonymous.ts';
import { eventually } from '../kubernetes/eventually.ts';
import { hasty, trusting } from './client.ts';
import { fastClock } from './fast-clock.ts';
import { HttpSaboteur, type Refusals } from './http-saboteur.ts';
import { LogCluster, type LogClusterOptions } from './log-cluster.ts';
import { type Sabotage, TcpSaboteur } from './tcp-saboteur.ts';
import { lineText } from './written-log.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function clusterOf(options: LogClusterOptions): Promise<LogCluster> {
  const cluster = await LogCluster.start(options);
  closing.push(() => cluster.close());
  return cluster;
}

interface Read {
  /** The numbers of the lines, pod by pod, as they came. */
  lines: number[][];
  events: MergedLogEvent[];
}

/** Reads until every line of every pod was there once, or the test's time is up. */
async function readAll(
  cluster: LogCluster,
  url: string,
  credentials = anonymous,
  patient = true,
): Promise<Read> {
  const { pods, lines: count } = cluster.options;
  const transport = hasty(new HttpsTransport(url, credentials));
  const life = new AbortController();
  closing.push(() => {
    life.abort();
    transport.close();
  });
  const read: Read = { lines: Array.from({ length: pods }, () => []), events: [] };
  const seen = new Set<string>();
  const batches = mergedLog({
    api: new Api(transport),
    query: { namespace: 'shop' },
    idleDeadline: 25_000,
    clock: fastClock(25),
    patient,
    signal: life.signal,
  });
  for await (const batch of batches) {
    for (const event of batch) {
      if (event.type !== 'line') {
        read.events.push(event);
        continue;
      }
      const [, pod = '', line = ''] = /^pod-(\d+) line (\d+)/.exec(event.text) ?? [];
      read.lines[Number(pod)]?.push(Number(line));
      seen.add(`${pod}/${line}`);
    }
    if (seen.size === pods * count) break;
  }
  return read;
}

const whole = (count: number) => Array.from({ length: count }, (_, line) => line);

async function behind(cluster: LogCluster, sabotage: Sabotage): Promise<TcpSaboteur> {
  const saboteur = await TcpSaboteur.start(cluster.url, sabotage);
  closing.push(() => saboteur.close());
  return saboteur;
}

describe('the logs of twenty pods', () => {
  test('come through fifty cuts with no line lost and none repeated', async () => {
    const cluster = await clusterOf({ pods: 20, lines: 3000, gap: 2_000_000 });
    const saboteur = await behind(cluster, { cut: 0.4, most: 50, seed: 1 });
    const { lines, events } = await readAll(cluster, saboteur.url);
    expect(saboteur.done.cut).toBe(50);
    for (const of of lines) expect(of).toEqual(whole(3000));
    expect(events.filter(({ type }) => type === 'gap')).toEqual([]);
    expect(cluster.opened).toBeGreaterThan(20);
  });

  test.each([2, 3])(
    'come true through a network that cuts, falls silent, trickles, repeats and reorders packets (seed %i)',
    async (seed) => {
      const cluster = await clusterOf({ pods: 10, lines: 600, gap: 5_000_000, tls: true });
      const harm = { cut: 0.05, halfOpen: 0.02, slow: 0.05, twice: 0.05, reordered: 0.05, longest: 2048 };
      const saboteur = await behind(cluster, { ...harm, most: 60, seed });
      const { lines } = await readAll(cluster, saboteur.url, trusting(cluster.certificate ?? ''));
      expect(saboteur.harm).toBeGreaterThan(20);
      expect(saboteur.done.twice + saboteur.done.reordered).toBeGreaterThan(0);
      for (const of of lines) expect(of).toEqual(whole(600));
    },
    120_000,
  );

  test('come true from a server that refuses as a busy one does', async () => {
    const cluster = await clusterOf({ pods: 20, lines: 100 });
    const refusals = { tooMany: 0.3, serverError: 0.2, gone: 0.2, goneInStream: 0.2, most: 40, seed: 5 };
    const saboteur = await HttpSaboteur.start(cluster.url, refusals);
    closing.push(() => saboteur.close());
    const { lines } = await readAll(cluster, saboteur.url);
    expect(saboteur.done.tooMany).toBeGreaterThan(0);
    for (const of of lines) expect(of).toEqual(whole(100));
  });

  const impatiently = async (cluster: LogCluster, refusals: Refusals) => {
    const saboteur = await HttpSaboteur.start(cluster.url, refusals);
    closing.push(() => saboteur.close());
    return readAll(cluster, saboteur.url, anonymous, false);
  };

  test('are read by one who would rather leave than wait, too, where the first answers were refusals, and that is told', async () => {
    const cluster = await clusterOf({ pods: 3, lines: 100 });
    const { lines, events } = await impatiently(cluster, { serverError: 1, most: 3, seed: 7 });
    for (const of of lines) expect(of).toEqual(whole(100));
    const reasons = events.flatMap((event) =>
      event.type === 'pods' && event.state.kind === 'connecting' ? [event.state.reason?.message] : [],
    );
    expect(reasons).toEqual(Array.from({ length: 3 }, () => 'said by the saboteur'));
  });

  test('are given up by one who would rather leave than wait, where nothing but refusals comes', async () => {
    const cluster = await clusterOf({ pods: 3, lines: 100 });
    const reading = impatiently(cluster, { serverError: 1, most: 1000, seed: 8 });
    await expect(reading).rejects.toMatchObject({ code: 500, message: 'said by the saboteur' });
  });

  test('go on where they were when everything was cut at once, as after a sleep, with what was written meanwhile', async () => {
    const cluster = await clusterOf({ pods: 20, lines: 200 });
    cluster.available = 100;
    const saboteur = await behind(cluster, { most: 0, seed: 6 });
    const reading = readAll(cluster, saboteur.url);
    await eventually(() => cluster.opened >= 20);
    saboteur.cutAll();
    cluster.write(100);
    await eventually(() => cluster.opened >= 40);
    const { lines } = await reading;
    for (const of of lines) expect(of).toEqual(whole(200));
  });

  test("are merged in the order of the server's times where all of them are there already", async () => {
    const cluster = await clusterOf({ pods: 20, lines: 500 });
    const transport = new HttpsTransport(cluster.url, anonymous);
    closing.push(() => transport.close());
    const times: string[] = [];
    const options = { api: new Api(transport), query: { namespace: 'shop' }, follow: false };
    for await (const batch of mergedLog({ ...options, signal: new AbortController().signal }))
      for (const event of batch) if (event.type === 'line') times.push(event.time);
    expect(times).toHaveLength(20 * 500);
    expect(times).toEqual(times.toSorted());
  });
});

test('the sabotaged lines are those that the server has', () => {
  expect(lineText(3, 42)).toBe('pod-3 line 0000042');
});

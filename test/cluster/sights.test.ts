import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chapter } from '../../source/chapter/chapter.ts';
import { openChapter } from '../../source/chapter/open.ts';
import { polled } from '../polled.ts';
import { hoist, kubectl, type Line, release, traces } from './program.ts';

/** What the pages say of proxies, sidecars and the way in, held against what kubectl shows of the same cluster. */

const common = ['--release', release];
let chapter: Chapter;

const until = <T>(look: () => T | Promise<T>, words: string, holds: (value: T) => boolean): Promise<T> =>
  polled(look, holds, words, { within: 120_000, every: 500 });

const json = async (...args: string[]): Promise<Line> => JSON.parse(await kubectl(...args, '-o', 'json'));
/** Anything that an earlier, broken-off run has left would make this one lie. */
beforeAll(async () => {
  if ((await traces()).length > 0) await hoist('down', '--yes', ...common);
  const up = await hoist('up', '--yes', ...common);
  expect(up.code, up.stdout + up.stderr).toBe(0);
  chapter = await openChapter({ kubeconfig: process.env.KUBECONFIG, release });
  chapter.watch();
  await until(
    () => chapter.view().proxies.rows.length,
    'the proxies are known',
    (count) => count >= 8,
  );
});

afterAll(async () => {
  chapter?.close();
  const down = await hoist('down', '--yes', ...common);
  expect(down.code, down.stdout + down.stderr).toBe(0);
});

describe('the proxies', () => {
  test('are those that run a proxy of pilot by what kubectl shows, and as pilot itself answers', async () => {
    const { items } = await json('get', 'pods', '--all-namespaces');
    const asks = (pod: Line) =>
      pod.spec.containers.some(
        ({ name, args = [] }: Line) =>
          name === 'istio-proxy' && args[0] === 'proxy' && ['router', 'sidecar'].includes(args[1]),
      );
    const ids = items
      .filter(asks)
      .map(({ metadata }: Line) => `${metadata.name}.${metadata.namespace}`)
      .sort();
    expect(chapter.view().proxies.rows.map(({ id }) => id)).toEqual(ids);
    const pilot = items.find(({ metadata }: Line) => metadata.labels?.istio === 'pilot')?.metadata.name;
    const table: Line[] = JSON.parse(
      await kubectl('get', '--raw', `/api/v1/namespaces/istio-system/pods/${pilot}:15014/proxy/debug/syncz`),
    );
    const wanted = (sent?: string, acked?: string) =>
      !sent ? 'NOT SENT' : sent === acked ? 'SYNCED' : 'STALE';
    expect(table.length).toBe(ids.length);
    for (const row of chapter.view().proxies.rows) {
      const entry = table.find(({ proxy }) => proxy === row.id) ?? {};
      expect([row.id, row.pilot, row.version]).toEqual([entry.proxy, pilot, entry.proxy_version]);
      expect([row.id, row.cds, row.lds, row.eds]).toEqual([
        row.id,
        wanted(entry.cluster_sent, entry.cluster_acked),
        wanted(entry.listener_sent, entry.listener_acked),
        wanted(entry.endpoint_sent, entry.endpoint_acked),
      ]);
    }
  });
});

describe('the way in', () => {
  test('is an address at which the page answers', async () => {
    const { code, stdout } = await hoist('url', ...common);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^http:\/\/\S+\/productpage\n$/);
    const answer = await fetch(stdout.trim());
    expect(await answer.text()).toContain('Simple Bookstore App');
  });
});

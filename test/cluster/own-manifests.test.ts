import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, hoist, kubectl, type Line, lines, traces } from './program.ts';

const images = async (namespace: string) =>
  await kubectl('get', 'pods', '-n', namespace, '-o', 'jsonpath={..image}');

/** Anything that an earlier, broken-off run has left would make this one lie. */
beforeAll(async () => {
  if ((await traces()).length > 0) await hoist('down', '--yes');
  expect(await traces()).toEqual([]);
});

afterAll(async () => {
  if ((await traces()).length > 0) await hoist('down', '--yes');
});

describe('with nothing but our own manifests', () => {
  let up: Ended;
  let events: Line[];

  beforeAll(async () => {
    up = await hoist('up', '--yes', '-o', 'jsonl');
    events = lines(up);
  });

  it('goes up without a release named, creates each object once and rewrites none', () => {
    expect(up.stderr).toBe('');
    expect(up.code).toBe(0);
    expect(events[0]).toMatchObject({ type: 'started', release: '1.1.0' });
    const created = events.filter(({ type, result }) => type === 'object' && result === 'created');
    const names = created.map(({ object }) => `${object.kind}/${object.namespace ?? ''}/${object.name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.startsWith('CustomResourceDefinition/'))).toHaveLength(53);
    expect(names).toContain('MeshPolicy//default');
    expect(events.filter(({ message }) => message?.key === 'prepare.rewritten')).toEqual([]);
  });

  it('leaves Bookinfo answering, with sidecars of our template', async () => {
    const url = events.find(({ type }) => type === 'url')?.url;
    expect(await (await fetch(url)).text()).toContain('Simple Bookstore App');
    const ready = await kubectl('get', 'pods', '-n', 'default', '--no-headers');
    expect(
      ready
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/)[1]),
    ).toEqual(Array(6).fill('2/2'));
    expect(await images('default')).toContain('docker.io/istio/proxyv2:1.1.0');
  });

  it('runs no Job and no kubectl', async () => {
    expect(await kubectl('get', 'jobs', '-A', '-o', 'name')).toBe('');
    expect(await images('istio-system')).not.toContain('kubectl');
  });

  it('writes nothing the second time, by the version too', async () => {
    for (const named of [[], ['--release', '1.1.0']]) {
      const again = await hoist('up', '--yes', '-o', 'jsonl', ...named);
      expect(again.code).toBe(0);
      expect(lines(again).at(-1)).toMatchObject({
        type: 'finished',
        written: { created: 0, configured: 0, deleted: 0 },
      });
    }
  });

  it('turns strict by another answer, writing only what that changes, and Bookinfo goes on answering', async () => {
    const strict = lines(await hoist('up', '--yes', '--mtls', 'strict', '-o', 'jsonl'));
    expect(strict.at(-1)).toMatchObject({ type: 'finished', result: 'done', written: { deleted: 0 } });
    const written = strict.filter(
      ({ type, result }) => type === 'object' && /created|configured/.test(result),
    );
    const kinds = new Set(written.map(({ object }) => object.kind));
    expect([...kinds].sort()).toEqual(['DestinationRule', 'MeshPolicy']);
    const { url } = strict.find(({ type }) => type === 'url') ?? {};
    expect(await (await fetch(url)).text()).toContain('Simple Bookstore App');
  });

  it('is taken down without a trace', async () => {
    const down = await hoist('down', '--yes', '-o', 'jsonl');
    expect(lines(down).at(-1)).toMatchObject({ type: 'finished', result: 'done' });
    expect(await traces()).toEqual([]);
    const audit = await hoist('audit', '-o', 'json');
    expect(JSON.parse(audit.stdout)).toMatchObject({ clean: true, leftovers: [] });
  });
});

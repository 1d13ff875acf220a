import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readJournal } from '../../source/chapter/journal/file.ts';
import { Journal } from '../../source/chapter/journal/journal.ts';
import { clusterName, stateDirectory } from '../../source/chapter/journal/place.ts';
import { hasWritten, isUnsure, runsOf, unfinished } from '../../source/chapter/journal/runs.ts';
import type { KubernetesObject } from '../../source/kubernetes/object.ts';

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'hoist-journal-')), 'state', 'hoist');
});
afterEach(() => rmSync(join(directory, '..', '..'), { recursive: true, force: true }));

const cluster = { server: 'https://a', uid: 'u-1' };
const ref = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'a', name });
const beginning = {
  what: 'up' as const,
  release: '1.1.0',
  context: 'kind',
  ...cluster,
  steps: ['crds' as const, 'control-plane' as const],
  user: 'ada',
  host: 'analytical',
  pid: 1,
};

/** A run that did one write, began another, and was never heard of again. */
function brokenOff(): Journal {
  const journal = new Journal(directory, cluster);
  journal.begin(beginning);
  journal.note({ type: 'step', step: 'crds', way: 'act' });
  journal.will('crds', { verb: 'apply', object: ref('one') })({ result: 'created', uid: 'x' });
  journal.will('crds', { verb: 'apply', object: ref('two') });
  return journal;
}

/** A run that has written an object of 200 KiB so many times; six of them are what makes a journal large. */
function writeMuch(name: string, times: number): Journal {
  const journal = new Journal(directory, cluster);
  journal.begin(beginning);
  journal.note({ type: 'step', step: 'crds', way: 'act' });
  const data = { key: 'x'.repeat(200 * 1024) };
  const before = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
  for (let n = 0; n < times; n += 1) journal.will('crds', { verb: 'apply', object: ref(name), before });
  return journal;
}

describe('a journal', () => {
  it('knows after a kill what was written, and what nobody knows of', () => {
    const [run] = brokenOff().runs();
    expect(run).toMatchObject({ what: 'up', user: 'ada', host: 'analytical', broken: { step: 'crds' } });
    expect(run?.result).toBeUndefined();
    expect(run?.writes.filter(hasWritten).map(({ object }) => object.name)).toEqual(['one']);
    expect(run?.writes.filter(isUnsure).map(({ object }) => object.name)).toEqual(['two']);
  });

  it('can be read, and written on, wherever it was cut off', () => {
    const { path } = brokenOff();
    const whole = readFileSync(path);
    const { records } = readJournal(path);
    for (let end = 0; end <= whole.length; end += 1) {
      writeFileSync(path, whole.subarray(0, end));
      const before = readJournal(path).records;
      expect(before).toEqual(records.slice(0, before.length));
      expect(before.length).toBeGreaterThanOrEqual(whole.subarray(0, end).toString().split('\n').length - 1);
      const again = new Journal(directory, cluster);
      again.begin(beginning);
      again.end('done');
      expect(readJournal(path).records).toHaveLength(before.length + 2);
    }
  });

  it('is nobody else’s to read', () => {
    const { path } = brokenOff();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it('passes over lines of a later version, and says how many', () => {
    const { path } = brokenOff();
    const { records } = readJournal(path);
    appendFileSync(path, '{"v":2,"type":"begin"}\n{"v":1,"type":');
    expect(readJournal(path)).toEqual({ records, torn: true, foreign: 1 });
  });

  it('keeps an object as it was before, but not a Secret', () => {
    const journal = new Journal(directory, cluster);
    journal.begin(beginning);
    const was = (kind: string): KubernetesObject => ({
      apiVersion: 'v1',
      kind,
      metadata: { name: 'a' },
      data: { key: 'geheim' },
    });
    journal.will('crds', { verb: 'apply', object: ref('a'), before: was('ConfigMap') });
    journal.will('crds', { verb: 'apply', object: ref('b'), before: was('Secret') });
    const [run] = journal.runs();
    expect(run?.writes.map((write) => write.before?.data)).toEqual([{ key: 'geheim' }, undefined]);
  });

  it.each(['failed', 'cancelled'] as const)('that has grown large keeps a run that %s', (result) => {
    writeMuch('old', 3).end('done');
    writeMuch('one', 3).end(result);
    writeMuch('two', 3).end(result);
    const next = new Journal(directory, cluster);
    next.begin({ ...beginning, what: 'rollback' });
    next.shorten();
    const names = next.runs().map(({ writes }) => writes.map(({ object }) => object.name));
    expect(names).toEqual([['one', 'one', 'one'], ['two', 'two', 'two'], []]);
    next.end('done');
    const last = new Journal(directory, cluster);
    last.begin(beginning);
    last.shorten();
    expect(next.runs().map(({ what }) => what)).toEqual(['rollback', 'up']);
  });

  it('that has grown large keeps a run that broke off before a repair, and all where a later hoist has written', () => {
    writeMuch('large', 6).end('cancelled');
    const repair = new Journal(directory, cluster);
    repair.begin({ ...beginning, what: 'repair' });
    repair.end('done');
    const next = new Journal(directory, cluster);
    next.begin(beginning);
    next.shorten();
    expect(next.runs().map(({ what }) => what)).toEqual(['up', 'repair', 'up']);
    next.end('done');
    appendFileSync(next.path, '{"v":99,"run":"of-a-later-hoist"}\n');
    const last = new Journal(directory, cluster);
    last.begin(beginning);
    const { size } = statSync(last.path);
    last.shorten();
    expect(statSync(last.path).size).toBe(size);
  });

  it('that another run makes begin anew loses nothing of one that had begun before', () => {
    const first = new Journal(directory, cluster);
    first.begin(beginning);
    writeMuch('large', 6).end('done');
    const other = new Journal(directory, cluster);
    const { size } = statSync(other.path);
    other.begin({ ...beginning, what: 'down' });
    expect(statSync(other.path).size).toBeGreaterThan(size);
    other.shorten();
    expect(statSync(other.path).size).toBeLessThan(size);
    other.will('crds', { verb: 'delete', object: ref('other') })({ result: 'deleted' });
    first.will('crds', { verb: 'apply', object: ref('first') })({ result: 'created' });
    first.end('cancelled');
    other.end('done');
    const runs = Object.fromEntries(
      other
        .runs()
        .map(({ what, result, writes }) => [what, { result, writes: writes.map(({ end }) => end) }]),
    );
    expect(runs).toEqual({
      up: { result: 'cancelled', writes: [{ result: 'created' }] },
      down: { result: 'done', writes: [{ result: 'deleted' }] },
    });
    expect(statSync(other.path).mode & 0o777).toBe(0o600);
  });

  it('that the disk takes only a part of says so', () => {
    const module = new URL('../../source/chapter/journal/journal.ts', import.meta.url).href;
    const script = `const { Journal } = await import('${module}');
      const journal = new Journal(process.argv[1], { server: '', uid: 'u-1' });
      journal.begin({});
      journal.will('crds', { verb: 'apply', before: { text: 'x'.repeat(100_000) } });
      console.log(journal.problem?.code);`;
    const node = [process.execPath, '--input-type=module', '-e', script, directory];
    const { stdout } = spawnSync('sh', ['-c', 'ulimit -f 64; exec "$@"', 'sh', ...node], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('EFBIG\n');
  });

  it('that cannot be written stops nobody, and says why', () => {
    writeFileSync(join(directory, '..', '..', 'state'), 'a file where a directory should be');
    const journal = new Journal(directory, cluster);
    journal.begin(beginning);
    journal.will('crds', { verb: 'apply', object: ref('a') })({ result: 'created' });
    journal.end('done');
    expect(journal.problem).toBeInstanceOf(Error);
  });
});

describe('what is to be gone on with', () => {
  it('is the last run, unless it got to its end', () => {
    const journal = brokenOff();
    expect(unfinished(journal.runs())).toMatchObject({ what: 'up' });
    const next = new Journal(directory, cluster);
    next.begin(beginning);
    next.end('done');
    expect(unfinished(next.runs())).toBeUndefined();
  });

  it('is nothing where records have lost their beginning', () => {
    const { path } = brokenOff();
    const records = readJournal(path).records.slice(1);
    expect(runsOf(records)).toEqual([]);
  });
});

describe('its place', () => {
  it('is the state directory of the user, by the XDG rules', () => {
    expect(stateDirectory({ XDG_STATE_HOME: '/s', HOME: '/h' })).toBe('/s/hoist');
    expect(stateDirectory({ XDG_STATE_HOME: 'relative', HOME: '/h' })).toBe('/h/.local/state/hoist');
    expect(stateDirectory({ HOME: '/h' })).toBe('/h/.local/state/hoist');
  });

  it('is called by the cluster’s UID, and by nothing that leads elsewhere', () => {
    expect(clusterName({ server: 'https://a', uid: 'u-1' })).toBe('u-1');
    expect(clusterName({ server: 'https://a', uid: '../../etc/passwd' })).toMatch(/^server-[0-9a-f]{16}$/);
    expect(clusterName({ server: 'https://a', uid: '' })).not.toBe(
      clusterName({ server: 'https://b', uid: '' }),
    );
  });
});

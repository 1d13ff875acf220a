import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startPractice } from '../../source/practice/start-practice.ts';
import { restore, stateOf } from '../../source/practice/state/restore.ts';
import { parseState } from '../../source/practice/state/state.ts';
import { readState, writeState } from '../../source/practice/state/state-file.ts';
import { Home, hoist } from '../headless/program.ts';
import { condition, Living } from './living.ts';
import { inApp, label, manifests, raised } from './raised.ts';

const system = 'istio-system';
const directory = mkdtempSync(join(tmpdir(), 'hoist-state-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const file = (name: string) => join(directory, name);

const isReady = (living: Living, namespace: string) =>
  living
    .pods(namespace)
    .filter(({ status }) => status?.phase !== 'Succeeded')
    .every((pod) => condition(pod, 'Ready')?.status === 'True');

describe('a saved cluster', () => {
  it('goes on where it was: the same objects by the same UIDs, their pods started anew, nothing made twice', async () => {
    const before = await raised();
    label(before);
    const { bookinfo, gateway } = await manifests();
    for (const object of [...bookinfo, ...gateway]) before.client.create(inApp(object));
    before.until(() => before.pods().length === 6 && isReady(before, 'default'));
    before.client.delete({ apiVersion: 'v1', kind: 'Namespace', name: 'docker' });
    before.until(() => !before.get('Namespace', 'docker', ''));
    const saved = parseState(JSON.stringify(stateOf(before.cluster, before.life.kubelet)), 'memory');

    const after = new Living();
    expect(restore(after.cluster, after.life.kubelet, saved)).toEqual([]);
    after.until(() => isReady(after, 'default') && isReady(after, system));
    after.clock.advance(60_000);
    const names = (living: Living, kind: string, apiVersion = 'v1') =>
      living.client.list(apiVersion, kind).map(({ metadata }) => `${metadata.name} ${metadata.uid}`);
    for (const kind of ['Pod', 'Service', 'Secret', 'ServiceAccount', 'Namespace', 'ConfigMap'])
      expect(names(after, kind), kind).toEqual(names(before, kind));
    expect(names(after, 'ReplicaSet', 'apps/v1')).toEqual(names(before, 'ReplicaSet', 'apps/v1'));
    expect(after.cluster.registry.byKind('networking.istio.io/v1alpha3', 'Gateway')).toBeDefined();
    // What is made from now on gets names and UIDs that never were.
    const uid = after.create('v1', 'ConfigMap', 'new').metadata.uid;
    expect(saved.objects.some(({ metadata }) => metadata.uid === uid)).toBe(false);
    expect(Number(after.get('ConfigMap', 'new')?.metadata.resourceVersion)).toBeGreaterThan(0);
  });

  it('is written for its owner alone, in one go, and read again as it was', () => {
    const living = new Living();
    const state = stateOf(living.cluster, living.life.kubelet);
    writeState(file('one'), state);
    expect(statSync(file('one')).mode & 0o777).toBe(0o600);
    expect(readState(file('one'))).toEqual(JSON.parse(JSON.stringify(state)));
    writeState(file('one'), { ...state, revision: 9_999 });
    expect(readState(file('one'))?.revision).toBe(9_999);
    expect(readdirSync(directory)).toEqual(['one']);
    expect(readState(file('none'))).toBeUndefined();
  });

  it('stays whole where the disk has no room for the next, and that is said', () => {
    const living = new Living();
    const state = stateOf(living.cluster, living.life.kubelet);
    writeState(file('full'), state);
    const module = new URL('../../source/practice/state/state-file.ts', import.meta.url).href;
    const script = `const { readState, writeState } = await import('${module}');
      const [object, ...others] = readState(process.argv[1]).objects;
      const data = { text: 'x'.repeat(100_000) };
      try {
        writeState(process.argv[1], { ...readState(process.argv[1]), objects: [{ ...object, data }, ...others] });
      } catch (error) {
        console.log(error.problem);
      }`;
    // 64 blocks of 512 bytes: a write beyond them is taken in part, and the next refused.
    const limited = 'ulimit -f 64; exec "$@"';
    const node = [process.execPath, '--input-type=module', '-e', script, file('full')];
    const { stdout } = spawnSync('sh', ['-c', limited, 'sh', ...node], { encoding: 'utf8' });
    expect(stdout).toBe('unwritable\n');
    expect(readState(file('full'))).toEqual(JSON.parse(JSON.stringify(state)));
    expect(readdirSync(directory).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is loaded by the next server with the same file, Secrets and all', async () => {
    const first = await startPractice({ profile: 'current', state: file('kept') });
    const secret = { name: 'mine', namespace: 'default' };
    first.cluster.client.create({ apiVersion: 'v1', kind: 'Secret', metadata: secret, data: { a: 'Yg==' } });
    await first.close();
    const second = await startPractice({ profile: 'chapter', state: file('kept') });
    expect(second.profile).toBe('current');
    expect(second.cluster.client.get({ apiVersion: 'v1', kind: 'Secret', ...secret })?.data).toEqual({
      a: 'Yg==',
    });
    await second.close();
    await expect(
      startPractice({ profile: 'chapter', profileIsSaid: true, state: file('kept') }),
    ).rejects.toMatchObject({ problem: 'other-profile' });
  });
});

describe('a state with an object of a kind that the cluster does not serve', () => {
  it('is refused with what it is, and left as it is', async () => {
    const living = new Living();
    const { objects, ...state } = stateOf(living.cluster, living.life.kubelet);
    const metadata = { name: 'one', namespace: 'default', uid: 'u-1' };
    const stranger = { apiVersion: 'example.com/v1', kind: 'Thing', metadata };
    writeState(file('stranger'), { ...state, objects: [...objects, stranger] });
    const text = readFileSync(file('stranger'), 'utf8');
    await expect(startPractice({ profile: 'chapter', state: file('stranger') })).rejects.toMatchObject({
      problem: 'damaged',
      words: expect.stringContaining('example.com/v1 Thing default/one'),
    });
    expect(readFileSync(file('stranger'), 'utf8')).toBe(text);
  });
});

describe('a file that is no state', () => {
  const whole = () => {
    const living = new Living();
    return stateOf(living.cluster, living.life.kubelet);
  };
  it.each([
    ['{"kind":', 'not-json', /JSON/],
    ['[]', 'not-state', /kind/],
    [JSON.stringify({ kind: 'hoist practice state', version: 2 }), 'other-version', /version 2, not 1/],
    [JSON.stringify({ ...whole(), profile: 'old' }), 'damaged', /profile: "old"/],
    [JSON.stringify({ ...whole(), revision: 'x' }), 'damaged', /revision: "x"/],
    [
      JSON.stringify({ ...whole(), objects: [{ kind: 'Pod' }] }),
      'damaged',
      /objects\[0\]: it has no apiVersion/,
    ],
    [JSON.stringify({ ...whole(), objects: [null] }), 'damaged', /objects\[0\]: it is no object/],
  ])('is refused by its own name and place (%#)', (text, problem, words) => {
    expect(() => parseState(text, 'FILE')).toThrow(
      expect.objectContaining({ problem, file: 'FILE', words: expect.stringMatching(words) }),
    );
  });

  it('is named on the command line, and left as it is', async () => {
    const home = new Home();
    try {
      const broken = home.file('broken.json', '{"kind":"hoist pract');
      const { code, stdout, stderr } = await hoist(['practice', '--state', broken], home.environment);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`The state in ${broken} is damaged, it is no JSON`);
      expect(stderr).toContain('Nothing was started');
      expect(readFileSync(broken, 'utf8')).toBe('{"kind":"hoist pract');
      const nowhere = join(home.directory, 'none', 'state');
      expect(await hoist(['practice', '--state', nowhere], home.environment)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('could not be saved'),
      });
    } finally {
      home.remove();
    }
  });
});

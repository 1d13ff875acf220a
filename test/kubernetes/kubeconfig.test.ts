import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadKubeconfig } from '../../source/kubernetes/connect/kubeconfig.ts';

let folder = '';
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoist-kubeconfig-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): string {
  count += 1;
  const path = join(folder, `config-${count}`);
  writeFileSync(path, text);
  return path;
}

/** A kubeconfig with one context; JSON is YAML too. */
const configOf = (names: { context: string; cluster: string; user: string }, server: string, token = 'one') =>
  fileOf(
    JSON.stringify({
      'current-context': names.context,
      contexts: [{ name: names.context, context: { cluster: names.cluster, user: names.user } }],
      clusters: [{ name: names.cluster, cluster: { server } }],
      users: [{ name: names.user, user: { token } }],
    }),
  );

const inEnvironment = (...files: string[]) => ({ environment: { KUBECONFIG: files.join(delimiter) } });

describe('several files in KUBECONFIG', () => {
  const names = { context: 'admin@kubernetes', cluster: 'kubernetes', user: 'admin' };

  test('may name the same cluster, user and context, as those of kubeadm do: the first of them wins', () => {
    const first = configOf(names, 'https://first:6443', 'of-first');
    const second = configOf(names, 'https://second:6443', 'of-second');
    const config = loadKubeconfig(inEnvironment(first, second));
    expect(config.getCurrentCluster()?.server).toBe('https://first:6443');
    expect(config.getCurrentUser()?.token).toBe('of-first');
    expect(config.getContexts()).toHaveLength(1);
  });

  test('bring what the first does not name, and the current context of the first that has one', () => {
    const without = fileOf('clusters: []\n');
    const first = configOf(names, 'https://first:6443');
    const other = configOf({ context: 'desk', cluster: 'desk', user: 'me' }, 'https://desk:6443');
    const config = loadKubeconfig(inEnvironment(without, first, other));
    expect(config.getCurrentContext()).toBe('admin@kubernetes');
    expect(config.getContexts().map(({ name }) => name)).toEqual(['admin@kubernetes', 'desk']);
  });

  test.each(['', '\n', '# nothing yet\n', '---\n', 'null\n'])(
    'may have one with nothing in it: %j',
    (text) => {
      const config = loadKubeconfig(inEnvironment(fileOf(text), configOf(names, 'https://first:6443')));
      expect(config.getCurrentContext()).toBe('admin@kubernetes');
    },
  );
});

describe('a kubeconfig without any context', () => {
  const left =
    'apiVersion: v1\nkind: Config\nclusters: null\ncontexts: null\nusers: null\ncurrent-context: ""\n';

  test.each([
    ['as tools leave it when they take their cluster away', left],
    ['with nothing in it', ''],
  ])('%s, is said to have none, and which file that is', (_, text) => {
    const kubeconfig = fileOf(text);
    const problem = { problem: 'empty', values: { files: kubeconfig } };
    expect(() => loadKubeconfig({ kubeconfig })).toThrow(expect.objectContaining(problem));
    expect(() => loadKubeconfig({ kubeconfig, context: 'desk' })).toThrow(expect.objectContaining(problem));
  });
});

test.each(['hello\n', '- a\n', '7\n'])('what is YAML but no map is no kubeconfig: %j', (text) => {
  const kubeconfig = fileOf(text);
  const values = { file: kubeconfig, words: { key: 'fault.no-kubeconfig' } };
  expect(() => loadKubeconfig({ kubeconfig })).toThrow(
    expect.objectContaining({ problem: 'broken', values }),
  );
});

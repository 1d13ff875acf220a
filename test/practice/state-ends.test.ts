import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { readState } from '../../source/practice/state/state-file.ts';
import { Caller } from '../contract/caller.ts';
import { Home, program, start } from '../headless/program.ts';

const directory = mkdtempSync(join(tmpdir(), 'hoist-state-ends-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('hoist practice --state', () => {
  it.each([
    ['Ctrl-C', ['SIGINT']],
    ['Ctrl-C and another at once', ['SIGINT', 'SIGINT', 'SIGINT']],
    ['SIGTERM', ['SIGTERM']],
    ['a terminal that closes, and SIGTERM after it', ['SIGHUP', 'SIGTERM']],
  ] as const)('has its file, whole, after %s', async (words, signals) => {
    const home = new Home();
    const file = join(directory, words.replaceAll(/\W/g, '-'));
    const serving = start([program, 'practice', '--state', file], home.environment);
    if (!serving.child.stdout) throw new Error('no output');
    const [kubeconfig] = await once(createInterface(serving.child.stdout), 'line');
    const caller = new Caller(kubeconfig);
    const path = '/api/v1/namespaces/default/configmaps';
    expect((await caller.post(path, { metadata: { name: 'mine' } })).code).toBe(201);
    // Held open, so that the servers have something to wait for.
    await caller.watch(path, {}, async (events) => {
      await events.next();
      for (const signal of signals) serving.child.kill(signal);
      await serving.ended;
    });
    caller.close();
    const names = readState(file)?.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names).toContain('ConfigMap mine');
    // Nothing half written is left beside it.
    expect(readdirSync(directory).filter((name) => name.startsWith('.'))).toEqual([]);
    home.remove();
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../kubernetes/eventually.ts';
import { answer, FakeApiServer } from '../kubernetes/fake-api-server.ts';
import { home, homeForEachTest, onTerminal, run } from './at-home.ts';
import { program, start } from './program.ts';

homeForEachTest();

/** Nobody listens there, and nobody is given this port by chance, as one that was free a moment ago may be. */
const closed = 'http://127.0.0.1:1';

describe('a kubeconfig that cannot be used', () => {
  test('none at all: says where it was looked for', async () => {
    const { code, stdout, stderr } = await run('check');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`Looked for: ${home.directory}/.kube/config.`);
    expect(stderr).toContain('Name one with --kubeconfig');
  });

  test('an unknown context: names the ones there are', async () => {
    const file = home.kubeconfig('https://127.0.0.1:1');
    const { code, stderr } = await run(`check --kubeconfig ${file} --context dock`);
    expect(code).toBe(2);
    expect(stderr).toContain('no context named dock. It has: desk.');
  });

  test('broken YAML: names the file and the line', async () => {
    const file = home.file('broken', 'apiVersion: v1\nkind: Config\nclusters: [{name: a\n');
    const { code, stderr } = await run(`status --kubeconfig ${file}`);
    expect(code).toBe(2);
    expect(stderr).toContain(file);
    expect(stderr).toMatch(/\(\d+:\d+\)/);
  });

  test('as JSON it is one document with the same code', async () => {
    const { code, stdout, stderr } = await run('audit -o json');
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error: { messageKey: 'error.missing', exitCode: 2 } });
  });
});

test('a release directory that is not one is named, before anything is sent', async () => {
  const server = await FakeApiServer.start();
  try {
    const file = home.kubeconfig(server.url);
    const { code, stderr } = await run(`up --kubeconfig ${file} --release ${home.directory} --yes`);
    expect(code).toBe(2);
    expect(stderr).toContain(home.directory);
    expect(server.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  } finally {
    await server.close();
  }
});

describe('a cluster that cannot be asked', () => {
  let server: FakeApiServer;
  beforeEach(async () => {
    server = await FakeApiServer.start();
  });
  afterEach(() => server.close());

  test.each(['check', 'status', 'audit'])(
    'a closed port: %s names the server and ends with 4',
    async (command) => {
      const { code, stdout, stderr } = await run(`${command} --kubeconfig ${home.kubeconfig(closed)}`);
      expect(stdout + stderr).toContain(closed);
      expect(code).toBe(4);
    },
  );

  test.each(['check', 'status', 'audit'])(
    'a server that accepts and never answers: %s gives up after --timeout',
    async (command) => {
      for (const verb of ['list', 'watch', 'other'] as const) server.always(verb, answer.hang());
      const { code, stdout, stderr } = await run(
        `${command} --timeout 1s --kubeconfig ${home.kubeconfig(server.url)}`,
      );
      expect(stdout + stderr).toMatch(/did not answer in time/);
      expect(code).toBe(4);
    },
  );

  test.each(['check', 'status', 'audit'])(
    'a token that has expired: %s says so and ends with 4',
    async (command) => {
      for (const verb of ['list', 'watch', 'other'] as const) {
        server.always(verb, answer.refuse(401, 'Unauthorized', 'Unauthorized'));
      }
      const { code, stdout, stderr } = await run(`${command} --kubeconfig ${home.kubeconfig(server.url)}`);
      expect(stdout + stderr).toContain('does not accept our credentials (401)');
      expect(code).toBe(4);
    },
  );

  test('a closed port: a run is jsonl from the event that names the cluster to the one that says what was written', async () => {
    const { code, stdout, stderr } = await run(`down --yes -o jsonl --kubeconfig ${home.kubeconfig(closed)}`);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events[0]).toMatchObject({
      type: 'started',
      run: 'down',
      cluster: { context: 'desk', server: closed },
    });
    const written = { created: 0, configured: 0, deleted: 0 };
    expect(events.at(-1)).toMatchObject({ type: 'finished', result: 'failed', written });
    expect({ code, stderr }).toEqual({ code: 4, stderr: '' });
  });

  test('without a terminal, hoist alone says so, how to go on, and ends', async () => {
    const { code, stdout, stderr } = await run('', { KUBECONFIG: home.kubeconfig(closed) });
    expect(stdout + stderr).toContain(closed);
    expect(stdout + stderr).toContain('How to go on:');
    expect(code).toBe(4);
  });

  test('on a terminal that cannot draw, hoist alone does the same', async () => {
    const { shown, exitCode } = await onTerminal([], { TERM: 'dumb', KUBECONFIG: home.kubeconfig(closed) });
    expect(shown).toContain('How to go on:');
    expect(shown).not.toContain('\u001b[');
    expect(exitCode).toBe(4);
  });

  test('Ctrl-C while it waits for an answer ends with 3 and says that nothing was written', async () => {
    for (const verb of ['list', 'watch', 'other'] as const) server.always(verb, answer.hang());
    const args = [program, 'check', '--kubeconfig', home.kubeconfig(server.url)];
    const { child, ended } = start(args, home.environment);
    await eventually(() => server.requests.length > 0);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(stderr).toContain('Cancelled before anything was written.');
    expect(code).toBe(3);
  });
});

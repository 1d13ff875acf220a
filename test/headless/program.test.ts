import { readFileSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../kubernetes/eventually.ts';
import { answer, FakeApiServer } from '../kubernetes/fake-api-server.ts';
import { Home, hoist, launcher, program, start } from './program.ts';

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => home.remove());

const run = (args: string, more: NodeJS.ProcessEnv = {}) =>
  hoist(args.split(' ').filter(Boolean), { ...home.environment, ...more });

/** Nobody listens there, and nobody is given this port by chance, as one that was free a moment ago may be. */
const closed = 'http://127.0.0.1:1';

/** What the program shows on a terminal of its own, and how it ends. */
function onTerminal(args: string[], more: NodeJS.ProcessEnv): Promise<{ shown: string; exitCode: number }> {
  const env = { ...home.environment, ...more } as Record<string, string>;
  const terminal = spawn(process.execPath, [program, ...args], { env, cols: 80, rows: 24, name: env.TERM });
  let shown = '';
  terminal.onData((text) => {
    shown += text;
  });
  return new Promise((resolve) => {
    terminal.onExit(({ exitCode }) => resolve({ shown, exitCode }));
  });
}

describe('what needs no cluster', () => {
  test('--version prints the version and nothing else', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await run('--version')).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('--help names every command, flag, step and exit code', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const word of ['check', 'status', 'url', 'up', 'down', 'audit', 'practice'])
      expect(stdout).toContain(`hoist ${word}`);
    for (const flag of [
      'kubeconfig',
      'context',
      'namespace',
      'release',
      'timeout',
      'read-only',
      'practice',
      'profile',
      'speed',
      'to',
      'yes',
    ]) {
      expect(stdout).toContain(`--${flag}`);
    }
    expect(stdout).toContain('check crds control-plane proxies injection bookinfo gateway');
    for (const code of [0, 1, 2, 3, 4]) expect(stdout).toMatch(new RegExp(`^ {2}${code} {2}`, 'm'));
    expect(stdout).toContain('{ "error": {');
  });

  test('--help speaks Japanese where the locale does', async () => {
    const { stdout } = await run('--help', { LANG: 'ja_JP.UTF-8' });
    expect(stdout).toContain('使い方');
    expect(stdout).toContain('check crds control-plane proxies injection bookinfo gateway');
  });

  test('an unknown command is one sentence and a guess', async () => {
    expect(await run('stauts')).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr:
        'hoist: There is no command "stauts"; there are: check, plan, status, up, down, undo, rollback, repair, url, audit, lesson, logs, practice, config. Nothing was done.\n' +
        'Did you mean hoist status?\n',
    });
  });

  test('an unknown flag is one sentence and a guess', async () => {
    expect(await run('check --contxt desk')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'hoist: There is no flag --contxt. Nothing was done.\nDid you mean --context?\n',
    });
  });

  test('wrong usage is JSON on stdout where JSON was asked for', async () => {
    const { code, stdout, stderr } = await run('status -o json --nope');
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error: { messageKey: 'usage.unknown-flag', exitCode: 2 } });
  });

  test('up and down without --yes do nothing and say so', async () => {
    for (const args of ['up --release .', 'down']) {
      const { code, stderr } = await run(args);
      expect(code).toBe(2);
      expect(stderr).toMatch(/wants --yes\. Nothing was done\.\n/);
    }
  });

  test('a reader that goes away ends the program quietly', async () => {
    const { child, ended } = start([program, '--help'], home.environment);
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('colours', () => {
  const red = '\u001b[31m';

  test('are used on a terminal', async () => {
    const { shown, exitCode } = await onTerminal(['stauts'], { TERM: 'xterm-256color' });
    expect(shown).toContain(red);
    expect(exitCode).toBe(2);
  });

  test.each([
    ['NO_COLOR', [], { NO_COLOR: '1', TERM: 'xterm-256color' }],
    ['--no-color', ['--no-color'], { TERM: 'xterm-256color' }],
    ['TERM=dumb', [], { TERM: 'dumb' }],
  ])('are left out with %s', async (_, flags, environment) => {
    const { shown } = await onTerminal(['stauts', ...flags], environment);
    expect(shown).toContain('There is no command');
    expect(shown).not.toContain('\u001b[');
  });
});

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

test('a second Ctrl-C leaves at once, whatever is still under way', async () => {
  const script = `
    import { cancelOnSignal } from './source/headless/cancel.ts';
    const { signal } = cancelOnSignal();
    signal.addEventListener('abort', () => console.log('asked'));
    setInterval(() => {}, 1000);
    console.log('ready');`;
  const { child, ended } = start(['--input-type=module', '-e', script], home.environment);
  let heard = '';
  child.stdout?.on('data', (text: string) => {
    heard += text;
  });
  await eventually(() => heard.includes('ready'));
  child.kill('SIGINT');
  await eventually(() => heard.includes('asked'));
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 3, signal: null });
});

describe('the launcher', () => {
  const under = (version: string) => {
    const script = `
      Object.defineProperty(process, 'versions', { value: { node: '${version}' } });
      process.argv.push('hoist', '--version');
      require(${JSON.stringify(launcher)});`;
    return start(['-e', script], home.environment).ended;
  };

  test.each(['12.22.9', '20.20.2', '22.18.0'])(
    'on Node %s says what is needed and what it found',
    async (version) => {
      const { code, stdout, stderr } = await under(version);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`hoist needs Node 22.19 or newer; this is Node ${version}`);
    },
  );

  test.each(['22.19.0', '24.0.0'])('on Node %s starts the program', async (version) => {
    expect(await under(version)).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^\d/) });
  });
});

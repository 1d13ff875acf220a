import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventually } from '../kubernetes/eventually.ts';
import { home, homeForEachTest, onTerminal, run } from './at-home.ts';
import { launcher, program, start } from './program.ts';

homeForEachTest();

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

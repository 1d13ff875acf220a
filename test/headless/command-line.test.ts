import meow from 'meow';
import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../source/headless/line/command-line.ts';
import { meowOptions } from '../../source/headless/line/flags.ts';

const read = (argv: string[], environment: NodeJS.ProcessEnv = { LANG: 'C.UTF-8' }) =>
  readCommandLine(() => meow(meowOptions(argv, '0.0.0')), argv, environment);

const words = (line: string) => line.split(' ').filter(Boolean);

describe('what is understood', () => {
  test('no command is the screen', () => {
    expect(read([])).toMatchObject({ kind: 'screen', cluster: { namespace: 'default', readOnly: false } });
  });

  test.each([
    ['check', { command: 'check', output: 'text' }],
    ['status -o json', { command: 'status', output: 'json' }],
    ['status -ojson', { command: 'status', output: 'json' }],
    ['audit --output=json', { command: 'audit', output: 'json' }],
    ['-o json audit', { command: 'audit', output: 'json' }],
    ['up --release d --yes', { command: 'up', output: 'text', to: undefined }],
    ['up --release d --yes --to crds -o jsonl', { command: 'up', output: 'jsonl', to: 'crds' }],
    ['down --yes', { command: 'down', output: 'text' }],
    ['lesson L', { command: 'lesson', cluster: { lesson: 'L' }, lesson: { file: 'L', apply: false } }],
    ['lesson L --step 2 -o json', { output: 'json', lesson: { file: 'L', to: '2', apply: false } }],
    ['lesson L --yes -o jsonl --leave all', { output: 'jsonl', lesson: { file: 'L', apply: true } }],
  ])('hoist %s', (line, expected) => {
    expect(read(words(line))).toMatchObject({ kind: 'command', ...expected });
  });

  test.each([
    ['practice', { kind: 'practice', practice: { profile: 'chapter', speed: 1 } }],
    [
      'practice --state S --pods 10000 --log-rate 50000 --practice-seed 7 --practice-fault image-pull,conflict',
      {
        kind: 'practice',
        practice: {
          state: 'S',
          profileIsSaid: false,
          pods: 10_000,
          logRate: 50_000,
          seed: 7,
          faults: ['image-pull', 'conflict'],
        },
      },
    ],
    ['practice fault', { kind: 'fault', fault: {} }],
    [
      'practice fault api-down on --kubeconfig K',
      { kind: 'fault', fault: { kubeconfig: 'K', set: { name: 'api-down', on: true } } },
    ],
    [
      '--practice --practice-speed 5 --practice-fault forbidden',
      { kind: 'screen', cluster: { practice: { speed: 5, faults: ['forbidden'] } } },
    ],
    [
      'practice --profile current --speed 2.5',
      { kind: 'practice', practice: { profile: 'current', speed: 2.5 } },
    ],
    ['--practice', { kind: 'screen', cluster: { practice: { profile: 'chapter', speed: 1 } } }],
    ['--practice current', { kind: 'screen', cluster: { practice: { profile: 'current', speed: 1 } } }],
    [
      'up --practice --speed 10 --yes',
      { kind: 'command', cluster: { practice: { profile: 'chapter', speed: 10 } } },
    ],
  ])('hoist %s', (line, expected) => {
    expect(read(words(line))).toMatchObject(expected);
  });

  test.each([
    ['practice --yes', 'usage.flag-not-here'],
    ['practice falut', 'usage.extra'],
    ['practice fault imagepull on', 'usage.bad-choice'],
    ['practice fault image-pull', 'usage.bad-choice'],
    ['practice fault image-pull on now', 'usage.extra'],
    ['practice fault --yes', 'usage.flag-not-here'],
    ['practice --log-rate 50001', 'usage.bad-count'],
    ['practice --pods many', 'usage.bad-count'],
    ['practice --practice-fault none', 'usage.bad-choice'],
    ['status --practice-speed 2', 'usage.only-practice'],
    ['--practice --pods 5', 'usage.only-practice'],
    ['practice --profile chaptr', 'usage.bad-choice'],
    ['practice --speed 0', 'usage.bad-speed'],
    ['practice --speed 1e9', 'usage.bad-speed'],
    ['status --speed 2', 'usage.only-practice'],
    ['status --profile chapter', 'usage.only-practice'],
    ['--practice somewhere', 'usage.bad-choice'],
    ['--practice --context c', 'usage.practice-alone'],
  ])('hoist %s is refused', (line, key) => {
    expect(read(words(line))).toMatchObject({ kind: 'wrong', message: { key } });
  });

  test('mutual TLS and components, with commas or one by one', () => {
    expect(
      read(words('up --yes --mtls strict --without kiali,grafana --without policy --with galley')),
    ).toMatchObject({
      cluster: { wish: { mtls: 'strict', with: ['galley'], without: ['kiali', 'grafana', 'policy'] } },
    });
    expect(read(words('up --yes'))).not.toHaveProperty('cluster.wish');
    expect(read(words('up --yes --mtls off'))).toMatchObject({ message: { key: 'usage.bad-choice' } });
    expect(read(words('up --yes --without='))).toMatchObject({ message: { key: 'usage.no-value' } });
    expect(read(words('practice --without kiali'))).toMatchObject({
      message: { key: 'usage.flag-not-here' },
    });
  });

  test('the tool that renders, with its settings as they were given', () => {
    const line = 'check --via helm --release d --helm /h --set a=1,b=2 --set c= --set-string d=1';
    expect(read(words(line))).toMatchObject({
      cluster: { via: 'helm', release: 'd', helm: '/h', set: ['a=1,b=2', 'c='], setString: ['d=1'] },
    });
    expect(read(words('check --via istioctl'))).toMatchObject({ cluster: { release: undefined } });
    for (const [wrong, key] of [
      ['check --set a=1', 'usage.only-via'],
      ['check --via istioctl --helm h', 'usage.only-via'],
      ['check --via istioctl --set-string a=1', 'usage.only-via'],
      ['check --via helm --set a', 'usage.bad-set'],
      ['check --via helm --set', 'usage.no-value'],
      ['check --via kustomize', 'usage.bad-choice'],
    ] as const)
      expect(read(words(wrong))).toMatchObject({ kind: 'wrong', message: { key } });
  });

  test('which cluster and which release', () => {
    const line = 'check --kubeconfig k --context c -n shop --release d --timeout 5m --read-only';
    expect(read(words(line))).toMatchObject({
      cluster: {
        kubeconfig: 'k',
        context: 'c',
        namespace: 'shop',
        release: 'd',
        timeoutSeconds: 300,
        readOnly: true,
      },
    });
  });

  test.each([
    ['up --yes', undefined],
    ['up --yes --release d', 'd'],
    ['down --yes --release 1.30.3', '1.30.3'],
    ['check', undefined],
    ['', undefined],
  ])('hoist %s works with release %s, which is for the server to say where nobody does', (line, release) => {
    const { cluster } = read(words(line)) as { cluster: { release?: string } };
    expect(cluster.release).toBe(release);
  });

  test.each([
    ['90', 90],
    ['90s', 90],
    ['1.5m', 90],
    ['1h30m', 5400],
  ])('--timeout %s is %i seconds', (text, timeoutSeconds) => {
    expect(read(['check', '--timeout', text])).toMatchObject({ cluster: { timeoutSeconds } });
  });

  test('help and version win over whatever else is there', () => {
    expect(read(['up', '--help'])).toMatchObject({ kind: 'help' });
    expect(read(['-h'])).toMatchObject({ kind: 'help' });
    expect(read(['--version'])).toMatchObject({ kind: 'version' });
  });

  test('the language comes from the locale, and the flag wins', () => {
    expect(read([], { LANG: 'ja_JP.UTF-8' }).look.language).toBe('ja');
    expect(read(['--language', 'en'], { LANG: 'ja_JP.UTF-8' }).look.language).toBe('en');
    expect(read(['--language', 'ja']).look.language).toBe('ja');
  });

  test('the look', () => {
    expect(read([]).look).toMatchObject({ ascii: false, color: true });
    expect(read(['--ascii', '--no-color']).look).toMatchObject({ ascii: true, color: false });
  });
});

describe('what is refused', () => {
  test.each([
    ['chekc', 'usage.unknown-command', { command: 'chekc' }],
    ['check cluster', 'usage.extra', { word: 'cluster' }],
    ['check --contxt desk', 'usage.unknown-flag', { flag: '--contxt' }],
    ['check --readonly', 'usage.unknown-flag', { flag: '--readonly' }],
    ['check --kube-config=x', 'usage.unknown-flag', { flag: '--kube-config' }],
    ['check -x', 'usage.unknown-flag', { flag: '-x' }],
    ['check --no-colour', 'usage.unknown-flag', { flag: '--no-colour' }],
    ['check --context', 'usage.no-value', { flag: '--context' }],
    ['check --kubeconfig=', 'usage.no-value', { flag: '--kubeconfig' }],
    ['check --context a --context b', 'usage.flag-twice', { flag: '--context' }],
    ['check --no-context', 'usage.no-value', { flag: '--context' }],
    ['check --timeout soon', 'usage.bad-timeout', { value: 'soon' }],
    ['check --timeout 0', 'usage.bad-timeout', { value: '0' }],
    ['check --timeout 2d', 'usage.bad-timeout', { value: '2d' }],
    ['check -n Shop', 'usage.bad-namespace', { value: 'Shop' }],
    ['check -n ../x', 'usage.bad-namespace', { value: '../x' }],
    ['check -o yaml', 'usage.bad-choice', { value: 'yaml', known: 'text, json' }],
    ['check -o jsonl', 'usage.bad-choice', { value: 'jsonl', known: 'text, json' }],
    ['up --release d --yes -o json', 'usage.bad-choice', { value: 'json', known: 'text, jsonl' }],
    ['up --release d --yes --to gate', 'usage.bad-choice', { flag: '--to', value: 'gate' }],
    ['check --language de', 'usage.bad-choice', { flag: '--language' }],
    ['check --yes', 'usage.flag-not-here', { flag: '--yes', command: 'check' }],
    ['down --to crds --yes', 'usage.flag-not-here', { flag: '--to', command: 'down' }],
    ['-o json', 'usage.needs-command', { flag: '--output' }],
    ['--yes', 'usage.needs-command', { flag: '--yes' }],
    ['up --yes --release d --read-only', 'usage.read-only', { command: 'up' }],
    ['down --yes --read-only', 'usage.read-only', { command: 'down' }],
    ['up --release d', 'usage.no-yes-up', undefined],
    ['down', 'usage.no-yes-down', undefined],
    ['down --no-yes', 'usage.no-yes-down', undefined],
  ])('hoist %s', (line, key, values) => {
    const found = read(words(line));
    expect(found).toMatchObject({ kind: 'wrong', message: values ? { key, values } : { key } });
  });

  test.each([
    ['check --contxt desk', '--context'],
    ['check --readonly', '--read-only'],
    ['check --no-colour', '--no-color'],
    ['check --kube-config=x', '--kubeconfig'],
    ['stauts', 'hoist status'],
    ['up --release d --yes --to gate', 'gateway'],
    ['up --release d --yes --to control', 'control-plane'],
  ])('hoist %s names what was probably meant', (line, meant) => {
    expect(read(words(line))).toMatchObject({ hint: { key: 'usage.did-you-mean', values: { meant } } });
  });

  test('a word that is like nothing gets no guess', () => {
    expect(read(['frobnicate'])).toMatchObject({ hint: { key: 'usage.see-help' } });
  });

  test('who asked for JSON gets the error as JSON, whatever is wrong', () => {
    expect(read(['status', '-o', 'json', '--nope'])).toMatchObject({ kind: 'wrong', output: 'json' });
    expect(read(['up', '-o', 'jsonl'])).toMatchObject({ kind: 'wrong', output: 'jsonl' });
    expect(read(['status', '--nope'])).toMatchObject({ kind: 'wrong', output: 'text' });
  });
});

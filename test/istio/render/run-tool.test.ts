import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helmVersion, templateArgs } from '../../../source/istio/render/helm.ts';
import { runTool } from '../../../source/istio/render/run-tool.ts';
import { chartDirectory, helm, program, refused, scratch } from './tool.ts';

describe('the arguments of helm template', () => {
  const spec = {
    chart: 'C',
    name: 'istio',
    namespace: 'istio-system',
    set: ['a=1', 'b=x y'],
    setString: ['c=2'],
  };

  it('name the release by a flag for Helm 2, and by a word since', () => {
    expect(templateArgs(2, spec).slice(0, 6)).toEqual([
      'template',
      'C',
      '--name',
      'istio',
      '--namespace',
      'istio-system',
    ]);
    for (const major of [3, 4])
      expect(templateArgs(major, spec)).toEqual([
        'template',
        'istio',
        'C',
        '--namespace',
        'istio-system',
        '--set',
        'a=1',
        '--set',
        'b=x y',
        '--set-string',
        'c=2',
      ]);
  });

  it.each([
    ['Client: v2.16.7+g5f2584f', '2.16.7'],
    ['Client: &version.Version{SemVer:"v2.15.0", GitCommit:"", GitTreeState:""}', '2.15.0'],
    ['v3.18.4+gd80839c\n', '3.18.4'],
    ['v4.0.1', '4.0.1'],
    ['WARNING: the configuration is group-readable\nv3.0.0', '3.0.0'],
    ['git version 2.39.5', undefined],
  ])('are chosen by what it says: %s', (said, version) => {
    expect(helmVersion(said)).toBe(version);
  });
});

describe('a tool', () => {
  it.each<[string, (directory: string) => string, string]>([
    ['that is not there', () => 'no-such-helm-here', 'render.no-tool'],
    [
      'that is no program',
      (directory) => join(directory, 'manifests/charts/base/Chart.yaml'),
      'render.not-a-program',
    ],
    [
      'that is no helm',
      (directory) => program(directory, 'helm', `console.log('git version 2.39.5')`),
      'render.not-helm',
    ],
    [
      'of a major version that nobody knows',
      (directory) => helm(directory, 'v5.0.0', ''),
      'render.helm-version',
    ],
    [
      'that fails',
      (directory) =>
        program(
          directory,
          'helm',
          `if (args[0] === 'version') console.log('v3.1.0'); else { console.error('Error: bad luck\\u001b[2J'); process.exit(7); }`,
        ),
      'render.failed',
    ],
  ])('%s is told', async (_, make, key) => {
    const directory = chartDirectory(scratch(), 'charts');
    expect((await refused({ via: 'helm', directory, program: make(directory) })).key).toBe(key);
  });

  it('gets its arguments as they are, however they look to a shell', async () => {
    const directory = scratch();
    const echo = program(directory, 'echo', 'console.log(JSON.stringify(args))');
    const odd = ['$(touch x)', '`id`', "a'b", '; rm', '*'];
    expect(JSON.parse(await runTool(echo, odd))).toEqual(odd);
  });

  it('is stopped when the user cancels', async () => {
    const directory = scratch();
    const waiting = program(directory, 'wait', 'setInterval(() => {}, 1000)');
    const controller = new AbortController();
    const running = runTool(waiting, [], controller.signal);
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });

  it('has the words that it says on failure made safe', async () => {
    const failing = program(scratch(), 'helm', `console.error('Error: bad\\u001b[2Jluck'); process.exit(7);`);
    const error = await runTool(failing, []).catch((one) => one);
    expect(error.problem.values).toMatchObject({ code: 7 });
    expect(error.problem.values.words).not.toContain('\u001b');
  });
});

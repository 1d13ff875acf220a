import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../kubernetes/eventually.ts';
import { LogCluster } from '../sabotage/log-cluster.ts';
import { Home, hoist, program, start } from './program.ts';

let home: Home;
let cluster: LogCluster;
beforeEach(async () => {
  home = new Home();
  cluster = await LogCluster.start({ pods: 3, lines: 20 });
});
afterEach(async () => {
  home.remove();
  await cluster.close();
});

const environment = () => ({ ...home.environment, KUBECONFIG: home.kubeconfig(cluster.url) });
const logs = (...args: string[]) => hoist(['logs', '-n', 'shop', ...args], environment());

describe('hoist logs', () => {
  test('prints the lines of all pods that are meant, each with its pod and container', async () => {
    const { code, stdout, stderr } = await logs('pod-[01]', '--no-follow');
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(40);
    expect(lines.filter((line) => line.startsWith('pod-1 main pod-1 line 00000'))).toHaveLength(20);
    expect(stderr).toContain('+ shop/pod-0 main');
    expect(stderr).toContain('- shop/pod-1 main: complete');
  });

  test('takes the tail, leaves out, and shows times, without a prefix', async () => {
    const { stdout } = await logs(
      'pod/pod-2',
      '--tail',
      '3',
      '-e',
      '0000018',
      '-t',
      '--no-prefix',
      '--no-follow',
    );
    expect(stdout).toMatch(/^2026-\S+Z pod-2 line 0000017\.+\n2026-\S+Z pod-2 line 0000019\.+\n$/);
  });

  test('prints one object a line where JSON is asked for', async () => {
    const { stdout, stderr } = await logs('pod/pod-2', '--tail', '1', '-o', 'json', '--no-follow');
    const objects = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(objects.find(({ type }) => type === 'line')).toMatchObject({
      namespace: 'shop',
      pod: 'pod-2',
      container: 'main',
      time: expect.stringMatching(/^2026-.*Z$/),
      text: expect.stringMatching(/^pod-2 line 0000019/),
    });
    expect(objects.map(({ type }) => type)).toContain('joined');
    expect(stderr).toBe('');
  });

  test('follows until Ctrl-C, and that is fine', async () => {
    const { child, ended } = start([program, 'logs', '-n', 'shop'], environment());
    let seen = '';
    child.stdout?.on('data', (text: string) => {
      seen += text;
    });
    await eventually(() => seen.split('\n').length === 61);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, signal: null });
  });

  test('ends well when its reader goes away', async () => {
    const { child, ended } = start([program, 'logs', '-n', 'shop'], environment());
    child.stdout?.once('data', () => child.stdout?.destroy());
    await eventually(() => child.stdout?.destroyed === true);
    cluster.write(1);
    expect(await ended).toMatchObject({ code: 0, signal: null });
  });

  test('says so where nothing that was meant has a log', async () => {
    const { code, stderr } = await logs('nothing', '--no-follow');
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'hoist: No container that was meant has a log.\n' });
  });

  test('says so where the cluster does not answer', async () => {
    const env = environment();
    await cluster.close();
    const { code, stderr } = await hoist(['logs'], env);
    expect(code).toBe(4);
    expect(stderr).toContain('127.0.0.1');
    cluster = await LogCluster.start({ pods: 1, lines: 1 });
  });

  test.each([
    [['(?=a)'], 'bounded time'],
    [['configmap/x'], 'configmap/x'],
    [['--since', 'soon'], '--since cannot be "soon"'],
    [['--tail', 'all'], '--tail cannot be "all"'],
    [['--containers', 'app,strange'], '--containers cannot be "strange"'],
    [['--timeout', '5m'], '--timeout does not go with the command logs'],
    [['a', 'b'], 'takes no argument'],
  ])('refuses what it cannot mean: %j', async (args, words) => {
    const { code, stderr } = await logs(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  test('has a help of its own, and its flags go with no other command', async () => {
    const { code, stdout } = await hoist(['logs', '--help'], home.environment);
    expect(code).toBe(0);
    expect(stdout).toContain('hoist logs deployment/');
    expect(await hoist(['status', '--tail', '5'], home.environment)).toMatchObject({ code: 2 });
  });
});

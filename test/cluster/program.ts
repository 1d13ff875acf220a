import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const bundle = resolve('dist/hoist.js');

function needed(name: string, what: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} must name ${what}: this suite runs against the real thing or not at all.`);
  return value;
}

export const kubeconfig = needed('KUBECONFIG', 'the kubeconfig of a cluster that may be changed');
export const release = needed('HOIST_TEST_RELEASE', 'an unpacked Istio');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export function start(
  command: string,
  args: readonly string[],
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANG: 'C.UTF-8' },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
  return { child, ended };
}

/** The built program, as a user runs it. */
export const hoist = (...args: string[]): Promise<Ended> => start(process.execPath, [bundle, ...args]).ended;

export async function kubectl(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await start('kubectl', args).ended;
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** Stops a part of the test cluster, or starts it again. Another cluster than that of `test/cluster/cluster` has no such tool. */
export async function part(way: 'stop' | 'start', name: string): Promise<void> {
  const version =
    /test-cluster-(\d+\.\d+)/.exec(kubeconfig)?.[1] ??
    needed('TEST_CLUSTER_KUBERNETES', 'the version of the test cluster');
  const { code, stderr } = await start(resolve('test/cluster/cluster'), ['--kubernetes', version, way, name])
    .ended;
  if (code !== 0) throw new Error(`cluster ${way} ${name}: ${stderr}`);
}

// biome-ignore lint/suspicious/noExplicitAny: events are read as scripts would read them
export type Line = Record<string, any>;

export const lines = ({ stdout }: Ended): Line[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const clusterWide =
  'crd,clusterrole,clusterrolebinding,mutatingwebhookconfiguration,validatingwebhookconfiguration,ns';

/** What kubectl still shows of Istio, in the way in which somebody who does not trust hoist would look. */
export async function traces(): Promise<string[]> {
  const names = await kubectl('get', clusterWide, '-o', 'name');
  const secrets = await kubectl(
    'get',
    'secrets',
    '-A',
    '-o',
    'custom-columns=:type,:metadata.namespace,:metadata.name',
    '--no-headers',
  );
  const labels = await kubectl('get', 'ns', '-L', 'istio-injection', '--no-headers');
  const bookinfo = await kubectl('get', 'deployments,services,pods', '-n', 'default', '-o', 'name');
  return [
    ...names.split('\n').filter((name) => /istio|prometheus|kiali|certmanager/.test(name)),
    ...secrets.split('\n').filter((line) => line.startsWith('istio.io/')),
    ...labels.split('\n').filter((line) => /\b(enabled|disabled)\b/.test(line)),
    ...bookinfo.split('\n').filter((name) => /details|ratings|reviews|productpage/.test(name)),
  ];
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program as it ships; `npm test` builds it first. */
export const program = fileURLToPath(new URL('../../dist/hoist.js', import.meta.url));
export const launcher = fileURLToPath(new URL('../../source/launcher/hoist.cjs', import.meta.url));

/** An empty home, so that nobody's own kubeconfig is ever found. */
export class Home {
  readonly directory = mkdtempSync(join(tmpdir(), 'hoist-headless-'));

  file(name: string, content: string): string {
    const file = join(this.directory, name);
    writeFileSync(file, content);
    return file;
  }

  /** A kubeconfig with one context, `desk`, for a server. `user` is YAML in flow style. */
  kubeconfig(server: string, user = '{token: secret}'): string {
    return this.file(
      'kubeconfig',
      `apiVersion: v1
kind: Config
current-context: desk
contexts: [{name: desk, context: {cluster: desk, user: me}}]
clusters: [{name: desk, cluster: {server: "${server}", insecure-skip-tls-verify: true}}]
users: [{name: me, user: ${user}}]
`,
    );
  }

  get environment(): NodeJS.ProcessEnv {
    return { PATH: process.env.PATH, HOME: this.directory, LANG: 'C.UTF-8' };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Starts Node with nothing but this environment. Its stdin is a pipe that stays open and says nothing. */
export function start(
  args: string[],
  env: NodeJS.ProcessEnv,
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended };
}

export const hoist = (args: string[], env: NodeJS.ProcessEnv): Promise<Ended> =>
  start([program, ...args], env).ended;

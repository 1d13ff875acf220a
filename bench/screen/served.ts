import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Connection } from '../../source/kubernetes/connect/connection.ts';

/** What `hoist` on the PATH is: with what Node has compiled before. */
export const program = fileURLToPath(new URL('../../source/launcher/hoist.cjs', import.meta.url));

/** A practice cluster in a process of its own, with what it was told, and a folder for whoever writes beside it. */
export class Served {
  readonly kubeconfig: string;
  readonly #child: ChildProcess;
  readonly #home: string;
  readonly #connection: Connection;

  private constructor(kubeconfig: string, child: ChildProcess, home: string) {
    this.kubeconfig = kubeconfig;
    this.#child = child;
    this.#home = home;
    this.#connection = new Connection({ kubeconfig });
  }

  static async start(...words: string[]): Promise<Served> {
    const home = mkdtempSync(join(tmpdir(), 'hoist-bench-'));
    const env = { ...process.env, XDG_STATE_HOME: home, HOME: home };
    const args = [program, 'practice', '--profile', 'current', ...words];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [kubeconfig] = (await once(createInterface(child.stdout), 'line')) as [string];
    return new Served(kubeconfig, child, home);
  }

  /** Istio and Bookinfo, by hoist itself. */
  async raise(): Promise<void> {
    const env = { ...process.env, KUBECONFIG: this.kubeconfig, XDG_STATE_HOME: this.#home, HOME: this.#home };
    await promisify(execFile)(process.execPath, [program, 'up', '--yes'], { env });
  }

  /** Answers once the namespace is made: from then on every watch may know. */
  async makeNamespace(name: string): Promise<void> {
    await this.#connection.transport.json({
      method: 'POST',
      path: '/api/v1/namespaces',
      body: { metadata: { name } },
    });
  }

  async removeNamespace(name: string): Promise<void> {
    await this.#connection.transport.json({ method: 'DELETE', path: `/api/v1/namespaces/${name}` });
  }

  async stop(): Promise<void> {
    this.#connection.close();
    this.#child.kill('SIGINT');
    await once(this.#child, 'exit');
    rmSync(this.#home, { recursive: true, force: true });
  }
}

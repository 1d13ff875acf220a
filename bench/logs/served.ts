import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Served {
  kubeconfig: string;
  /** How many connections were cut so far. */
  cuts(): Promise<number>;
  close(): void;
}

export interface Serving {
  pods: number;
  lines: number;
  gap: number;
  cuts?: number;
  seed?: number;
}

/** A server of logs in a process of its own, so that it does not share a core's time with who counts. */
export async function serve({ pods, lines, gap, cuts = 0, seed = 1 }: Serving): Promise<Served> {
  const file = fileURLToPath(new URL('server.ts', import.meta.url));
  const child = fork(file, [pods, lines, gap, cuts, seed].map(String));
  const hear = <T>() => new Promise<T>((resolve) => child.once('message', (told) => resolve(told as T)));
  const { url } = await hear<{ url: string }>();
  const folder = mkdtempSync(join(tmpdir(), 'hoist-bench-'));
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(
    kubeconfig,
    `apiVersion: v1
kind: Config
current-context: bench
contexts: [{name: bench, context: {cluster: bench, user: me}}]
clusters: [{name: bench, cluster: {server: "${url}"}}]
users: [{name: me, user: {}}]
`,
    { mode: 0o600 },
  );
  return {
    kubeconfig,
    cuts: async () => {
      const told = hear<{ cut: number }>();
      child.send('how many?');
      return (await told).cut;
    },
    close: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

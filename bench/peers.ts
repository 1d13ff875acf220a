import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Outside the checkout: what is installed once serves every run. */
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'hoist-bench');

export interface Peer {
  name: string;
  version: string;
  path: string;
}

/** Go tools by their modules, the version that is wanted first. */
const tools = {
  stern: { module: 'github.com/stern/stern', versions: ['v1.35.0', 'v1.34.0'] },
  k9s: { module: 'github.com/derailed/k9s', versions: ['v0.32.7'] },
} as const;

/** The peer, built by the ordinary Go client; undefined, and said why, where that cannot be had. */
export async function goTool(name: keyof typeof tools): Promise<Peer | undefined> {
  const { module, versions } = tools[name];
  let why: unknown;
  for (const version of versions) {
    const path = join(cache, `${name}-${version}`);
    if (existsSync(path)) return { name, version, path };
    const folder = mkdtempSync(join(tmpdir(), 'hoist-bench-'));
    try {
      mkdirSync(cache, { recursive: true });
      // A module of its own that names the version: "go install" asks for the list of all versions too, which not every proxy has.
      writeFileSync(join(folder, 'go.mod'), `module bench\n\ngo 1.22\n\nrequire ${module} ${version}\n`);
      console.error(`building ${name} ${version}`);
      await run('go', ['build', '-mod=mod', '-o', path, module], { cwd: folder, timeout: 1_200_000 });
      return { name, version, path };
    } catch (error) {
      why = error;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  console.error(`${name} cannot be had: ${String(why).split('\n').at(-2) ?? why}`);
  return undefined;
}

/** Whatever kubectl is on the PATH. */
export async function kubectl(): Promise<Peer | undefined> {
  try {
    const { stdout } = await run('kubectl', ['version', '--client', '-o', 'json']);
    const version = /"gitVersion": *"([^"]+)"/.exec(stdout)?.[1] ?? '';
    return { name: 'kubectl', version, path: 'kubectl' };
  } catch {
    console.error('kubectl is not on the PATH');
    return undefined;
  }
}

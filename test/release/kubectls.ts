import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Kubectl {
  /** `1.20` */
  version: string;
  /** Undefined where this machine has none: `missing` says how to get it. */
  path?: string;
  missing: string;
}

const cache = process.env.TEST_CLUSTER_CACHE ?? join(homedir(), '.cache/test-cluster');

/** Where one may lie: what is named, what the test cluster's tool has unpacked or built, and what the shell would start. */
const places = [
  ...(process.env.HOIST_TEST_KUBECTL ?? '').split(delimiter),
  join(cache, 'kubectl-1.20.2/kubectl'),
  join(cache, 'kubernetes-1.34.4/kubectl'),
  ...(process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, 'kubectl')),
].filter((place) => place !== '' && existsSync(place));

/** `1.20`; undefined for a file that is no kubectl. */
function versionOf(path: string): string | undefined {
  try {
    const said = execFileSync(path, ['version', '--client', '-o', 'json'], { encoding: 'utf8' });
    const [, version] = /^v(\d+\.\d+)\./.exec(JSON.parse(said).clientVersion.gitVersion) ?? [];
    return version;
  } catch {
    return undefined;
  }
}

/** Those that the chapter is typed into: Debian's, nearest to the one it was written with, and one of today. */
export function kubectls(): Kubectl[] {
  const found = new Map([...places].reverse().map((path) => [versionOf(path), path]));
  return ['1.20', '1.34'].map((version) => ({
    version,
    path: found.get(version),
    missing: `no kubectl ${version} here: \`test/cluster/cluster --kubernetes ${version} tool kubectl\` gets one, or name it in HOIST_TEST_KUBECTL`,
  }));
}

/**
 * Loads a stand-in for every image that an Istio 1.1.0 release names into the test cluster's node.
 *
 *   node test/standin/load.ts --tool CLUSTER_TOOL --release ISTIO_FOLDER
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { fullName, imageNames } from './image/names.ts';
import { eachOf } from './image/pool.ts';
import { type Role, roleOf } from './image/roles.ts';
import { makeRootfs } from './image/rootfs.ts';

const run = promisify(execFile);
const { tool, release } = parseArgs({
  options: { tool: { type: 'string' }, release: { type: 'string' } },
}).values;
if (!tool || !release) {
  console.error('usage: node test/standin/load.ts --tool CLUSTER_TOOL --release ISTIO_FOLDER');
  process.exit(2);
}

const names = imageNames(release);
const homeless = names.filter((name) => !roleOf(name));
if (names.length === 0 || homeless.length > 0) {
  console.error(
    `no stand-in for ${homeless.join(', ') || 'a release without images'}: see test/standin/image/roles.ts`,
  );
  process.exit(1);
}

const work = mkdtempSync(join(tmpdir(), 'standin-'));
try {
  const bundle = join(work, 'standin.mjs');
  await build({
    entryPoints: [new URL('main.ts', import.meta.url).pathname],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'warning',
  });
  const folders = new Map<Role['rootfs'], string>();
  for (const name of names) {
    const { rootfs } = roleOf(name) as Role;
    if (folders.has(rootfs)) continue;
    const folder = join(work, rootfs);
    mkdirSync(folder);
    makeRootfs(rootfs, folder, bundle);
    folders.set(rootfs, folder);
  }
  await eachOf(names, 2, async (name) => {
    const { rootfs, entry } = roleOf(name) as Role;
    await run(tool, ['image', folders.get(rootfs) ?? '', JSON.stringify(entry), fullName(name)]);
    console.log(`${fullName(name)}: ${entry.join(' ')}`);
  });
} finally {
  rmSync(work, { recursive: true, force: true });
}

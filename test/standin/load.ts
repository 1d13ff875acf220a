/**
 * Loads a stand-in for every image that Istio releases or directories of manifests name into the test cluster's node.
 *
 *   node test/standin/load.ts --tool CLUSTER_TOOL --release FOLDER [--release FOLDER]...
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { fullName, imageNames } from './image/names.ts';
import { eachOf } from './image/pool.ts';
import { type Role, roleOf } from './image/roles.ts';
import { makeRootfs } from './image/rootfs.ts';

const run = promisify(execFile);
const { tool, release: folders } = parseArgs({
  options: { tool: { type: 'string' }, release: { type: 'string', multiple: true } },
}).values;
if (!tool || !folders) {
  console.error(
    'usage: node test/standin/load.ts --tool CLUSTER_TOOL --release FOLDER [--release FOLDER]...',
  );
  process.exit(2);
}

const names = [...new Set(folders.flatMap(imageNames))];
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
    entryPoints: [fileURLToPath(new URL('main.ts', import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'warning',
  });
  const rootfses = new Map<Role['rootfs'], string>();
  const images = Map.groupBy(names, (name) => JSON.stringify(roleOf(name)));
  for (const name of names) {
    const { rootfs } = roleOf(name) as Role;
    if (rootfses.has(rootfs)) continue;
    const folder = join(work, rootfs);
    mkdirSync(folder);
    makeRootfs(rootfs, folder, bundle, tool);
    rootfses.set(rootfs, folder);
  }
  await eachOf([...images], 2, async ([role, ofRole]) => {
    const { rootfs, entry, user } = JSON.parse(role) as Role;
    const as = user ? ['--user', user] : [];
    const full = ofRole.map(fullName);
    await run(tool, ['image', ...as, rootfses.get(rootfs) ?? '', JSON.stringify(entry), ...full]);
    for (const name of full) console.log(`${name}: ${entry.join(' ')}`);
  });
} finally {
  rmSync(work, { recursive: true, force: true });
}

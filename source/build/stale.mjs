// Tells whether what is installed and built still matches what is checked out. Runs on Node 20 with nothing installed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const stampFile = join(root, 'dist', '.built-from');
/** npm writes this copy of the lock file last, of what it did install. */
const installedLock = join(root, 'node_modules', '.package-lock.json');

function filesUnder(directory) {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** Content, not time stamps: a clone or a branch switch makes every time new. */
export function sourceHash() {
  return hashOf([
    join(root, 'cli.tsx'),
    join(root, 'package.json'),
    join(root, 'package-lock.json'),
    ...filesUnder(join(root, 'source')),
  ]);
}

/** Whether every package that the lock file names is installed in that version; those for other machines may be missing. */
export function isInstalled() {
  if (!existsSync(installedLock)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  const installed = packagesOf(installedLock);
  const wanted = Object.entries(packagesOf(join(root, 'package-lock.json')));
  return wanted.every(([path, { version, optional }]) => {
    const found = installed[path];
    return path === '' || (found ? found.version === version : optional === true);
  });
}

export function isBuilt() {
  if (!existsSync(join(root, 'dist', 'hoist.js')) || !existsSync(stampFile)) return false;
  return readFileSync(stampFile, 'utf8') === sourceHash();
}

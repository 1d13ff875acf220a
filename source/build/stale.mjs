// Tells whether what is installed and built still matches what is checked out. Runs on Node 20 with nothing installed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const stampFile = join(root, 'dist', '.built-from');
/** npm writes this copy of the lock file last, so its presence means that an install ended well. */
const installedLock = join(root, 'node_modules', '.package-lock.json');
const installStamp = join(root, 'node_modules', '.installed-from');

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

export function lockHash() {
  return hashOf([join(root, 'package-lock.json')]);
}

function says(file, expected) {
  return existsSync(file) && readFileSync(file, 'utf8') === expected;
}

export const isInstalled = () => existsSync(installedLock) && says(installStamp, lockHash());
export const isBuilt = () => existsSync(join(root, 'dist', 'hoist.js')) && says(stampFile, sourceHash());
export { installStamp };

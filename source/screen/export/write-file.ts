import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The path that a person means: `~/` is their home, anything else counts from where hoist was started. */
export const pathOf = (typed: string): string =>
  resolve(typed.startsWith('~/') ? join(homedir(), typed.slice(2)) : typed);

/** A long text is made piece by piece, and what else waits has its turn in between. */
async function* inTurns(pieces: Iterable<string>): AsyncGenerator<string> {
  for (const piece of pieces) {
    if (piece !== '') yield piece;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Writes a file that only its owner may read. False, and nothing written, where one is there and must not be replaced. */
export async function writePrivate(
  path: string,
  text: string | Iterable<string>,
  replace: boolean,
): Promise<boolean> {
  if (replace) {
    await replaceBy(path, text);
    return true;
  }
  try {
    await writeNew(path, text);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const writeNew = (path: string, text: string | Iterable<string>) =>
  writeFile(path, typeof text === 'string' ? text : inTurns(text), { mode: 0o600, flag: 'wx' });

/** A file that is there keeps its mode when it is written to, and a link leads elsewhere: a new one takes its place, whole or not at all. */
async function replaceBy(path: string, text: string | Iterable<string>): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeNew(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

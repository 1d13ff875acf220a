import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { parseState, type State, StateError } from './state.ts';

/** The state in a file; undefined where there is no such file. Throws a StateError. */
export function readState(file: string): State | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      checkPlace(file);
      return undefined;
    }
    throw new StateError('unreadable', file, (error as Error).message, error);
  }
  return parseState(text, file);
}

/** Said at once, and not when a day's work is to be saved. */
function checkPlace(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw new StateError('unwritable', file, (error as Error).message, error);
  }
}

/** Writes it beside the file and puts it in its place in one go; for its owner alone, as it holds the cluster's Secrets. */
export function writeState(file: string, state: State): void {
  const beside = join(dirname(file), `.${process.pid}-${Date.now()}.hoist-state`);
  try {
    const handle = openSync(beside, 'wx', 0o600);
    try {
      // Unlike writeSync it goes on until all of it is written, or throws.
      writeFileSync(handle, `${JSON.stringify(state)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new StateError('unwritable', file, (error as Error).message, error);
  }
}

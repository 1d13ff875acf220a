import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { writePrivate } from '../../source/screen/export/write-file.ts';

let home: string;
let path: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hoist-write-'));
  path = join(home, 'session.sh');
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
});
const modeOf = (file: string) => statSync(file).mode & 0o777;

test('a file that takes the place of one that all may read is for its owner alone', async () => {
  writeFileSync(path, 'theirs');
  chmodSync(path, 0o644);
  expect(await writePrivate(path, ['mine', ' all'], true)).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('mine all');
  expect(modeOf(path)).toBe(0o600);
  expect(readdirSync(home)).toEqual(['session.sh']);
});

test('a link is replaced, and what it leads to stays as it is', async () => {
  const other = join(home, 'other');
  writeFileSync(other, 'theirs');
  symlinkSync(other, path);
  expect(await writePrivate(path, 'mine', false)).toBe(false);
  expect(await writePrivate(path, 'mine', true)).toBe(true);
  expect(readFileSync(other, 'utf8')).toBe('theirs');
  expect(lstatSync(path).isSymbolicLink()).toBe(false);
  expect(modeOf(path)).toBe(0o600);
});

test('what cannot be replaced leaves nothing beside it', async () => {
  mkdirSync(path);
  await expect(writePrivate(path, 'mine', true)).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
  expect(readdirSync(home)).toEqual(['session.sh']);
});

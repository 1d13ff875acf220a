import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadBaseline, saveBaseline } from '../../source/chapter/keeping/baseline.ts';
import { loadChoices, saveChoices } from '../../source/chapter/keeping/remembered-choices.ts';
import { Progress } from '../../source/chapter/lesson/progress.ts';
import { replaceFile } from '../../source/chapter/write/replace-file.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hoist-replace-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const cluster = { server: 'https://a', uid: 'u-1' };

describe('a file that is replaced', () => {
  it('is there whole, for its owner alone, with nothing beside it', () => {
    const path = join(directory, 'state', 'file');
    replaceFile(path, 'one');
    replaceFile(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'state')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(directory, 'state'))).toEqual(['file']);
  });

  it('leaves nothing behind where it cannot take its place', () => {
    const path = join(directory, 'file');
    mkdirSync(join(path, 'in-the-way'), { recursive: true });
    expect(() => replaceFile(path, 'one')).toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(readdirSync(directory)).toEqual(['file']);
  });
});

it.each([
  [
    'a baseline',
    'u-1.baseline.json',
    () => saveBaseline(directory, cluster, { v: 1, at: '', uid: 'u-1', objects: {}, unread: [] }),
    () => loadBaseline(directory, cluster)?.uid === 'u-1',
  ],
  [
    'a choice',
    'u-1.choices.json',
    () => saveChoices(directory, cluster, { via: 'helm' }),
    () => loadChoices(directory, cluster)?.via === 'helm',
  ],
  [
    'progress',
    /^u-1\.lesson-.*\.json$/,
    () => new Progress(directory, cluster, 'one').reach('step', 'now'),
    () => new Progress(directory, cluster, 'one').reached.step === 'now',
  ],
])('%s is kept also while another hoist is at the same file', (_, file, save, isKept) => {
  save();
  const [name = ''] = readdirSync(directory);
  expect(name).toMatch(file);
  rmSync(join(directory, name));
  // What the other is in the middle of.
  writeFileSync(join(directory, `${name}.new`), 'half');
  save();
  expect(isKept()).toBe(true);
  expect(readFileSync(join(directory, `${name}.new`), 'utf8')).toBe('half');
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** What vitest writes of a suite, as far as it counts. */
const report = (passed: number, failed = 0) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 0, numTodoTests: 0 });

const green = {
  'unit.json': report(3),
  'release.json': report(1),
  'cluster.json': report(1),
  'current.json': report(1),
};

/** The sum of these files, by name. */
function sum(
  files: Record<string, string>,
  ...failedParts: string[]
): { status: number | null; lines: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'sum-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { status, stdout } = spawnSync(process.execPath, ['test/sum.mjs', folder, ...failedParts], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.trim().split('\n') };
}

it('adds up the suites', () => {
  expect(sum(green)).toEqual({ status: 0, lines: ['6 passed, 0 failed'] });
});

it('shows at the end what a suite told of the test that failed, and counts it once', () => {
  const log = ['✓ walks', '\u001b[31m⎯⎯⎯ Failed Tests 1 ⎯⎯⎯', '\u001b[39mFAIL a mule carries water'].join(
    '\n',
  );
  const { status, lines } = sum({ ...green, 'unit.json': report(2, 1), 'unit.log': log }, 'unit');
  expect(status).toBe(1);
  expect(lines).toEqual([
    '== unit failed',
    '⎯⎯⎯ Failed Tests 1 ⎯⎯⎯',
    'FAIL a mule carries water',
    '',
    '5 passed, 1 failed',
  ]);
});

it('counts a suite whose tests all passed, and which failed by a hook or by an error that belongs to no test', () => {
  for (const heading of ['Failed Suites 1', 'Unhandled Errors']) {
    const log = `✓ walks\n⎯⎯ ${heading} ⎯⎯\nError: read ECONNRESET`;
    const { lines } = sum({ ...green, 'unit.log': log }, 'unit');
    expect(lines[2]).toBe('Error: read ECONNRESET');
    expect(lines.at(-1)).toBe('6 passed, 1 failed');
  }
});

it('counts a part without tests, with what it said last, and a suite that never ran', () => {
  const { 'current.json': _, ...others } = green;
  const { status, lines } = sum({ ...others, 'types.log': 'TS2322' }, 'types');
  expect(status).toBe(1);
  expect(lines.slice(0, 2)).toEqual(['== types failed', 'TS2322']);
  expect(lines).toContain('== current did not run');
  expect(lines.at(-1)).toBe('5 passed, 2 failed');
});

it('is not green where nothing ran', () => {
  expect(sum({}).lines.at(-1)).toBe('0 passed, 4 failed');
});

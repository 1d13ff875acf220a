import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

type File = { name: string; status: string; message?: string; assertionResults: object[] };

const green: File = {
  name: 'a.test.ts',
  status: 'passed',
  assertionResults: [{ status: 'passed', fullName: 'walks' }],
};
const red: File = {
  name: 'b.test.ts',
  status: 'failed',
  assertionResults: [
    { status: 'passed', fullName: 'walks' },
    {
      status: 'failed',
      fullName: 'a mule carries water',
      failureMessages: ['Error: it was spilled\n    at hill'],
    },
  ],
};

/** What vitest writes for a suite of these files. */
function report(...files: File[]): object {
  const all = files.flatMap((file) => file.assertionResults as { status: string }[]);
  const count = (status: string) => all.filter((test) => test.status === status).length;
  return { numPassedTests: count('passed'), numPendingTests: 0, numTodoTests: 0, testResults: files };
}

function sum(
  reports: Record<string, object>,
  ...failedParts: string[]
): { status: number | null; lines: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'sum-'));
  for (const [suite, content] of Object.entries(reports)) {
    writeFileSync(join(folder, `${suite}.json`), JSON.stringify(content));
  }
  const { status, stdout } = spawnSync(process.execPath, ['test/sum.mjs', folder, ...failedParts], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.trim().split('\n') };
}

const all = (of: object) => ({ unit: of, release: of, cluster: of, current: of });

it('adds up the suites', () => {
  expect(sum(all(report(green)))).toEqual({ status: 0, lines: ['4 passed, 0 failed'] });
});

it('names a test that failed once more at the end, with its message, and counts it once', () => {
  const { status, lines } = sum({ ...all(report(green)), unit: report(green, red) }, 'unit');
  expect(status).toBe(1);
  expect(lines.slice(0, 2)).toEqual(['unit: b.test.ts: a mule carries water', '    Error: it was spilled']);
  expect(lines.at(-1)).toBe('5 passed, 1 failed');
});

it('counts a file that cannot be loaded', () => {
  const broken: File = {
    name: 'c.test.ts',
    status: 'failed',
    message: 'no such import',
    assertionResults: [],
  };
  const { lines } = sum({ ...all(report(green)), release: report(broken) }, 'release');
  expect(lines.slice(0, 2)).toEqual(['release: c.test.ts: did not run', '    no such import']);
  expect(lines.at(-1)).toBe('3 passed, 1 failed');
});

it('counts a part without tests, a suite that fails without a failed test, and one that never ran', () => {
  const { status, lines } = sum(
    { unit: report(green), release: report(green), cluster: report(green) },
    'types',
    'unit',
  );
  expect(status).toBe(1);
  expect(lines).toContain('types: failed otherwise than by a test; its output above says how');
  expect(lines).toContain('unit: failed otherwise than by a test; its output above says how');
  expect(lines).toContain('current: did not run');
  expect(lines.at(-1)).toBe('3 passed, 3 failed');
});

it('is not green where nothing ran', () => {
  expect(sum({}).lines.at(-1)).toBe('0 passed, 4 failed');
});

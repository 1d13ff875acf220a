// Adds up the JSON reports of the suites: `node test/sum.mjs DIRECTORY [FAILED_PART...]`. What failed is told once more, in the words of
// the part's own output: the end of a long run is what people are shown first.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const suites = ['unit', 'release', 'cluster', 'current'];
const mostLines = 120;
/** Where vitest begins to tell what failed: a test, a hook, or what belongs to no test. */
const headings = /⎯ (Failed Tests \d+|Failed Suites \d+|Unhandled Errors) ⎯/;

const [directory, ...failedParts] = process.argv.slice(2);

function read(name) {
  const path = join(directory, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** What a suite tells of its failures; of any other part, what it said last. */
function troubleOf(part) {
  const lines = stripVTControlCharacters(read(`${part}.log`) ?? '')
    .trimEnd()
    .split('\n');
  const from = lines.findIndex((line) => headings.test(line));
  return from < 0 ? lines.slice(-mostLines) : lines.slice(from, from + mostLines);
}

const reports = new Map();
for (const suite of suites) {
  const text = read(`${suite}.json`);
  if (text) reports.set(suite, JSON.parse(text));
}
const count = (key) => [...reports.values()].reduce((sum, report) => sum + report[key], 0);

let failed = 0;
for (const part of failedParts) {
  // A part without tests counts as one, and so does a suite that fails with all its tests passed: by a hook, or after them.
  failed += Math.max(reports.get(part)?.numFailedTests ?? 0, 1);
  console.log(`\n== ${part} failed`);
  for (const line of troubleOf(part)) console.log(line);
}
for (const suite of suites) {
  if (reports.has(suite) || failedParts.includes(suite)) continue;
  failed += 1;
  console.log(`\n== ${suite} did not run`);
}

const passed = count('numPassedTests');
const skipped = count('numPendingTests') + count('numTodoTests');
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

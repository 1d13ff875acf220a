// Adds up the JSON reports of the suites: `node test/sum.mjs DIRECTORY [FAILED_PART...]`. Each test that failed is named once more, with
// the head of its message: the end of a long run is what people are shown first.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const suites = ['unit', 'release', 'cluster', 'current'];
const linesOfMessage = 12;

/** The failed tests of one suite, and its files that could not even be loaded. */
function failuresOf(suite, report) {
  return report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    const told = failed.map((test) => [test.fullName, test.failureMessages.join('\n')]);
    if (file.status === 'failed' && failed.length === 0) told.push(['did not run', file.message]);
    return told.map(([name, message]) => `${suite}: ${file.name}: ${name}\n${headOf(message)}`);
  });
}

function headOf(message = '') {
  return message
    .split('\n')
    .slice(0, linesOfMessage)
    .map((line) => `    ${line}`)
    .join('\n');
}

const [directory, ...failedParts] = process.argv.slice(2);
const present = suites.filter((suite) => readdirSync(directory).includes(`${suite}.json`));
const reports = present.map((suite) => JSON.parse(readFileSync(join(directory, `${suite}.json`), 'utf8')));
const count = (key) => reports.reduce((sum, report) => sum + report[key], 0);

const failures = reports.flatMap((report, at) => failuresOf(present[at], report));
for (const failure of failures) console.log(`\n${failure}`);
// A part that has no tests (lint, types, a cluster that did not start) counts as one; so does a suite that ended in another way than by
// a test, and one that left no report.
const others = failedParts.filter((part) => !failures.some((failure) => failure.startsWith(`${part}: `)));
const missing = suites.filter((suite) => !present.includes(suite) && !others.includes(suite));
for (const part of others)
  console.log(`\n${part}: failed otherwise than by a test; its output above says how`);
for (const suite of missing) console.log(`\n${suite}: did not run`);

const passed = count('numPassedTests');
const failed = failures.length + others.length + missing.length;
const skipped = count('numPendingTests') + count('numTodoTests');
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

// Adds up the JSON reports of the suites: `node test/sum.mjs DIRECTORY FAILED_PARTS`. A part without a report (lint, types, a cluster
// that did not start) counts as one failure; so does a suite that ended without having run a test.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [directory, failedParts] = process.argv.slice(2);
const reports = readdirSync(directory).map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')));
const passed = reports.reduce((sum, report) => sum + report.numPassedTests, 0);
const failedTests = reports.reduce((sum, report) => sum + report.numFailedTests, 0);
const skipped = reports.reduce((sum, report) => sum + report.numPendingTests + report.numTodoTests, 0);
const wanted = ['unit.json', 'release.json', 'cluster.json', 'current.json'];
const missing = wanted.filter((file) => !readdirSync(directory).includes(file)).length;
const failed = Math.max(failedTests, Number(failedParts)) + missing;
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

// Loaded before hoist by the soak, with --expose-gc: on SIGUSR2 it says in a file what is held once all that nobody needs is collected.
'use strict';

const { writeFileSync } = require('node:fs');

process.on('SIGUSR2', () => {
  // What the first one finalises only the second one frees.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  writeFileSync(process.env.HOIST_BENCH_HELD, String(heapUsed + external));
});

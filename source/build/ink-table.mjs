// ink-table is CommonJS and asks for Ink with `require`. Ink is a module that awaits at its top level, so nothing can
// `require` it: not Node, not vitest, not a bundler. Read as a module with the three imports that it means, it works in all of them.
import { readFileSync } from 'node:fs';

const file = /[\\/]ink-table[\\/]dist[\\/]index\.js$/;

function asModule(text) {
  return [
    "import * as react from 'react';",
    "import * as ink from 'ink';",
    "import hash from 'object-hash';",
    "const require = (name) => ({ react, ink, 'object-hash': hash })[name];",
    'const exports = {};',
    text,
    'export default exports.default;',
  ].join('\n');
}

/** For esbuild, which makes the program. */
export const inkTableForBundle = {
  name: 'ink-table-as-module',
  setup(bundler) {
    bundler.onLoad({ filter: file }, ({ path }) => ({ contents: asModule(readFileSync(path, 'utf8')) }));
  },
};

/** For vite, which runs the tests; ink-table must be in `server.deps.inline` there, or Node loads it. */
export const inkTableForTests = {
  name: 'ink-table-as-module',
  enforce: 'pre',
  transform(text, id) {
    return file.test(id.split('?')[0] ?? '') ? asModule(text) : undefined;
  },
};

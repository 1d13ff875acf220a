// Makes dist/hoist.js: the whole program in one minified file. One file starts more than twice as fast as the
// thousand files of its packages, and needs half the memory.
import { rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { inkTableForBundle } from './ink-table.mjs';
import { root, sourceHash, stampFile } from './stale.mjs';

/** Ink imports its devtools bridge statically; nothing of it runs in production. */
const withoutDevtools = {
  name: 'without-devtools',
  setup(bundler) {
    bundler.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: 'none', namespace: 'empty' }));
    bundler.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default undefined' }));
  },
};

rmSync(stampFile, { force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['cli.tsx'],
  outfile: 'dist/hoist.js',
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  jsx: 'automatic',
  legalComments: 'none',
  // Japanese as it is: escaped, it is twice as long to read at every start.
  charset: 'utf8',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
  // Node's own punycode prints a deprecation warning onto the screen.
  alias: { punycode: 'punycode/' },
  plugins: [withoutDevtools, inkTableForBundle],
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});
writeFileSync(stampFile, sourceHash());

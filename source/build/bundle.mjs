// Makes dist/hoist.js: the whole program in one minified file. One file starts more than twice as fast as the
// thousand files of its packages, and needs half the memory.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { builtInsByName } from './built-ins.mjs';
import { inkTableForBundle } from './ink-table.mjs';
import { late } from './late.mjs';
import { withoutUnused } from './left-out.mjs';
import { notices } from './notices.mjs';
import { shakeKubernetesClient } from './shake-kubernetes-client.mjs';
import { root, sourceHash, stampFile } from './stale.mjs';

const text = join(root, 'source', 'screen', 'text');

/** Everybody who asks string-width for the width of a text asks our quick one first; see there. Its sister for graphemes is a define below. */
const quickWidth = {
  name: 'quick-width',
  setup(bundler) {
    const path = join(text, 'quick-width.ts');
    bundler.onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      importer === path ? undefined : { path },
    );
  },
};

/** Whoever starts the bundle itself, on a Node that is too old, is told so before anything in it can crash. */
const versionCheck = readFileSync(join(root, 'source', 'launcher', 'node-version.cjs'), 'utf8');
const banner = `import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
{const module={};(function(){${versionCheck}})();const lines=module.exports(process.versions.node,process.execPath);
if(lines){process.stderr.write(lines.join('\\n')+'\\n');process.exit(2)}}`;

rmSync(stampFile, { force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { hoist: 'cli.tsx' },
  outdir: 'dist',
  bundle: true,
  // What is imported on demand stays in files of its own: the first frame needs no code that talks to a cluster, and most starts none
  // of the practice cluster.
  splitting: true,
  chunkNames: 'hoist-[name]-[hash]',
  metafile: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  jsx: 'automatic',
  // Not every package has its licence in a comment: they are in a file of their own, written below.
  legalComments: 'none',
  // Japanese as it is: escaped, it is twice as long to read at every start.
  charset: 'utf8',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"', 'Intl.Segmenter': 'QuickSegmenter' },
  inject: [join(text, 'quick-segmenter.ts')],
  // As they are written: compiled when they are first used, and not when they are loaded. The table of all emoji takes 40 ms.
  supported: { 'regexp-set-notation': true, 'regexp-unicode-property-escapes': true },
  // Node's own punycode prints a deprecation warning onto the screen.
  alias: { punycode: 'punycode/' },
  plugins: [withoutUnused, builtInsByName, late, quickWidth, inkTableForBundle, shakeKubernetesClient],
  banner: { js: banner },
});
// What an earlier build left behind.
const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
for (const name of readdirSync(join(root, 'dist')))
  if (/^hoist-.*\.js$/.test(name) && !made.has(name)) rmSync(join(root, 'dist', name), { force: true });
writeFileSync(join(root, 'dist', 'notices.txt'), notices(root, metafile));
writeFileSync(stampFile, sourceHash());

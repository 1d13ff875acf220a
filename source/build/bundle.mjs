// Makes dist/hoist.js: the whole program in one minified file. One file starts more than twice as fast as the
// thousand files of its packages, and needs half the memory.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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

/**
 * The Kubernetes client does not say that its files have no side effects, so all of its hundreds of generated models would be kept. None
 * of the files does anything when it is loaded: what nobody uses can go, which halves the bundle.
 */
const shakeKubernetesClient = {
  name: 'shake-kubernetes-client',
  setup(bundler) {
    const seen = Symbol('resolved by the others');
    bundler.onResolve({ filter: /^[.@]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === seen || !`${path} ${from.importer}`.includes('@kubernetes/client-node'))
        return undefined;
      const { kind, importer, namespace, resolveDir } = from;
      const resolved = await bundler.resolve(path, {
        kind,
        importer,
        namespace,
        resolveDir,
        pluginData: seen,
      });
      return resolved.errors.length > 0 ? undefined : { path: resolved.path, sideEffects: false };
    });
  },
};

/**
 * Two places load Node's fetch and WebSocket, which nobody here uses and which cost a good part of a start. Importing `node:http` as a
 * module reads everything that it exports; asked for by name, they stay where they are. And Yoga, which lays out the screen, fetches its
 * own code from a text that it has already.
 */
const withoutFetch = {
  name: 'without-fetch',
  setup(bundler) {
    bundler.onResolve({ filter: /^(node:)?http$/ }, () => ({ path: 'http', namespace: 'node-built-in' }));
    bundler.onLoad({ filter: /.*/, namespace: 'node-built-in' }, () => ({
      contents: 'module.exports = process.getBuiltinModule("node:http")',
    }));
    bundler.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('"function"!=typeof fetch', 'true'),
    }));
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
  legalComments: 'none',
  // Japanese as it is: escaped, it is twice as long to read at every start.
  charset: 'utf8',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
  // Node's own punycode prints a deprecation warning onto the screen.
  alias: { punycode: 'punycode/' },
  plugins: [withoutDevtools, withoutFetch, inkTableForBundle, shakeKubernetesClient],
  banner: { js: banner },
});
// What an earlier build left behind.
const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
for (const name of readdirSync(join(root, 'dist')))
  if (/^hoist-.*\.js$/.test(name) && !made.has(name)) rmSync(join(root, 'dist', name), { force: true });
writeFileSync(stampFile, sourceHash());

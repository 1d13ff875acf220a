import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles the program as the shipped one is bundled, into a directory of the test's own. */
export async function buildProgram(outfile: string): Promise<void> {
  await build({
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    entryPoints: ['test/screen/program.tsx'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    jsx: 'automatic',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'without-devtools',
        setup(bundler) {
          bundler.onResolve({ filter: /^react-devtools-core$/ }, () => ({
            path: 'none',
            namespace: 'empty',
          }));
          bundler.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
            contents: 'export default undefined',
          }));
        },
      },
    ],
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  });
}

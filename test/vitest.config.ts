import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { inkTableForTests } from '../source/build/ink-table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** React only frees what it renders in production mode, and that is the mode that ships. */
const env = { NODE_ENV: 'production' };

const globalSetup = ['test/scratch.ts'];

/** How long a condition is waited for, and a hook: for machines that have much else to do, since who is quick does not wait. */
const patience = { expect: { poll: { timeout: 20_000 } }, hookTimeout: 60_000 };

/** JSX as the bundle has it: what the development runtime would call is not there in production mode. */
const oxc = { jsx: { runtime: 'automatic', development: false } } as const;

/**
 * Four suites, so that none can look green by skipping:
 * - unit: needs nothing but this checkout; `npm test`.
 * - release: needs unpacked Istio releases: 1.1.0, named by HOIST_TEST_RELEASE, and 1.30.3 beside it (or HOIST_TEST_RELEASE_CURRENT);
 *   `npm run test:release`.
 * - cluster: needs a Kubernetes on which 1.1.0 runs, named by KUBECONFIG, as well; `npm run test:cluster`.
 * - current: needs a Kubernetes of today, named by KUBECONFIG, and a 1.30.3 named by HOIST_TEST_RELEASE; `npm run test:current`.
 */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        oxc,
        plugins: [inkTableForTests],
        test: {
          name: 'unit',
          root,
          env,
          server: { deps: { inline: ['ink-table'] } },
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/release/**', 'test/cluster/**'],
          globalSetup,
          ...patience,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'release',
          root,
          env,
          globalSetup,
          ...patience,
          include: ['test/release/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'cluster',
          root,
          env,
          ...patience,
          include: ['test/cluster/**/*.test.ts'],
          exclude: ['test/cluster/current/**'],
          globalSetup,
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'current',
          root,
          env,
          ...patience,
          include: ['test/cluster/current/*.test.ts'],
          globalSetup,
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const named = process.env.HOIST_TEST_RELEASE;
if (!named || !existsSync(named))
  throw new Error(
    `HOIST_TEST_RELEASE must name an unpacked Istio 1.1.0 (it is ${named ? `${named}, which is not there` : 'not set'}): ` +
      'this suite reads the real thing or does not run at all.',
  );

export const release: string = named;
/** What a real 1.1.0 did, if somebody has recorded it. */
export const recordings: string | undefined = process.env.HOIST_TEST_RECORDINGS;

const current = process.env.HOIST_TEST_RELEASE_CURRENT ?? join(dirname(named), 'istio-1.30.3');
if (!existsSync(current))
  throw new Error(
    `HOIST_TEST_RELEASE_CURRENT must name an unpacked Istio 1.30.3 with its demo profile in rendered-demo/ (${current} is not there).`,
  );
/** Istio 1.30.3, with its charts rendered. */
export const currentRelease: string = current;

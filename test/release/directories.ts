import { existsSync } from 'node:fs';

const named = process.env.HOIST_TEST_RELEASE;
if (!named || !existsSync(named))
  throw new Error(
    `HOIST_TEST_RELEASE must name an unpacked Istio 1.1.0 (it is ${named ? `${named}, which is not there` : 'not set'}): ` +
      'this suite reads the real thing or does not run at all.',
  );

export const release: string = named;
/** What a real 1.1.0 did, if somebody has recorded it. */
export const recordings: string | undefined = process.env.HOIST_TEST_RECORDINGS;

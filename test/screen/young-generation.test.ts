import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const file = fileURLToPath(new URL('../../source/screen/young-generation.ts', import.meta.url));

/** Bytes of the room for new objects after a burst of which much is still in use, and what was said on stderr. */
async function afterBurst(before: string) {
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { keepYoungGenerationSmall } from ${JSON.stringify(file)};
    ${before}
    const kept = [];
    for (let count = 0; count < 2e6; count += 1) kept[count % 20_000] = { count, more: [count] };
    console.log(getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size);
  `;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '--eval',
    script,
  ]);
  return { size: Number(stdout), stderr };
}

test('the room for new objects stays as it is, and V8 knows the word for it', async () => {
  const small = await afterBurst('keepYoungGenerationSmall();');
  expect(small.stderr).toBe('');
  const large = await afterBurst('');
  expect(large.size).toBeGreaterThan(small.size * 4);
});

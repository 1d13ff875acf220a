import { expect, test } from 'vitest';
import { ApiError, throttledFor } from '../../source/kubernetes/errors.ts';

const answer = (seconds: unknown, code = 429) =>
  new ApiError(code, { details: { retryAfterSeconds: seconds as number } });

test('waits as long as a server with too much to do asks for', () => {
  expect(throttledFor(answer(2))).toBe(2000);
  expect(throttledFor(new ApiError(429, {}, '3'))).toBe(3000);
});

test.each([-1, 0, 'soon', Number.NaN, 1e9, null])('does not wait for what cannot be meant: %s', (seconds) =>
  expect(throttledFor(answer(seconds))).toBeUndefined(),
);

test('other answers ask for nothing', () => {
  expect(throttledFor(answer(2, 503))).toBeUndefined();
  expect(throttledFor(new Error('429'))).toBeUndefined();
});

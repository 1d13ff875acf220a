import { expect, test } from 'vitest';
import { partingWords } from '../../source/screen/parting-words.ts';
import { firstState } from '../../source/screen/state/state.ts';

const first = firstState({ columns: 80, rows: 24, language: 'en', ascii: false, color: true, now: 0 });
const state = {
  ...first,
  about: { context: 'practice' } as never,
  cancelled: 'up' as const,
  written: { created: 53, configured: 0, deleted: 0 },
  url: 'http://localhost:31380/productpage',
  view: {
    cluster: { uid: 'a', freshness: { state: 'live' } },
    steps: [{ id: 'gateway', state: 'done' }],
  } as never,
};

test('of a cluster that stays, it is said what was written and where Bookinfo answers', () =>
  expect(partingWords(state)).toEqual([
    'The run of "All steps" was cancelled; what it wrote stays.',
    'hoist wrote to practice: 53 created, 0 configured, 0 deleted.',
    'Bookinfo answers at http://localhost:31380/productpage',
  ]));

test('of a practice cluster that ends with hoist, nothing is said to stay', () => {
  const [only, ...more] = partingWords(state, true);
  expect(more).toEqual([]);
  expect(only).toMatch(/^The practice cluster has ended with hoist, and all that was written to it\./);
  expect(partingWords({ ...state, written: first.written }, true)).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { Backoff } from '../../source/kubernetes/watch/backoff.ts';

const waits = (backoff: Backoff, times: number) => Array.from({ length: times }, () => backoff.next());

describe('the wait before the next try', () => {
  test('doubles from half a second to half a minute, for ever', () => {
    expect(waits(new Backoff({ random: () => 0 }), 8)).toEqual([
      500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000,
    ]);
    const longest = new Backoff({ random: () => 0.999999 });
    expect(Math.max(...waits(longest, 5000))).toBeLessThanOrEqual(30_000);
    expect(longest.next()).toBeGreaterThan(29_000);
  });

  test('differs from one to the next by chance', () => {
    const one = new Backoff({ random: () => 0.1 });
    const other = new Backoff({ random: () => 0.9 });
    expect(one.next()).not.toBe(other.next());
  });

  test('begins anew after a reset', () => {
    const backoff = new Backoff({ random: () => 0 });
    waits(backoff, 5);
    backoff.reset();
    expect(backoff.next()).toBe(500);
  });

  test('is never shorter than the server asks, and never shorter than it would be anyway', () => {
    const backoff = new Backoff({ random: () => 0.5 });
    expect(backoff.next(10)).toBeGreaterThanOrEqual(10_000);
    waits(backoff, 10);
    expect(backoff.next(1)).toBe(22_500);
  });

  test('is not endless though a server asks for that', () => {
    expect(new Backoff({ random: () => 0 }).next(1e9)).toBe(300_000);
  });
});

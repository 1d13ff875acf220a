import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Sights } from '../../source/screen/session/sights.ts';
import type { Overlay } from '../../source/screen/state/overlay.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the sidecars are looked at again after help has lain over their page for a while', async () => {
  const state: { overlay: Overlay | undefined } = { overlay: undefined };
  const host = { state, dispatch: (action: { overlay?: Overlay }) => Object.assign(state, action) };
  let looks = 0;
  const pages = {
    fetch: async () => {
      looks += 1;
    },
  };
  const sights = new Sights(host as never, { logs: { typed: () => {} }, pages } as never);
  sights.injection();
  const page = state.overlay as Overlay;
  await vi.advanceTimersByTimeAsync(0);
  expect(looks).toBe(1);
  state.overlay = { kind: 'help', top: 0, over: page };
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBe(1);
  state.overlay = page;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looks).toBeGreaterThan(1);
  state.overlay = undefined;
  await vi.advanceTimersByTimeAsync(10_000);
  const seen = looks;
  state.overlay = page;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBe(seen);
  sights.close();
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { InjectionLook } from '../../source/chapter/observe/injection-look.ts';
import { makeDrawing } from '../../source/screen/look/drawing.ts';
import { injectionLines } from '../../source/screen/overlays/injection.ts';
import { Sights } from '../../source/screen/session/sights.ts';
import type { Overlay } from '../../source/screen/state/overlay.ts';
import { lineText } from '../../source/screen/text/line.ts';

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

test('of many pods each is cut once, and shown as selected only while it is', () => {
  const rows = Array.from({ length: 1000 }, (_, number) => ({
    namespace: 'team',
    name: `web-${number}`,
    state: 'missing',
    health: 'warn',
    rule: { key: 'screen.empty.log' },
  }));
  const value = { rows, partly: false } as unknown as InjectionLook;
  const drawing = makeDrawing({ language: 'en', color: false, ascii: false, now: 0 });
  let said = 0;
  const say: typeof drawing.say = (message) => {
    said += 1;
    return drawing.say(message);
  };
  const at = (index: number) =>
    injectionLines({ state: 'there', value }, index, { ...drawing, say }, 78).map(lineText);
  const first = at(0);
  expect(first.filter((line) => line.includes('▸'))).toEqual([expect.stringContaining('team/web-0 ')]);
  expect(said).toBeGreaterThan(1000);
  said = 0;
  const second = at(1);
  expect(said).toBeLessThan(20);
  expect(second.filter((line) => line.includes('▸'))).toEqual([expect.stringContaining('team/web-1 ')]);
  expect(second.filter((line) => line.includes('team/'))).toHaveLength(1000);
  expect(at(0)).toEqual(first);
});

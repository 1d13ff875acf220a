import { describe, expect, test, vi } from 'vitest';
import type { ChapterEvent } from '../../source/chapter/event.ts';
import { reduce } from '../../source/screen/state/reducer.ts';
import { Ring } from '../../source/screen/state/ring.ts';
import { partsOf } from '../../source/screen/state/run-log.ts';
import { firstState, type ScreenState } from '../../source/screen/state/state.ts';
import { Store } from '../../source/screen/state/store.ts';
import { FakeChapter } from './fake-chapter.ts';

const first = firstState({ columns: 80, rows: 24, language: 'en', ascii: false, color: true, now: 0 });
const at = '2026-01-01T00:00:00Z';
const object = { apiVersion: 'v1', kind: 'Service', name: 'a' };

function play(state: ScreenState, ...actions: Parameters<typeof reduce>[1][]): ScreenState {
  return actions.reduce(reduce, state);
}

describe('the reducer', () => {
  test('remembers the large pane while the log has the keys', () => {
    const state = play(first, { type: 'focus', pane: 'proxies' }, { type: 'focus', pane: 'log' });
    expect(state).toMatchObject({ focus: 'log', main: 'proxies' });
  });

  test('counts what a run writes as it happens, and believes the end', () => {
    const event = (result: 'created' | 'unchanged'): ChapterEvent => ({
      at,
      type: 'object',
      step: 'crds',
      object,
      result,
    });
    const running = play(
      first,
      { type: 'run-started', run: 'crds', at: 1 },
      { type: 'run-event', event: event('created') },
      { type: 'run-event', event: event('unchanged') },
    );
    expect(running.run?.written).toEqual({ created: 1, configured: 0, deleted: 0 });
    const written = { created: 2, configured: 1, deleted: 0 };
    const ended = play(
      running,
      { type: 'run-event', event: { at, type: 'finished', result: 'cancelled', written, seconds: 1 } },
      { type: 'run-ended' },
    );
    expect(ended).toMatchObject({ run: undefined, written, cancelled: 'crds' });
  });

  test('adds up the runs of a session', () => {
    const written = { created: 2, configured: 1, deleted: 0 };
    const once = (state: ScreenState) =>
      play(
        state,
        { type: 'run-started', run: 'crds', at: 1 },
        { type: 'run-event', event: { at, type: 'finished', result: 'done', written, seconds: 1 } },
        { type: 'run-ended' },
      );
    expect(once(once(first)).written).toEqual({ created: 4, configured: 2, deleted: 0 });
  });

  test('the cursor goes along with a run, unless it was moved elsewhere', () => {
    const view = new FakeChapter({}).view();
    const begins = (step: 'crds' | 'control-plane', index: number): ChapterEvent => ({
      at,
      type: 'step-started',
      step,
      title: { key: `step.${step}.title` },
      index,
      of: 2,
    });
    const running = play(
      first,
      { type: 'view', view },
      { type: 'run-started', run: 'up', at: 1 },
      { type: 'run-event', event: begins('crds', 1) },
    );
    expect(running.cursors.steps?.id).toBe('crds');
    const next = { type: 'run-event', event: begins('control-plane', 2) } as const;
    expect(play(running, next).cursors.steps?.id).toBe('control-plane');
    const elsewhere = { id: 'check', index: 0, top: 0 };
    const moved = play(running, { type: 'select', pane: 'steps', cursor: elsewhere }, next);
    expect(moved.cursors.steps?.id).toBe('check');
  });

  test('remembers where the application answered', () => {
    const event: ChapterEvent = { at, type: 'url', step: 'gateway', url: 'http://a/productpage' };
    const state = play(first, { type: 'run-started', run: 'gateway', at: 1 }, { type: 'run-event', event });
    expect(state.url).toBe('http://a/productpage');
  });

  test('why the checks could not be made is forgotten once they can', () => {
    const trouble = { message: { key: 'error.unreachable.hint' }, exitCode: 4 } as const;
    const state = play(first, { type: 'checking' }, { type: 'checked', trouble });
    expect(state).toMatchObject({ checking: false, trouble });
    expect(
      play(state, { type: 'checked', report: { success: true, categories: [] } }).trouble,
    ).toBeUndefined();
  });

  test('a question about a run goes when the run does', () => {
    const state = play(
      first,
      { type: 'run-started', run: 'crds', at: 1 },
      { type: 'overlay', overlay: { kind: 'ask-cancel' } },
      { type: 'run-ended' },
    );
    expect(state.overlay).toBeUndefined();
  });

  test('an answer that comes too late changes nothing', () => {
    const loading = { state: 'loading' } as const;
    const from = { kind: 'step', run: 'crds', plan: loading, top: 0 } as const;
    const to = { ...from, plan: { state: 'there' as const, value: [] } };
    const other = play(first, { type: 'overlay', overlay: { ...from, run: 'check' } });
    expect(play(other, { type: 'overlay-fetched', from, to })).toBe(other);
    expect(play(first, { type: 'overlay-fetched', from, to })).toBe(first);
    const scrolled = play(first, { type: 'overlay', overlay: { ...from, top: 3 } });
    expect(play(scrolled, { type: 'overlay-fetched', from, to }).overlay).toEqual({ ...to, top: 3 });
  });

  test('what was typed stays when the plan arrives', () => {
    const overlay = {
      kind: 'ask-down',
      taking: { what: 'uninstall' },
      typed: '',
      differs: false,
      plan: { state: 'loading' },
    } as const;
    const typing = play(first, { type: 'overlay', overlay: { ...overlay, typed: 'docker' } });
    const to = { ...overlay, plan: { state: 'there' as const, value: [] } };
    expect(play(typing, { type: 'overlay-fetched', from: overlay, to }).overlay).toEqual({
      ...to,
      typed: 'docker',
    });
  });

  test('Esc in a filter takes it back, Enter keeps it', () => {
    const typed = play(first, { type: 'filter-open', pane: 'log' }, { type: 'filter-type', text: 'pilot' });
    expect(play(typed, { type: 'filter-close', keep: true }).filters.log).toBe('pilot');
    expect(play(typed, { type: 'filter-close', keep: false }).filters.log).toBe('');
  });
});

describe('the ring', () => {
  test('keeps within its bytes, counts what it drops, and numbers never change', () => {
    const ring = new Ring<string>(10, (text) => text.length);
    for (const text of ['aaaa', 'bbbb', 'cccc', 'dd']) ring.push(text);
    expect([ring.first, ring.end]).toEqual([1, 4]);
    expect([ring.at(0), ring.at(1), ring.at(3), ring.at(4)]).toEqual([undefined, 'bbbb', 'dd', undefined]);
  });

  test('always keeps the newest, however large', () => {
    const ring = new Ring<string>(3, (text) => text.length);
    ring.push('aaaaaaaa');
    expect(ring.at(0)).toBe('aaaaaaaa');
  });

  test('stays right over a hundred thousand entries', () => {
    const ring = new Ring<number>(1000, () => 1);
    for (let number = 0; number < 100_000; number += 1) ring.push(number);
    expect(ring.first).toBe(99_000);
    expect(ring.at(ring.first)).toBe(99_000);
    expect(ring.at(ring.end - 1)).toBe(99_999);
  });
});

describe('the store', () => {
  test('what a run reports counts at once, and is drawn with the next frame', () => {
    vi.useFakeTimers({ now: 10_000 });
    const store = new Store(first);
    const seen = vi.fn();
    store.subscribe(seen);
    store.dispatch({ type: 'run-started', run: 'crds', at: 1 });
    const event = { at, type: 'object', step: 'crds', object, result: 'created' } as const;
    for (let count = 0; count < 58; count += 1) store.absorb({ type: 'run-event', event });
    expect(store.snapshot().run?.written.created).toBe(58);
    expect(seen).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(seen).toHaveBeenCalledTimes(2);
    store.close();
    vi.useRealTimers();
  });

  test('keys change it at once, news at most fifteen times a second', () => {
    vi.useFakeTimers({ now: 10_000 });
    const store = new Store(first);
    const seen = vi.fn();
    store.subscribe(seen);
    for (let count = 0; count < 50; count += 1) store.later('log', () => ({ type: 'log-grew' }));
    expect(seen).not.toHaveBeenCalled();
    store.dispatch({ type: 'zoom', zoomed: true });
    expect(seen).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(seen).toHaveBeenCalledTimes(2);
    for (let time = 0; time < 1000; time += 10) {
      store.later('log', () => ({ type: 'log-grew' }));
      vi.advanceTimersByTime(10);
    }
    // The one at the beginning of the second, and fifteen in it.
    expect(seen.mock.calls.length - 2).toBeLessThanOrEqual(16);
    store.close();
    vi.useRealTimers();
  });
});

test('an event takes the rows that it needs', () => {
  expect(partsOf({ at, type: 'log', step: 'crds', pod: 'p', container: 'c', lines: ['1', '2'] })).toBe(3);
  expect(
    partsOf({ at, type: 'step-started', step: 'crds', title: { key: 'step.crds.title' }, index: 1, of: 1 }),
  ).toBe(0);
  expect(
    partsOf({ at, type: 'step-started', step: 'crds', title: { key: 'step.crds.title' }, index: 1, of: 7 }),
  ).toBe(1);
});

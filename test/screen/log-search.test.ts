import { describe, expect, onTestFinished, test } from 'vitest';
import { logText } from '../../source/screen/export/log-text.ts';
import { makeDrawing } from '../../source/screen/look/drawing.ts';
import { logPaneLines } from '../../source/screen/panes/log-pane.ts';
import { type LogSource, podLogSource } from '../../source/screen/panes/log-source.ts';
import { movedAnchor } from '../../source/screen/panes/log-window.ts';
import { LogSearch } from '../../source/screen/session/log-search.ts';
import { newPodLog, type PodLog } from '../../source/screen/state/pod-log.ts';
import { firstState, type ScreenState } from '../../source/screen/state/state.ts';
import { lineText } from '../../source/screen/text/line.ts';

const time = '2026-01-01T00:00:00Z';
const size = { width: 80, height: 12 };

/** A log of so many lines in a pane; `turn` is one turn of the program's loop. */
function pane(lines: number, limits: Parameters<typeof newPodLog>[0] = {}) {
  const ring: PodLog = newPodLog(limits);
  onTestFinished(() => ring.close());
  const waiting: (() => void)[] = [];
  const search = new LogSearch(
    () => {},
    (next) => waiting.push(next),
  );
  let read: number[] = [];
  let state: ScreenState = {
    ...firstState({ columns: 80, rows: 24, language: 'en', ascii: false, color: true, now: 0 }),
    focus: 'log',
  };
  const drawing = makeDrawing(state);
  const source = (): LogSource => {
    const plain = podLogSource(ring);
    const counted: LogSource = {
      ...plain,
      at(number, look) {
        read.push(number);
        return plain.at(number, look);
      },
    };
    return { ...counted, found: search.of(ring, counted, state) };
  };
  const push = (text: string) => ring.push({ type: 'line', time, text });
  for (let number = 0; number < lines; number += 1) push(`line ${number}.`);
  return {
    ring,
    push,
    search,
    source,
    drawing,
    filter(filter: string, log: Partial<ScreenState['log']> = {}) {
      state = { ...state, filters: { log: filter }, log: { ...state.log, ...log } };
    },
    frame: () => logPaneLines(source(), state, drawing, size).map(lineText).join('\n'),
    /** False where nothing waited for its turn. */
    turn() {
      const next = waiting.shift();
      next?.();
      return next !== undefined;
    },
    toTheEnd() {
      while (waiting.length > 0) waiting.shift()?.();
    },
    /** The numbers of the lines that were read since the last time. */
    read() {
      const numbers = read;
      read = [];
      return numbers;
    },
  };
}

describe('a filter of the log pane', () => {
  test('that matches nothing reads each line once, and a frame after that none at all', () => {
    const log = pane(20_000);
    log.filter('nothing like this');
    log.frame();
    log.toTheEnd();
    const read = log.read();
    expect(read).toHaveLength(20_000);
    expect(new Set(read).size).toBe(20_000);
    for (let frame = 0; frame < 10; frame += 1)
      expect(log.frame()).toContain('Nothing matches /nothing like this. Esc');
    expect(log.read()).toEqual([]);
  });

  test('gives the loop back after each slice, and says how far it is', () => {
    const log = pane(20_000);
    log.filter('nothing like this');
    expect(log.frame()).toMatch(/so far: 0 % of the log is searched/);
    expect(log.read()).toEqual([]);
    const told: number[] = [];
    do {
      log.turn();
      expect(log.read().length).toBeLessThanOrEqual(500);
      const percent = /searching, (\d+) %/.exec(log.frame())?.[1];
      if (percent) told.push(Number(percent));
      // What a key does meanwhile costs no reading either.
      expect(movedAnchor(log.source(), 19_999, -10, { end: 20_000 })).toBe(19_999);
      expect(log.read()).toEqual([]);
    } while (told.length < 30 && /searching/.test(log.frame()));
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  test('shows first what is found where somebody looks: at the end, or where the log was scrolled to', () => {
    const log = pane(20_000);
    log.filter('7\\.$');
    log.frame();
    log.turn();
    expect(log.frame()).toMatch(/line 19987\.[\s\S]*line 19997\./);
    const scrolled = pane(20_000);
    scrolled.filter('8\\.$', { follow: false, anchor: 9000 });
    scrolled.frame();
    scrolled.turn();
    expect(scrolled.frame()).toMatch(/line 9008\.[\s\S]*line 9018\./);
  });

  test('reads for a frame, and for a key, only the lines that are in sight', () => {
    const log = pane(20_000);
    log.filter('^line \\d+000\\.$');
    log.frame();
    log.toTheEnd();
    log.read();
    expect(log.frame()).toMatch(/line 10000\.[\s\S]*line 19000\./);
    expect(log.read()).toHaveLength(10);
    expect(movedAnchor(log.source(), 10_000, -3, { end: 20_000 })).toBe(7000);
    expect(movedAnchor(log.source(), 7000, 2, { end: 20_000 })).toBe(9000);
    expect(movedAnchor(log.source(), 7000, -100, { end: 20_000 })).toBe(1000);
    expect(log.read()).toEqual([]);
  });

  test('judges what arrives once, as it arrives', () => {
    const log = pane(2000);
    log.filter('news');
    log.frame();
    log.toTheEnd();
    log.read();
    log.push('no such thing');
    log.push('news at last');
    log.search.arrived(2);
    expect(log.read()).toEqual([2000, 2001]);
    expect(log.frame()).toContain('news at last');
    expect(log.read()).toEqual([2001]);
  });

  test('a new filter ends the search for the one before it', () => {
    const log = pane(20_000);
    log.filter('nothing like this');
    log.frame();
    log.turn();
    log.filter('nor this');
    log.frame();
    log.read();
    log.toTheEnd();
    expect(log.read()).toHaveLength(20_000);
  });

  test('one that only marks hides nothing, and searches nothing', () => {
    const log = pane(20_000);
    log.filter('~9999');
    expect(log.frame()).toContain('line 19999.');
    expect(log.turn()).toBe(false);
    expect(log.read()).toHaveLength(10);
  });

  test('finds what lies on disk, and forgets what the log has dropped', () => {
    const log = pane(0, { memory: 2 ** 20, disk: 2 ** 21 });
    const filler = 'x'.repeat(400);
    for (let number = 0; number < 2000; number += 1)
      log.push(`${number % 100 === 0 ? 'mark' : filler} ${number}.`);
    expect(log.ring.first).toBe(0);
    log.filter('mark');
    log.frame();
    log.toTheEnd();
    expect(log.source().found?.next(0)).toBe(0);
    for (let number = 2000; number < 20_000; number += 1) {
      log.push(`${number % 100 === 0 ? 'mark' : filler} ${number}.`);
      log.search.arrived(1);
    }
    const { first, end } = log.ring;
    expect(first).toBeGreaterThan(2000);
    const { found } = log.source();
    expect(found?.progress).toBeUndefined();
    const left: number[] = [];
    for (let at = found?.next(0); at !== undefined; at = found?.next(at + 1)) left.push(at);
    const wanted = Array.from({ length: end }, (_, number) => number).filter(
      (n) => n >= first && n % 100 === 0,
    );
    expect(left).toEqual(wanted);
    expect(found?.previous(first - 1)).toBeUndefined();
  });
});

test('a filtered log is saved in pieces, however little of it is left', () => {
  const log = pane(5000);
  const pieces = [...logText(log.source(), '^line 42\\.$', log.drawing)];
  expect(pieces.length).toBe(10);
  expect(pieces.join('')).toBe(`${time} line 42.\n`);
});

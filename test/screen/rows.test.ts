import { describe, expect, test } from 'vitest';
import { footerLine } from '../../source/screen/footer.ts';
import { headerLine } from '../../source/screen/header.ts';
import type { CommandContext } from '../../source/screen/input/command.ts';
import { layoutOf } from '../../source/screen/layout.ts';
import { ageOf, elapsedOf } from '../../source/screen/look/age.ts';
import { makeDrawing } from '../../source/screen/look/drawing.ts';
import { frame } from '../../source/screen/look/frame.ts';
import { paint } from '../../source/screen/look/paint.ts';
import { placeColumns, tableLines } from '../../source/screen/look/table.ts';
import { themes } from '../../source/screen/look/themes.ts';
import { whereWords, windowTop } from '../../source/screen/look/window.ts';
import { foldedLine } from '../../source/screen/panes/folded.ts';
import { logPaneLines } from '../../source/screen/panes/log-pane.ts';
import { podLogSource } from '../../source/screen/panes/log-source.ts';
import { logWindow, movedAnchor } from '../../source/screen/panes/log-window.ts';
import { paneContent, type TablePaneId } from '../../source/screen/panes/pane-content.ts';
import { tablePaneLines } from '../../source/screen/panes/table-pane.ts';
import { Matches } from '../../source/screen/state/matches.ts';
import { type PaneId, paneIds } from '../../source/screen/state/pane-id.ts';
import { newPodLog } from '../../source/screen/state/pod-log.ts';
import { firstState, type ScreenState } from '../../source/screen/state/state.ts';
import { lineText, lineWidth, segment } from '../../source/screen/text/line.ts';
import { FakeChapter } from './fake-chapter.ts';

const now = Date.parse('2019-10-22T07:00:00Z');
const drawing = makeDrawing({ language: 'en', color: true, ascii: false, now });

function stateAt(columns: number, rows: number, focus: PaneId = 'steps'): ScreenState {
  const chapter = new FakeChapter({
    now,
    done: ['check', 'crds', 'control-plane', 'proxies', 'injection', 'bookinfo'],
  });
  const { context, server, readOnly, simulated, namespace, release, unfit, texts, choice, choices } = chapter;
  return {
    ...firstState({ columns, rows, language: 'en', ascii: false, color: true, now }),
    about: { context, server, readOnly, simulated, namespace, release, unfit, texts, choice, choices },
    view: chapter.view(),
    focus,
    main: focus === 'steps' || focus === 'log' ? 'components' : focus,
  };
}

describe('the layout', () => {
  const sizes = [60, 69, 80, 99, 100, 109, 110, 120, 160, 200, 260].flatMap((columns) =>
    [15, 17, 19, 20, 24, 30, 33, 34, 40, 60, 90].map((rows) => [columns, rows] as const),
  );

  test.each(sizes)('covers %ix%i without a hole or an overlap, whatever has the keys', (columns, rows) => {
    for (const focus of paneIds)
      for (const zoomed of [false, true]) {
        const { panes, folded, guide } = layoutOf({ ...stateAt(columns, rows, focus), zoomed });
        const places = [...panes, ...folded, ...(guide ? [guide] : [])];
        const area = places.reduce((sum, { width, height }) => sum + width * height, 0);
        expect(area).toBe(columns * (rows - 2));
        for (const { left, top, width, height } of places) {
          expect(left + width).toBeLessThanOrEqual(columns);
          expect(top).toBeGreaterThanOrEqual(1);
          expect(top + height).toBeLessThanOrEqual(rows - 1);
        }
        for (const { height } of panes) expect(height).toBeGreaterThanOrEqual(4);
        if (rows >= 20 && !zoomed)
          expect(new Set([...panes, ...folded].map(({ pane }) => pane)).size).toBe(paneIds.length);
      }
  });
});

describe('every row', () => {
  test.each(['en', 'ja'] as const)('is exactly as wide as its pane, in %s', (language) => {
    for (const columns of [60, 80, 120, 200])
      for (const focus of paneIds) {
        const state = { ...stateAt(columns, columns > 100 ? 40 : 24, focus), language };
        const look = makeDrawing(state);
        const layout = layoutOf(state);
        for (const { pane, ...place } of layout.panes) {
          const lines =
            pane === 'log'
              ? logPaneLines(podLogSource(newPodLog()), state, look, place)
              : tablePaneLines(pane, paneContent(pane, state, look, place.width - 2), state, look, place);
          expect(lines).toHaveLength(place.height);
          for (const line of lines) expect(lineWidth(line), lineText(line)).toBe(place.width);
        }
        for (const { pane, width } of layout.folded)
          expect(lineWidth(foldedLine(pane as TablePaneId, state, look, width))).toBe(width);
        expect(lineWidth(headerLine(state, look, columns))).toBe(columns);
      }
  });

  test('shows all eight steps on a small terminal, also after the wide table of the proxies', () => {
    const state = { ...stateAt(80, 24, 'steps'), main: 'proxies' as const };
    const steps = layoutOf(state).panes.find(({ pane }) => pane === 'steps');
    expect(steps?.height).toBeGreaterThanOrEqual(2 + 1 + 8);
  });

  test.each(['en', 'ja'] as const)('folded panes begin to count at one place, in %s', (language) => {
    const look = makeDrawing({ language, color: true, ascii: false, now });
    const at = (['cluster', 'namespaces', 'components', 'proxies', 'steps'] as const).map((pane) => {
      const [digit, title, first] = foldedLine(pane, stateAt(80, 24), look, 80);
      expect(first?.text.trim()).not.toBe('');
      return lineWidth([digit, title].filter((piece) => piece !== undefined));
    });
    expect(new Set(at).size).toBe(1);
  });

  test('the header always has the context, the server and the badge', () => {
    for (const columns of [60, 80, 200]) {
      const state = stateAt(columns, 24);
      const about = state.about && {
        ...state.about,
        readOnly: true,
        context: 'arn:aws:eks:eu-central-1:123456789012:cluster/production-of-the-shop',
        server: 'https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com',
      };
      const text = lineText(headerLine({ ...state, about }, drawing, columns));
      expect(text).toMatch(/arn:\S*…\S*shop/);
      expect(text).toMatch(/https:\S*com/);
      expect(text).toContain('READ-ONLY');
    }
  });

  test('the header says that faults of a practice cluster are on, at every size', () => {
    for (const columns of [60, 80, 200]) {
      const state = stateAt(columns, 24);
      const about = state.about && { ...state.about, simulated: true, context: 'practice' };
      const line = headerLine({ ...state, about, faults: 2 }, drawing, columns);
      expect(lineText(line)).toMatch(/2 faults +SIMULATED/);
      expect(lineWidth(line)).toBe(columns);
      const since = new Date(drawing.now - 136_000).toISOString();
      const freshness = { state: 'stale', since, retryAt: since, reason: '' } as const;
      const view = state.view && { ...state.view, cluster: { ...state.view.cluster, freshness } };
      if (columns >= 80)
        expect(lineText(headerLine({ ...state, view, about, faults: 2 }, drawing, columns))).toMatch(
          /stale .*2m16s.*2 faults/,
        );
      expect(lineText(headerLine({ ...state, about, faults: 0 }, drawing, columns))).not.toContain('fault');
    }
  });

  test('the header says that a practice cluster is simulated, on the smallest screen too', () => {
    for (const columns of [60, 80, 200]) {
      const state = stateAt(columns, 24);
      expect(lineText(headerLine(state, drawing, columns))).not.toContain('SIMULATED');
      const about = state.about && { ...state.about, simulated: true };
      const line = headerLine({ ...state, about }, drawing, columns);
      expect(lineText(line)).toContain('SIMULATED');
      expect(lineWidth(line)).toBe(columns);
    }
  });

  test('the footer has room for help and quit on the smallest screen', () => {
    const state = stateAt(60, 15);
    const context: CommandContext = {
      state,
      drawing,
      log: podLogSource(newPodLog()),
      session: undefined as never,
      dispatch: () => {},
      fresh: () => context,
    };
    const line = footerLine(context, 60);
    expect(lineWidth(line)).toBe(60);
    expect(lineText(line)).toMatch(/n next step .*\? help .*q quit/);
  });
});

describe('a table', () => {
  const columns = [
    { title: 'NAME', width: 'rest' as const, cut: 'middle' as const },
    { title: 'READY', width: 5, align: 'right' as const },
    { title: 'NODE', width: 10, from: 40 },
  ];
  const rows = Array.from({ length: 100 }, (_, index) => ({
    id: String(index),
    cells: [`row-${index}`, '1/1', 'n'],
  }));

  test('keeps the widths of its columns whatever is in them', () => {
    expect(placeColumns(columns, 50).map(({ width }) => width)).toEqual([31, 5, 10]);
    expect(placeColumns(columns, 30).map(({ title }) => title)).toEqual(['NAME', 'READY']);
  });

  test('makes only the rows in sight, and marks the cursor with a glyph', () => {
    const lines = tableLines(
      { columns, rows, selected: 51, top: 50, width: 30, height: 4, focused: true },
      drawing,
    );
    expect(lines.map(lineText).map((text) => text.trimEnd())).toEqual([
      '  NAME                   READY',
      '  row-50                   1/1',
      '▸ row-51                   1/1',
      '  row-52                   1/1',
    ]);
  });

  test('scrolls only as far as the cursor makes it', () => {
    expect(windowTop(10, 12, 100, 5)).toBe(10);
    expect(windowTop(10, 15, 100, 5)).toBe(11);
    expect(windowTop(10, 3, 100, 5)).toBe(3);
    expect(windowTop(98, 99, 100, 5)).toBe(95);
    expect(windowTop(3, 0, 2, 5)).toBe(0);
    expect(whereWords(10, 100, 5)).toBe('11-15/100');
    expect(whereWords(0, 5, 5)).toBe('');
  });
});

describe('a frame', () => {
  test('has its words in its edges, and gives up the right ones first', () => {
    const options = { title: [segment('Title')], right: [segment('✔ live')], focused: false, height: 2 };
    const top = (width: number) => lineText(frame([], { ...options, width }, drawing)[0] ?? []);
    expect(top(24)).toBe('╭─ Title ───── ✔ live ─╮');
    expect(top(14)).toBe('╭─ Title ────╮');
    expect(top(9)).toBe('╭─ Tit… ╮');
  });

  test('is heavier around the pane that has the keys, so that no colour is needed', () => {
    const lines = frame([], { title: [], focused: true, width: 4, height: 2 }, drawing);
    expect(lines.map(lineText)).toEqual(['┏━━┓', '┗━━┛']);
  });
});

test('paints nothing where no colour is wanted', () => {
  const line = [segment('good', 'good', true), segment(' plain')];
  expect(paint(line, undefined)).toBe('good plain');
  expect(paint(line, themes.dark)).toBe('\u001b[32;1mgood\u001b[0m plain');
});

describe('ages', () => {
  test.each([
    [30, '<1m'],
    [61, '1m'],
    [3600, '1h'],
    [17 * 3600, '17h'],
    [15 * 86_400, '15d'],
    [800 * 86_400, '2y'],
  ])('%i seconds ago is %s', (seconds, wanted) =>
    expect(ageOf(new Date(now - seconds * 1000).toISOString(), now)).toBe(wanted),
  );

  test.each([
    [0.4, '0s'],
    [59, '59s'],
    [187, '3m07s'],
    [3700, '1h01m'],
    [-3, '0s'],
  ])('%d seconds last %s', (seconds, wanted) => expect(elapsedOf(seconds)).toBe(wanted));
});

describe('the window of a log', () => {
  const ring = newPodLog();
  for (let number = 0; number < 100; number += 1)
    ring.push({ type: 'line', time: '', text: `line ${number}${number % 10 === 0 ? ' warn' : ''}` });
  const source = podLogSource(ring);
  const options = {
    width: 20,
    height: 3,
    wrap: false,
    timestamps: false,
    filter: '',
    end: 100,
    anchor: undefined,
  };
  const warned = new Matches(ring, 100, (number) => number % 10 === 0);
  while (warned.step());
  const filtered = { ...source, found: warned };
  const texts = (change: Partial<Parameters<typeof logWindow>[1]>) =>
    logWindow(change.filter ? filtered : source, { ...options, ...change }, drawing).rows.map((row) =>
      lineText(row).trimEnd(),
    );

  test('follows the end', () => expect(texts({})).toEqual(['line 97', 'line 98', 'line 99']));
  test('stays where it is scrolled to', () =>
    expect(texts({ anchor: 40 })).toEqual(['line 40 warn', 'line 41', 'line 42']));
  test('ends where it is paused', () =>
    expect(texts({ end: 50 })).toEqual(['line 47', 'line 48', 'line 49']));
  test('is full at its end, too', () =>
    expect(texts({ anchor: 99 })).toEqual(['line 97', 'line 98', 'line 99']));
  test('looks through its filter', () =>
    expect(texts({ filter: 'WARN' })).toEqual(['line 70 warn', 'line 80 warn', 'line 90 warn']));
  test('wraps from the bottom', () =>
    expect(texts({ width: 4, wrap: true })).toEqual([' 98', 'line', ' 99']));
  test('is scrolled by lines that match', () => {
    expect(movedAnchor(source, 50, -3, options)).toBe(47);
    expect(movedAnchor(filtered, 50, -2, options)).toBe(30);
    expect(movedAnchor(source, 1, -9, options)).toBe(0);
  });
});
